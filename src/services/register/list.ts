import type { Day } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Evidence } from '../../domain/likeness/evidence.ts'
import { maskName } from '../../domain/masking.ts'
import { isInScope, may, type Officer } from '../../domain/officer.ts'
import type { Decision } from '../../domain/roster/decision.ts'
import {
  countOpenDoubts,
  type Doubt,
  decidedDoubts,
  doubtById,
  openDoubts,
  type RaisingRow,
  rowsOfDoubts,
} from '../../store/doubts.ts'
import { agenciesListing } from '../../store/enrolments.ts'
import { namesOfOfficers } from '../../store/officers.ts'
import { opened } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import { type Worker, workersById } from '../../store/workers.ts'
import type { World } from '../world.ts'
import { isOneNik } from './decide.ts'
import { readRow } from './take-in.ts'

/** So many are listed at once. */
export const LISTED = 20

/** An entry as an officer may see it: of another agency's worker the masked name alone, without birth date and kelurahan. */
export interface ShownEntry {
  name: string
  bornOn: Day | null
  /** Official code. */
  kelurahan: string | null
}

/** A doubt as an officer may see it. */
export interface ShownDoubt {
  id: string
  /** 0–100. */
  score: number
  evidence: Evidence[]
  isOneNik: boolean
  /** The row that raised it, with its file; null where the file is gone or the row cannot be opened. */
  row: (ShownEntry & { line: number; fileName: string }) | null
  worker: ShownEntry & { code: string; agencies: string[]; isMasked: boolean }
  decided: { decision: Decision; at: Date; by: string | null } | null
}

export interface ListedDoubts {
  open: ShownDoubt[]
  /** How many are open in all. */
  total: number
  /** Behind which the next page begins, where there is one. */
  next: string | null
  decided: ShownDoubt[]
}

/** The doubts of an officer's scope: open ones, likeliest first, behind one of them, and those decided last. Throws `doubts.notAllowed`. */
export async function listDoubts(world: World, officer: Officer, behindId?: string): Promise<ListedDoubts> {
  if (!may(officer, 'decideDoubt')) throw new DomainError('doubts.notAllowed')
  return await world.database.run(function* (db) {
    const behind = behindId === undefined ? undefined : yield* doubtById(db, behindId)
    const found = yield* openDoubts(db, officer, LISTED + 1, behind)
    const decided = yield* decidedDoubts(db, officer, LISTED)
    const shown = yield* shownOf(db, world, officer, [...found.slice(0, LISTED), ...decided])
    return {
      open: shown.slice(0, shown.length - decided.length),
      decided: shown.slice(shown.length - decided.length),
      total: yield* countOpenDoubts(db, officer),
      next: found.length > LISTED ? found[LISTED - 1]!.id : null,
    }
  })
}

/** All open doubts of a scope, likeliest first. Throws `doubts.notAllowed`. */
export async function everyOpenDoubt(world: World, officer: Officer): Promise<ShownDoubt[]> {
  const all: ShownDoubt[] = []
  let behind: string | undefined
  do {
    const { open, next } = await listDoubts(world, officer, behind)
    all.push(...open)
    behind = next ?? undefined
  } while (behind !== undefined)
  return all
}

function* shownOf(db: Db, world: World, officer: Officer, doubts: readonly Doubt[]): Work<ShownDoubt[]> {
  const ids = [...new Set(doubts.map(({ workerId }) => workerId))]
  const workers = new Map((yield* workersById(db, ids)).map((worker) => [worker.id, worker]))
  const agencies = yield* agenciesListing(db, ids)
  const raising = yield* rowsOfDoubts(
    db,
    doubts.map(({ id }) => id),
  )
  const officers = yield* namesOfOfficers(
    db,
    doubts.flatMap(({ decidedBy }) => decidedBy ?? []),
  )
  const rows = Map.groupBy(
    raising.filter(({ mark }) => isInScope(officer, mark.agencyId)),
    ({ mark }) => mark.doubtId,
  )
  return doubts.flatMap((doubt) => {
    const worker = workers.get(doubt.workerId)
    if (!worker) return []
    const row = rows.get(doubt.id)?.at(-1)
    return {
      ...told(doubt, officers),
      row: shownRow(world, officer, row),
      worker: shownWorker(officer, worker, agencies),
    }
  })
}

function told(doubt: Doubt, officers: Readonly<Record<string, string>>): Omit<ShownDoubt, 'row' | 'worker'> {
  const { id, score, evidence, decision, decidedAt, decidedBy } = doubt
  const decided = decision && decidedAt && { decision, at: decidedAt, by: officers[decidedBy ?? ''] ?? null }
  return { id, score, evidence, isOneNik: isOneNik(doubt), decided: decided || null }
}

function shownRow(world: World, officer: Officer, raising: RaisingRow | undefined): ShownDoubt['row'] {
  if (!raising) return null
  const { row, file } = raising
  const [read] = opened(() => readRow(world, row))
  if (!read) return null
  const isOwn = officer.agencyId !== null || officer.kelurahan === null || officer.kelurahan === read.kelurahan
  return { ...entryFor(isOwn, read), line: row.line, fileName: file.fileName }
}

function shownWorker(
  officer: Officer,
  worker: Worker,
  listing: ReadonlyMap<string, readonly { id: string; name: string }[]>,
): ShownDoubt['worker'] {
  const agencies = listing.get(worker.id) ?? []
  const isOwn = officer.agencyId === null || agencies.some((agency) => agency.id === officer.agencyId)
  const names = agencies.map((agency) => agency.name)
  return { ...entryFor(isOwn, worker), code: worker.code, agencies: names, isMasked: !isOwn }
}

function entryFor(isOwn: boolean, { name, bornOn, kelurahan }: ShownEntry): ShownEntry {
  return isOwn ? { name, bornOn, kelurahan } : { name: maskName(name), bornOn: null, kelurahan: null }
}
