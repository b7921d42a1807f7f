import { arePlainlyStrangers, compare, type Likeness, PROBABLY_ONE } from '../../domain/likeness/compare.ts'
import type { KnownWorker, Twin } from '../../domain/roster/judge.ts'
import type { RosterRow } from '../../domain/roster/row.ts'
import { workerNumber } from '../../domain/worker-code.ts'
import { decidedPairs } from '../../store/doubts.ts'
import { numbersByKey, workersByNumbers } from '../../store/likeness.ts'
import type { Vault } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import type { Worker } from '../../store/workers.ts'
import { hashOfTwo } from '../register/pairs.ts'
import { openedWorker } from './opened-worker.ts'
import type { LookedUpBy } from './prepare-line.ts'

/** Who of the register may be whom, found for a whole batch at once. */
export class LookAlikes {
  private readonly byKey: ReadonlyMap<number, number[]>
  private readonly byNumber: ReadonlyMap<number, KnownWorker>
  private readonly codes: ReadonlyMap<string, string>

  constructor(vault: Vault, byKey: ReadonlyMap<number, number[]>, workers: readonly Worker[]) {
    this.byKey = byKey
    this.byNumber = new Map(workers.map((worker) => [workerNumber(worker.code), openedWorker(vault, worker)]))
    this.codes = new Map(workers.map(({ id, code }) => [id, code]))
  }

  codeOf(workerId: string): string | undefined {
    return this.codes.get(workerId)
  }

  /** Workers who share a key with a row, not yet compared. */
  of({ keys }: LookedUpBy): KnownWorker[] {
    const numbers = new Set(keys.flatMap((key) => this.byKey.get(key) ?? []))
    return [...numbers].flatMap((number) => this.byNumber.get(number) ?? [])
  }
}

/** Finds the workers who share a likeness key with any of some rows. */
export function* lookAlikesOf(db: Db, vault: Vault, rows: readonly LookedUpBy[]): Work<LookAlikes> {
  const byKey = yield* numbersByKey(db, [...new Set(rows.flatMap(({ keys }) => keys))])
  const numbers = [...new Set([...byKey.values()].flat())]
  const workers = yield* workersByNumbers(db, numbers)
  return new LookAlikes(vault, byKey, workers)
}

/** Somebody whom a row probably is, best first; `pairHash` names the two for whoever has to decide. */
export interface Probable extends Twin {
  pairHash: string
}

/** Those of whom a row is probably one, best first. */
export function probably(
  vault: Vault,
  look: LookedUpBy,
  others: readonly (KnownWorker | (RosterRow & { line: number }))[],
): Probable[] {
  return others
    .flatMap((other) => {
      const likeness = likenessOf(look, other)
      if (!likeness) return []
      const is = 'line' in other ? { line: other.line } : { workerId: other.id }
      return [{ ...is, likeness, pairHash: hashOfTwo(vault, look.nikHash, vault.hash('nik', other.nik)) }]
    })
    .sort((one, two) => two.likeness.score - one.likeness.score)
}

function likenessOf({ row }: LookedUpBy, other: KnownWorker | RosterRow): Likeness | undefined {
  if (other.nik === row.nik || arePlainlyStrangers(row, other)) return undefined
  const likeness = compare(row, other)
  return likeness.score >= PROBABLY_ONE ? likeness : undefined
}

/** Leaves out those of whom an officer has said that they are two people. */
export function* undecided(db: Db, probables: readonly Probable[]): Work<Probable[]> {
  if (probables.length === 0) return []
  const decided = yield* decidedPairs(
    db,
    probables.map(({ pairHash }) => pairHash),
  )
  return probables.filter(({ pairHash }) => decided.get(pairHash) !== 'different')
}
