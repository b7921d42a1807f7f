/** What decides how news gets to a worker. */
export interface Means {
  hasPhone: boolean
  /** More people stand behind the phone than a family has, so that it is nobody's own. */
  isCrowded: boolean
  /** Leave to write to the phone stands on record, or the contact has asked to be written to. */
  hasConsent: boolean
  /** A channel stands ready that may write to a phone first, or the worker's own contact is known. */
  hasChannel: boolean
  optedOut: boolean
  bereaved: boolean
}

/** Why there is a visit instead of a message. The last two befall only news that was to be a message. */
export type VisitReason =
  | 'noPhone'
  | 'noConsent'
  | 'noChannel'
  | 'optedOut'
  | 'bereaved'
  | 'phoneShared'
  | 'phoneTold'
  | 'undelivered'
export type Route = 'message' | VisitReason

/** A message, or the reason for a visit instead. Without recorded leave nobody is written to first (UU 27/2022 art. 22). */
export function routeOf(means: Means): Route {
  if (means.bereaved) return 'bereaved'
  if (means.optedOut) return 'optedOut'
  if (!means.hasPhone) return 'noPhone'
  if (means.isCrowded) return 'phoneShared'
  if (!means.hasConsent) return 'noConsent'
  return means.hasChannel ? 'message' : 'noChannel'
}

/** What is known of a phone on a channel. */
export interface Behind {
  contact: { optedInAt: Date | null; optedOutAt: Date | null; bereavedAt: Date | null } | undefined
  /** Ids of workers whose agency has leave to write to this phone. */
  agreed: ReadonlySet<string>
  hasChannel: boolean
  isCrowded: boolean
}

/** All workers behind one phone, parted by the way that news takes to them: those told by message share one. */
export function routesBehind<P extends { workerId: string; phoneHash: string | null }>(
  together: readonly P[],
  { contact, agreed, hasChannel, isCrowded }: Behind,
): [Route, P[]][] {
  const mayTell = ({ workerId }: P) => contact?.optedInAt != null || agreed.has(workerId)
  return [...Map.groupBy(together, mayTell)].map(([hasConsent, group]) => [
    routeOf({
      ...{ hasPhone: group[0]!.phoneHash !== null, hasConsent, hasChannel, isCrowded },
      ...{ optedOut: contact?.optedOutAt != null, bereaved: contact?.bereavedAt != null },
    }),
    group,
  ])
}
