import { and, eq, exists, gt, gte, isNull, lt, lte, not, notExists, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { AudienceState } from '../domain/audience.ts'
import { type Day, monthOf } from '../domain/clock.ts'
import { isUnpaid } from './contributions.ts'
import type { Db } from './work.ts'

/** That the period of an entry has not ended on a day. */
export function lasts(db: Db, on: Day): SQL {
  const { endsOn } = db.t.enrolments
  return or(isNull(endsOn), gte(endsOn, on))!
}

/** That an entry stands in one of some states on a day: the same in one statement as `entriesAbout` asks entry by entry. */
export function standsIn(db: Db, states: readonly AudienceState[], on: Day): SQL {
  const { startsOn, endsOn } = db.t.enrolments
  const runs = and(lte(startsOn, on), lasts(db, on))
  const unpaid = and(runs, not(isPaid(db, on)))
  const is: Readonly<Record<AudienceState, SQL | undefined>> = {
    paid: and(runs, isPaid(db, on)),
    unpaid,
    arrears: and(unpaid, isInArrears(db)),
    ended: and(lt(endsOn, on), notExists(another(db, on))),
    future: gt(startsOn, on),
  }
  return or(...states.map((state) => is[state]))!
}

/** See `isPaidOn`: a file has the month as paid, or the list has the day, and no file since that is as young says otherwise. */
function isPaid(db: Db, on: Day): SQL {
  const { contributions, enrolments } = db.t
  const refuted = and(
    eq(contributions.status, 'unpaid'),
    lte(contributions.month, monthOf(on)),
    gte(contributions.asOf, enrolments.asOf),
  )
  return or(
    exists(saidOf(db, and(eq(contributions.status, 'paid'), eq(contributions.month, monthOf(on))))),
    and(sql`coalesce(${enrolments.paidThrough}, '') >= ${on}`, notExists(saidOf(db, refuted))),
  )!
}

/** See `monthsInArrears`: a month is known to be unpaid, and no later one was paid. */
function isInArrears(db: Db): SQL {
  const { contributions } = db.t
  const later = alias(contributions, 'later')
  const paidLater = db
    .select({ one: sql`1` })
    .from(later)
    .where(
      and(
        eq(later.enrolmentId, contributions.enrolmentId),
        eq(later.status, 'paid'),
        gt(later.month, contributions.month),
      ),
    )
  const owed = and(eq(contributions.status, 'unpaid'), isUnpaid(db), notExists(paidLater))
  return exists(saidOf(db, owed))
}

function saidOf(db: Db, more: SQL | undefined) {
  const { contributions, enrolments } = db.t
  return db
    .select({ one: sql`1` })
    .from(contributions)
    .where(and(eq(contributions.enrolmentId, enrolments.id), more))
}

/** Another entry of the person's, on any list, that has not ended. */
function another(db: Db, on: Day) {
  const { enrolments } = db.t
  const other = alias(enrolments, 'other')
  return db
    .select({ one: sql`1` })
    .from(other)
    .where(and(eq(other.workerId, enrolments.workerId), or(isNull(other.endsOn), gte(other.endsOn, on))))
}
