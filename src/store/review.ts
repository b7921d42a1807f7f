import { and, asc, count, gt, isNull, lte, min, or, type SQL, sql } from 'drizzle-orm'
import type { EndingEntry } from '../domain/ending-covers.ts'
import type { WorkerRange } from './reach-slices.ts'
import { type Db, exec, type Work } from './work.ts'

/** The entries of the workers of a range, person by person. */
export function* entriesIn(db: Db, { after, upTo }: WorkerRange): Work<EndingEntry[]> {
  const { enrolments } = db.t
  const { workerId, agencyId, funding, startsOn, endsOn } = enrolments
  return yield* exec(
    db
      .select({ workerId, agencyId, funding, startsOn, endsOn })
      .from(enrolments)
      .where(and(gt(workerId, after), upTo === null ? undefined : lte(workerId, upTo)))
      .orderBy(asc(workerId), asc(startsOn)),
  )
}

/** What waits for an answer: how many, how many of them too long, and since when the oldest. */
export interface Waiting {
  /** Null: it belongs to no agency. */
  agencyId: string | null
  open: number
  late: number
  since: Date | null
}

export type Unanswered = Record<'corrections' | 'doubts' | 'handovers' | 'questions', Waiting[]>

/** What nobody has answered. Late is a correction past its due time, and all else that is older than its own moment in `lateSince`. */
export function* unansweredIn(
  db: Db,
  now: Date,
  lateSince: Record<'doubts' | 'handovers' | 'questions', Date>,
): Work<Unanswered> {
  const { corrections, doubts, handovers, unanswered } = db.t
  const late = (condition: SQL) => sql<number>`sum(case when ${condition} then 1 else 0 end)`.mapWith(Number)
  const ofCorrections = yield* exec(
    db
      .select({
        agencyId: corrections.agencyId,
        open: count(),
        late: late(lte(corrections.dueAt, now)),
        since: min(corrections.openedAt),
      })
      .from(corrections)
      .where(isNull(corrections.closedAt))
      .groupBy(corrections.agencyId),
  )
  const ofDoubts = yield* exec(
    db
      .select({
        agencyId: doubts.agencyId,
        open: count(),
        late: late(lte(doubts.raisedAt, lateSince.doubts)),
        since: min(doubts.raisedAt),
      })
      .from(doubts)
      .where(isNull(doubts.decidedAt))
      .groupBy(doubts.agencyId),
  )
  const ofHandovers = yield* exec(
    db
      .select({
        open: count(),
        late: late(and(isNull(handovers.officerAt), lte(handovers.openedAt, lateSince.handovers))!),
        since: min(handovers.openedAt),
      })
      .from(handovers)
      .where(isNull(handovers.closedAt)),
  )
  const ofQuestions = yield* exec(
    db
      .select({
        open: count(),
        late: late(lte(unanswered.firstAt, lateSince.questions)),
        since: min(unanswered.firstAt),
      })
      .from(unanswered)
      .where(or(isNull(unanswered.handledAt), gt(unanswered.lastAt, unanswered.handledAt))),
  )
  return {
    ...{ corrections: ofCorrections, doubts: ofDoubts },
    ...{ handovers: ofHandovers.map(ofNobody), questions: ofQuestions.map(ofNobody) },
  }
}

// Of nothing a sum is null.
function ofNobody({ open, late, since }: Omit<Waiting, 'agencyId'>): Waiting {
  return { agencyId: null, open, late: late ?? 0, since }
}
