import { compare, type Likeness, PROBABLY_ONE } from '../../domain/likeness/compare.ts'
import { type NameWords, nameWords } from '../../domain/likeness/name-words.ts'
import { mayBeOne, tellingOf } from '../../domain/likeness/sign.ts'
import type { Twin } from '../../domain/roster/judge.ts'
import { workerNumber } from '../../domain/worker-code.ts'
import { decidedPairs } from '../../store/doubts.ts'
import { numbersByKey, workersByNumbers } from '../../store/likeness.ts'
import type { Vault } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import { hashOfTwo } from '../register/pairs.ts'
import type { EarlierRow } from './file-so-far.ts'
import { type OpenedWorker, openedWorker } from './opened-worker.ts'
import type { LookedUpBy } from './prepare-line.ts'

/** Who of the register may be whom: the workers who share a likeness key with a row, not yet compared. */
export type LookAlikes = (look: LookedUpBy) => OpenedWorker[]

/** Finds the look-alikes of a whole batch at once. */
export function* lookAlikesOf(db: Db, vault: Vault, rows: readonly LookedUpBy[]): Work<LookAlikes> {
  const byKey = yield* numbersByKey(db, [...new Set(rows.flatMap(({ keys }) => keys))])
  const workers = yield* workersByNumbers(db, [...new Set([...byKey.values()].flat())])
  const byNumber = new Map(workers.map((worker) => [workerNumber(worker.code), openedWorker(vault, worker)]))
  return ({ keys }) => {
    const numbers = new Set(keys.flatMap((key) => byKey.get(key) ?? []))
    return [...numbers].flatMap((number) => byNumber.get(number) ?? [])
  }
}

/** Somebody whom a row probably is, best first; `pairHash` names the two for whoever has to decide. */
export interface Probable extends Twin {
  pairHash: string
  /** The code of the worker, where it is one. */
  workerCode?: string
}

/** Those of whom a row is probably one, best first. */
export function probably(vault: Vault, look: LookedUpBy, others: readonly (OpenedWorker | EarlierRow)[]): Probable[] {
  return others
    .flatMap((other) => {
      const likeness = likenessOf(look, other)
      if (!likeness) return []
      const is = 'line' in other ? { line: other.line } : { workerId: other.id, workerCode: other.code }
      return [{ ...is, likeness, pairHash: hashOfTwo(vault, look.nikHash, vault.hash('nik', other.nik)) }]
    })
    .sort((one, two) => two.likeness.score - one.likeness.score)
}

function likenessOf({ row, sign }: LookedUpBy, other: OpenedWorker | EarlierRow): Likeness | undefined {
  if (other.nik === row.nik) return undefined
  let names: NameWords | undefined
  const taken = () => (names ??= nameWords(other.name))
  const { nik, bornOn } = other
  // A name is taken apart only where neither number has told the two apart.
  const isStranger = !mayBeOne(sign, {
    ...{ nik, bornOn },
    get telling() {
      return tellingOf(taken())
    },
  })
  if (isStranger) return undefined
  const likeness = compare(row, other, undefined, taken())
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
