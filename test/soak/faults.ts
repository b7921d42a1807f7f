import type { Soaked } from './campaign.ts'

/** Whatever a campaign must not have left behind, each told with how often; none where all is as it should be. */
export function faultsIn(soaked: Soaked, persons: number): string[] {
  const { accepted, chats, messages, recipients, inFlight, reached, faults } = soaked
  const sent = messages.filter(({ isSent }) => isSent)
  const unknown = messages.filter(({ isUnknown }) => isUnknown)
  const spoken = new Set(messages.map(({ address }) => address))
  const told = recipients['message sent'] ?? 0
  const inDoubt = recipients['message unknown'] ?? 0
  const counted = {
    'calls that the platform does not know': faults.length,
    'chats that the platform has told twice': [...accepted.values()].filter((n) => n > 1).length,
    'messages to a chat that has one already': messages.length - spoken.size,
    'chats for which there is no message': [...chats].filter((chat) => !spoken.has(chat)).length,
    'messages that are neither sent nor in doubt': messages.length - sent.length - unknown.length,
    'messages known as sent that the platform has not accepted': sent.filter(({ address }) => !accepted.has(address))
      .length,
    'messages in doubt beyond those in flight at the kills': Math.max(0, unknown.length - inFlight),
    'recipients who are lost': persons - told - inDoubt - (recipients.visit ?? 0),
    'recipients told of whom the ledger says nothing': told - reached,
  }
  return Object.entries(counted).flatMap(([fault, n]) => (n === 0 ? [] : [`${n} ${fault}`]))
}
