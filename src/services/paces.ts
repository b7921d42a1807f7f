import type { Channel } from '../channels/channel.ts'
import { limitsOf, roomIn, spend, waitFor } from '../domain/pacing.ts'
import { holdPace, keepPace } from '../store/paces.ts'
import type { Db, Work } from '../store/work.ts'

// Replies that this process has handed over and that are not written down yet: writing each would slow every answer.
const replied = new WeakMap<Channel, number>()

export interface Paced<T> {
  taken: T[]
  /** Milliseconds until the channel may be handed more; 0 where it could have been handed all that was wanted. */
  waitMs: number
  /** Replies that were noted before and are written down with it. */
  replies: number
}

/** Replies wait for nothing, but the platform counts them: what nobody asked for gets the room that they leave. */
export function noteReplies(channel: Channel, n: number): void {
  if (channel.abilities.perSecond !== null) replied.set(channel, (replied.get(channel) ?? 0) + n)
}

/** Says that replies are written down, once the work that did it is durable. */
export function replyNoted(channel: Channel, n: number): void {
  replied.set(channel, Math.max(0, (replied.get(channel) ?? 0) - n))
}

/**
 * Takes as many of what nobody asked for as a channel may be handed now, beside `answers` replies and up to `most`; shared by
 * all processes that send.
 */
export function* atPace<T>(
  db: Db,
  channel: Channel,
  { most, answers, now }: { most: number; answers: number; now: Date },
  take: (limit: number) => Work<T[]>,
): Work<Paced<T>> {
  const { perSecond, perDay = null } = channel.abilities
  const limits = limitsOf({ perSecond, perDay })
  if (limits.length === 0) return { taken: yield* take(most), waitMs: 0, replies: 0 }
  const replies = replied.get(channel) ?? 0
  const before = spend(yield* holdPace(db, channel.name), { replies: replies + answers, unasked: 0 }, now)
  const room = Math.min(most, roomIn(before, limits, now))
  const taken = room > 0 ? yield* take(room) : []
  const after = spend(before, { replies: 0, unasked: taken.length }, now)
  if (replies + answers + taken.length > 0) yield* keepPace(db, channel.name, after)
  return { taken, waitMs: room > 0 ? 0 : waitFor(after, limits, now), replies }
}
