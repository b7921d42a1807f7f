import { and, asc, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, LostRace, type Work } from './work.ts'

export type Campaign = Row<'campaigns'>

export function* addCampaign(db: Db, campaign: NewRow<'campaigns'>): Work<Campaign> {
  const [added] = yield* exec(db.insert(db.t.campaigns).values(campaign).returning())
  return added!
}

export function* campaignById(db: Db, id: string): Work<Campaign | undefined> {
  const [found] = yield* exec(db.select().from(db.t.campaigns).where(eq(db.t.campaigns.id, id)))
  return found
}

/** Campaigns, newest first: one agency's, or all (null). */
export function* listCampaigns(db: Db, agencyId: string | null, limit: number): Work<Campaign[]> {
  const { campaigns } = db.t
  return yield* exec(
    db
      .select()
      .from(campaigns)
      .where(agencyId === null ? undefined : eq(campaigns.agencyId, agencyId))
      .orderBy(desc(campaigns.createdAt), desc(campaigns.id))
      .limit(limit),
  )
}

/** Campaigns that wait for their approval: one agency's, or all (null). */
export function* submittedCampaigns(db: Db, agencyId: string | null): Work<Campaign[]> {
  const { campaigns } = db.t
  const waiting = and(isNotNull(campaigns.submittedAt), isNull(campaigns.approvedAt), isNull(campaigns.stoppedAt))
  return yield* exec(
    db
      .select()
      .from(campaigns)
      .where(and(waiting, agencyId === null ? undefined : eq(campaigns.agencyId, agencyId))),
  )
}

/** Changes a campaign that still stands at its `rev`; throws `LostRace` when somebody was quicker. */
export function* changeCampaign(
  db: Db,
  { id, rev }: Pick<Campaign, 'id' | 'rev'>,
  change: Partial<Omit<Campaign, 'id' | 'rev'>>,
): Work<Campaign> {
  const { campaigns } = db.t
  const [changed] = yield* exec(
    db
      .update(campaigns)
      .set({ ...change, rev: rev + 1 })
      .where(and(eq(campaigns.id, id), eq(campaigns.rev, rev)))
      .returning(),
  )
  if (!changed) throw new LostRace('campaign')
  return changed
}

/** Campaigns that are approved and neither stopped nor done, oldest approval first. */
export function* runningCampaigns(db: Db): Work<Campaign[]> {
  const { campaigns } = db.t
  return yield* exec(
    db
      .select()
      .from(campaigns)
      .where(and(isNotNull(campaigns.approvedAt), isNull(campaigns.stoppedAt), isNull(campaigns.doneAt)))
      .orderBy(asc(campaigns.approvedAt), asc(campaigns.id)),
  )
}

/**
 * Moves the mark behind which freezing goes on, from where it was seen; false when another process has moved it, or when the
 * campaign was stopped. No change of the campaign itself: its `rev` stays.
 */
export function* markFrozen(
  db: Db,
  { id, frozenThrough }: Pick<Campaign, 'id' | 'frozenThrough'>,
  mark: { frozenThrough: string } | { frozenAt: Date },
): Work<boolean> {
  const { campaigns } = db.t
  const seen = frozenThrough === null ? isNull(campaigns.frozenThrough) : eq(campaigns.frozenThrough, frozenThrough)
  const marked = yield* exec(
    db
      .update(campaigns)
      .set(mark)
      .where(and(eq(campaigns.id, id), seen, isNull(campaigns.frozenAt), isNull(campaigns.stoppedAt)))
      .returning({ id: campaigns.id }),
  )
  return marked.length > 0
}

export function* markDone(db: Db, id: string, at: Date): Work<void> {
  const { campaigns } = db.t
  yield* exec(
    db
      .update(campaigns)
      .set({ doneAt: at })
      .where(and(eq(campaigns.id, id), isNull(campaigns.stoppedAt))),
  )
}

/** A campaign that was done has somebody to tell again. */
export function* markUndone(db: Db, id: string): Work<void> {
  const { campaigns } = db.t
  yield* exec(
    db
      .update(campaigns)
      .set({ doneAt: null })
      .where(and(eq(campaigns.id, id), isNotNull(campaigns.doneAt))),
  )
}

export type Halt = 'stopped' | 'paused'

/** Which of some campaigns send nothing now. */
export function* haltedCampaigns(db: Db, ids: readonly string[]): Work<Map<string, Halt>> {
  if (ids.length === 0) return new Map()
  const { campaigns } = db.t
  const rows = yield* exec(
    db
      .select({ id: campaigns.id, stoppedAt: campaigns.stoppedAt })
      .from(campaigns)
      .where(and(inArray(campaigns.id, [...ids]), or(isNotNull(campaigns.stoppedAt), isNotNull(campaigns.pausedAt)))),
  )
  return new Map(rows.map(({ id, stoppedAt }) => [id, stoppedAt ? 'stopped' : 'paused']))
}
