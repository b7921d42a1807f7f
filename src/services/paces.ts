import type { Channel } from '../channels/channel.ts'
import { type Pace, paceOf, putBack, takeTokens } from '../domain/pacing.ts'

// By the channel itself: whoever closes one and opens another begins with a full bucket.
const paces = new WeakMap<Channel, Pace>()

/** So many messages that nobody asked for a channel may be handed now, up to `wanted`; they count as handed. */
export function reserve(channel: Channel, wanted: number, now: Date): number {
  const { perSecond } = channel.abilities
  if (perSecond === null) return wanted
  const { granted, pace } = takeTokens(paces.get(channel) ?? paceOf(perSecond), wanted, now)
  paces.set(channel, pace)
  return granted
}

/** Gives back what the last reservation did not use. */
export function unreserve(channel: Channel, unused: number): void {
  const pace = paces.get(channel)
  if (pace) paces.set(channel, putBack(pace, unused))
}
