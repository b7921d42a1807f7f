/** Why a campaign pauses by itself. */
export type Alarm = 'failing' | 'unauthorised'

/** So many of a campaign's last sends are looked at. */
export const WATCHED = 50
const FAILED_SHARE = 0.2
const REFUSALS = 3

/** Set by a channel whose platform does not accept us, whoever the message is for. */
export const UNAUTHORISED = 'unauthorised'

/** Why a message is in doubt whose sender died with it in hand: that is ours, and says nothing of the platform. */
export const SENDER_DIED = 'senderDied'

/**
 * Whether a campaign had better stop: its platform has refused us three times, or more than a fifth of the last fifty sends
 * came to nothing, or perhaps to nothing.
 */
export function alarmIn({ failed, refusals }: { failed: number; refusals: number }): Alarm | undefined {
  if (refusals >= REFUSALS) return 'unauthorised'
  return failed > WATCHED * FAILED_SHARE ? 'failing' : undefined
}
