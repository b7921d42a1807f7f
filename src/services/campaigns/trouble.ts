import type { Alarm } from '../../domain/alarm.ts'
import type { Text } from '../../domain/message.ts'
import type { CampaignView } from './known.ts'

/** Why a campaign has paused by itself; undefined where an officer did it, or where it goes on. */
export function alarmOf({ state, changes }: Pick<CampaignView, 'state' | 'changes'>): Alarm | undefined {
  if (state !== 'paused') return undefined
  const last = changes.findLast(({ what }) => what.includes('paused'))
  if (last?.what.includes('pausedFailing')) return 'failing'
  return last?.what.includes('pausedUnauthorised') ? 'unauthorised' : undefined
}

/** Why somebody is visited or left out. */
export function reasonWords(reason: string): Text {
  const isSkipped = reason === 'periodEnded' || reason === 'changed'
  return isSkipped ? `campaigns.skipped.${reason}` : `visits.reason.${reason}`
}

const EXPLAINED = [
  ...['tooManyTries', 'blocked', 'unreadable', 'noAnswer', 'platformFault', 'unauthorised'],
  ...['windowClosed', 'templateGone', 'unreachable', 'platformHeldBack'],
]

/** Why a message failed, in words; what only the platform knows keeps its own. */
export function failureWords(failure: string): Text {
  return EXPLAINED.includes(failure) ? `campaigns.failure.${failure}` : ['campaigns.failure.other', { failure }]
}
