import type { NotSent } from '../channels/channel.ts'
import { UNAUTHORISED } from '../domain/alarm.ts'

/** Five tries that the message itself failed at; then an officer is to look. */
export const TRIES = 5

/** Why a message that is to go again waits, where an officer should know. */
export function reasonOf(outcome: NotSent): string | undefined {
  if (outcome.because === 'deferred') return outcome.failure
  return outcome.because === 'retry' && outcome.unauthorised ? UNAUTHORISED : undefined
}
