/** What decides how the first news of an enrolment gets to a worker. */
export interface Means {
  hasPhone: boolean
  /** Leave to write to the phone stands on record, or the contact has asked to be written to. */
  hasConsent: boolean
  /** A channel stands ready that may write to a phone first, or the worker's own contact is known. */
  hasChannel: boolean
  optedOut: boolean
  bereaved: boolean
}

export type VisitReason = 'noPhone' | 'noConsent' | 'noChannel' | 'optedOut' | 'bereaved'

/** A message, or the reason for a visit instead. Without recorded leave nobody is written to first (domain.md § 10). */
export function routeOf(means: Means): 'message' | VisitReason {
  if (means.bereaved) return 'bereaved'
  if (means.optedOut) return 'optedOut'
  if (!means.hasPhone) return 'noPhone'
  if (!means.hasConsent) return 'noConsent'
  return means.hasChannel ? 'message' : 'noChannel'
}
