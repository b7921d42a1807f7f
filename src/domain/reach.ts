/** What can be known of a person and a piece of news, in the order of a conversation. */
export const REACH_KINDS = [
  'sent',
  'delivered',
  'read',
  'answered',
  'confirmed',
  'understood',
  'attended',
  'visited',
] as const
export type ReachKind = (typeof REACH_KINDS)[number]

/** Kinds that show that news came to a person; `sent` alone only shows that it left us. */
export const ARRIVED: readonly ReachKind[] = REACH_KINDS.filter((kind) => kind !== 'sent')

/** By what a report of reach can be divided. */
export const REACH_DIMENSIONS = ['agency', 'kelurahan', 'segment', 'channel', 'funding', 'month'] as const
export type ReachDimension = (typeof REACH_DIMENSIONS)[number]
