import { type Day, dayOf, endOfMonth, type Month, monthOf } from '../../domain/clock.ts'
import type { Funding } from '../../domain/cover.ts'
import { endingsOf } from '../../domain/ending-covers.ts'
import { DomainError } from '../../domain/errors.ts'
import { may, type Officer } from '../../domain/officer.ts'
import { listAgencies } from '../../store/agencies.ts'
import { entriesIn, type Unanswered, unansweredIn, type Waiting } from '../../store/review.ts'
import { type OverlapReport, overlapReport } from '../overlaps.ts'
import { type ReachReport, reachBy } from '../reach-report.ts'
import { rangesOf } from '../register-ranges.ts'
import type { World } from '../world.ts'

const DAY_MS = 86_400_000
/** Whoever asked for a person waits too long after a day, a doubt or a question after a week; corrections have their due time by law. */
export const LATE_DAYS = { handovers: 1, doubts: 7, questions: 7 } as const

const SLICE = 1000

/** Persons whose cover on a list of an agency ended or will, by who pays and the month of the end. */
export interface EndingCount {
  agencyId: string
  funding: Funding
  month: Month
  persons: number
}

/** What agencies are to look at together. */
export interface Review {
  month: Month
  from: Day
  /** The last day of the month, or today while it lasts. */
  to: Day
  madeAt: Date
  /** Names of agencies by id. */
  agencies: ReadonlyMap<string, { code: string; name: string }>
  reach: { total: ReachReport; byAgency: ReachReport }
  overlaps: OverlapReport
  lapsed: EndingCount[]
  due: EndingCount[]
  unanswered: Unanswered
}

/**
 * What agencies are to look at together, of a month; of what waits and of what ends as it stands when it is made. For
 * coordinators of the whole city. Throws `operation.notYours`, `operation.badMonth` (also for one that has not begun).
 */
export async function reviewOf(world: World, month: string, reader?: Officer): Promise<Review> {
  if (reader && !mayReview(reader)) throw new DomainError('operation.notYours')
  const madeAt = world.clock.now()
  const today = dayOf(madeAt)
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(month) || month > monthOf(today))
    throw new DomainError('operation.badMonth', { given: month.slice(0, 20) })
  const from = `${month}-01`
  const to = endOfMonth(month) < today ? endOfMonth(month) : today
  const { total, parts } = await reachBy(world, { from, to, isFresh: true }, ['agency'])
  const endings = await endingsIn(world, from, to)
  const ago = (days: number) => new Date(madeAt.getTime() - days * DAY_MS)
  const late = {
    handovers: ago(LATE_DAYS.handovers),
    doubts: ago(LATE_DAYS.doubts),
    questions: ago(LATE_DAYS.questions),
  }
  return {
    ...{ month, from, to, madeAt, ...endings },
    ...{ reach: { total, byAgency: parts[0]! }, overlaps: await overlapReport(world, { at: to, most: 0 }) },
    unanswered: await world.database.run((db) => unansweredIn(db, madeAt, late)),
    agencies: new Map((await world.database.run(listAgencies)).map((agency) => [agency.id, agency])),
  }
}

/** Whether an officer may see what all agencies have to answer for. */
export function mayReview(officer: Officer): boolean {
  return may(officer, 'readReview') && officer.agencyId === null && officer.kelurahan === null
}

async function endingsIn(world: World, from: Day, to: Day): Promise<Pick<Review, 'lapsed' | 'due'>> {
  const counts = { lapsed: new Map<string, EndingCount>(), due: new Map<string, EndingCount>() }
  for await (const range of rangesOf(world, SLICE)) {
    const entries = await world.database.read((db) => entriesIn(db, range))
    for (const own of Map.groupBy(entries, ({ workerId, agencyId }) => `${workerId} ${agencyId}`).values()) {
      for (const { kind, ...ending } of endingsOf(own, from, to)) {
        const key = `${ending.month} ${ending.agencyId} ${ending.funding}`
        const counted = counts[kind].get(key) ?? { ...ending, persons: 0 }
        counted.persons++
        counts[kind].set(key, counted)
      }
    }
  }
  const inOrder = (found: Map<string, EndingCount>) =>
    [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  return { lapsed: inOrder(counts.lapsed), due: inOrder(counts.due) }
}

/** What waits, of each kind and agency, in the order in which it is told. */
export function waitingLines({
  unanswered,
}: Pick<Review, 'unanswered'>): { kind: keyof Unanswered; waiting: Waiting }[] {
  const kinds = ['corrections', 'doubts', 'handovers', 'questions'] as const
  return kinds.flatMap((kind) => unanswered[kind].map((waiting) => ({ kind, waiting })))
}
