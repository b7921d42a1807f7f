import type { Channel } from '../../channels/channel.ts'
import { allOf, type Sending, sendingTime } from '../../domain/sending-time.ts'
import type { PriceKey } from '../../domain/settings.ts'
import type { ChannelCount } from '../../store/audience-ways.ts'
import type { World } from '../world.ts'

/** What messages cost; `unset`: the setting that would say so is empty. */
export type Cost = { is: 'free' } | { is: 'unset'; setting: PriceKey } | { is: 'rupiah'; rupiah: number }

/** What one channel has to do for a campaign, as if nothing else were on its way. */
export interface ChannelEstimate extends ChannelCount {
  sending: Sending
  cost: Cost
}

export interface Estimate {
  channels: ChannelEstimate[]
  /** From when until about when the messages leave; null where nobody gets one. */
  sending: Sending | null
  /** Of all channels together; unset where one is. */
  cost: Cost
}

/** How long a campaign takes over its channels and what it costs, each chat one message. */
export function estimateOf(world: World, counts: readonly ChannelCount[], startsAt: Date | null): Estimate {
  const now = world.clock.now()
  const earliest = startsAt !== null && startsAt > now ? startsAt : now
  const channels = counts.map((counted) => estimateFor(world, world.channels.get(counted.channel)!, counted, earliest))
  return { channels, sending: allOf(channels.map(({ sending }) => sending)), cost: summed(channels) }
}

function estimateFor(
  { settings }: World,
  { abilities }: Channel,
  counted: ChannelCount,
  earliest: Date,
): ChannelEstimate {
  const { perSecond, perDay = null, costs } = abilities
  const sending = sendingTime(counted.chats, { perSecond, perDay }, earliest, settings())
  if (costs === 'nothing') return { ...counted, sending, cost: { is: 'free' } }
  const price = settings()[costs]
  const cost: Cost = price === null ? { is: 'unset', setting: costs } : rupiahOf(price * counted.chats)
  return { ...counted, sending, cost }
}

function summed(channels: readonly ChannelEstimate[]): Cost {
  const unset = channels.find(({ cost }) => cost.is === 'unset')
  if (unset) return unset.cost
  const sums = channels.flatMap(({ cost }) => (cost.is === 'rupiah' ? cost.rupiah : []))
  return sums.length === 0 ? { is: 'free' } : rupiahOf(sums.reduce((sum, one) => sum + one, 0))
}

function rupiahOf(sum: number): Cost {
  return { is: 'rupiah', rupiah: Math.ceil(sum) }
}
