import { dayOf } from '../../../domain/clock.ts'
import type { Text } from '../../../domain/message.ts'
import type { Sending } from '../../../domain/sending-time.ts'
import type { ChannelEstimate, Cost } from '../../../services/campaigns/estimate.ts'
import type { Preview } from '../../../services/campaigns/preview.ts'
import { lasting, moment } from '../times.ts'

/** What a campaign takes, in sentences: how long, over which channels, and what it costs. */
export function estimateWords({ channels, sending, cost, wordsAlone }: Preview): Text[] {
  return [
    sendingWords(sending),
    ...channels.map(channelWords),
    ...(channels.length > 1 ? [costWords(cost)] : []),
    ...(wordsAlone ? fileWords(wordsAlone, wordsAlone.length < Math.max(1, channels.length)) : []),
  ]
}

/** That a file goes with it, and where it does not. */
function fileWords(wordsAlone: readonly string[], goes: boolean): Text[] {
  const alone = wordsAlone.map(
    (channel): Text => ['campaigns.estimate.wordsAlone', { channel: { text: `console.channel.${channel}` } }],
  )
  return goes ? ['campaigns.estimate.withFile', ...alone] : alone
}

/** When the messages leave, in a sentence. */
function sendingWords(sending: Sending | null): Text {
  if (!sending) return 'campaigns.estimate.sendsNone'
  const { from, until } = sending
  const values = {
    from: { text: moment(from) },
    until: { text: moment(until) },
    lasting: { text: lasting(from, until) },
  }
  return [`campaigns.estimate.${dayOf(from) === dayOf(until) ? 'sendsWithin' : 'sendsOver'}`, values]
}

function channelWords({ channel, persons, chats, sending, cost }: ChannelEstimate): Text {
  const took = { text: lasting(sending.from, sending.until) }
  const values = {
    channel: { text: `console.channel.${channel}` },
    persons: { count: persons },
    chats: { count: chats },
  }
  return ['campaigns.estimate.channel', { ...values, lasting: took, cost: { text: costWords(cost) } }]
}

function costWords(cost: Cost): Text {
  if (cost.is === 'free') return 'campaigns.estimate.free'
  if (cost.is === 'unset') return ['campaigns.estimate.unset', { setting: cost.setting }]
  return ['campaigns.estimate.cost', { rupiah: { rupiah: cost.rupiah } }]
}
