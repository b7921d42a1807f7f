import type { Day } from '../../src/domain/clock.ts'
import type { Verdict } from '../../src/domain/roster/judge.ts'
import type { ProblemCode } from '../../src/domain/roster/row.ts'
import { phoneProblems } from '../../src/domain/roster/shared-phone.ts'
import { DEFECT_KINDS, type DefectKind } from './fictional-defects.ts'
import { cellsOf, DIALECTS, type Dialect, type RowCells } from './fictional-dialects.ts'
import { DIRT_KINDS } from './fictional-dirt.ts'
import { repeatAcrossLists, repeatInOneList, sharePhones } from './fictional-repeats.ts'
import { type AgencyCode, type FictionalWorker, fictionalWorkers } from './fictional-workers.ts'
import { type Random, seeded, shuffled } from './seeded.ts'

export const FICTIONAL_SEED = 3574

/** One row of the fictional roster as it was planned. */
export interface PlannedRow {
  agency: AgencyCode
  file: string
  /** Line in the file, row of the sheet. */
  line: number
  /** The truth; a spoilt row shows something else. */
  worker: FictionalWorker
  cells: RowCells
  /** The kind of defect, or undefined for a sound row. */
  defect?: string
  /** What reading and judging must say of it, no more and no less. */
  problems: ProblemCode[]
  /** What judging must come to when the lists are imported in the order of `DIALECTS`. */
  verdict: Verdict
}

/** A row while it is being made. */
export interface Draft extends Omit<PlannedRow, 'line' | 'verdict'> {
  verdict?: Verdict
  /** Some dirt or defect stands here already. */
  isTaken: boolean
}

/** The whole fictional roster: the same for the same seed, without a clock. */
export function fictionalRoster(seed: number = FICTIONAL_SEED): PlannedRow[] {
  const random = seeded(seed)
  const workers = sharePhones(fictionalWorkers(random))
  const lists = new Map(DIALECTS.map((dialect) => [dialect.agency, draft(workers, dialect)]))
  for (const kinds of [DEFECT_KINDS, DIRT_KINDS] as Record<string, DefectKind>[]) {
    for (const [name, kind] of Object.entries(kinds)) spoil(random, lists, name, kind)
  }
  repeatAcrossLists(random, lists)
  repeatInOneList(random, lists)
  return DIALECTS.flatMap((dialect) => numbered(lists.get(dialect.agency)!, dialect))
}

/** The sound rows, for a test or a demonstration to pick a worker from. */
export function soundRows(rows: readonly PlannedRow[]): PlannedRow[] {
  return rows.filter(({ problems, verdict }) => problems.length === 0 && verdict === 'new')
}

/** The day on which tests read the fictional roster. */
export const FICTIONAL_TODAY: Day = '2026-11-23'

function draft(workers: readonly FictionalWorker[], dialect: Dialect): Draft[] {
  const users = new Map<string, number>()
  return workers
    .filter(({ agency }) => agency === dialect.agency)
    .map((worker) => {
      const { phone } = worker
      if (phone !== null) users.set(phone, (users.get(phone) ?? 0) + 1)
      const isCrowded = phone !== null && phoneProblems(users.get(phone)!).length > 0
      return {
        agency: dialect.agency,
        file: dialect.file,
        worker,
        cells: cellsOf(worker, dialect),
        ...(isCrowded ? { defect: 'phoneShared' } : {}),
        problems: isCrowded ? ['phoneShared'] : [],
        isTaken: worker.isPhoneShared === true,
      }
    })
}

function spoil(random: Random, lists: ReadonlyMap<AgencyCode, Draft[]>, name: string, kind: DefectKind): void {
  for (const [agency, count] of kind.on) {
    const free = lists.get(agency)!.filter((row) => !row.isTaken && (kind.fits?.(row.worker) ?? true))
    for (const row of shuffled(random, free).slice(0, count)) {
      row.cells = { ...row.cells, ...kind.spoil(row.cells, row.worker) }
      row.problems = [...kind.problems]
      row.isTaken = true
      if (name in DEFECT_KINDS) row.defect = name
    }
  }
}

const ERRORS: ReadonlySet<string> = new Set<ProblemCode>([
  'nikMissing',
  'nikScientific',
  'nikLength',
  'nikInvalid',
  'nikTwice',
  'nameMissing',
  'birthMissing',
  'birthUnreadable',
  'tooOld',
  'civilServant',
  'wageEarner',
  'deceased',
  'outsideCity',
  'kelurahanUnknown',
  'occupationMissing',
  'periodMissing',
  'periodInverted',
  'periodUnreadable',
  'tooManyCells',
])

function numbered(drafts: readonly Draft[], dialect: Dialect): PlannedRow[] {
  return drafts.map(({ isTaken: _, ...row }, at) => ({
    ...row,
    line: dialect.titles.length + 2 + at,
    verdict: row.problems.some((code) => ERRORS.has(code)) ? 'invalid' : (row.verdict ?? 'new'),
  }))
}
