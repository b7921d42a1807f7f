/** What can befall a worker's entry: listed first, told otherwise by a list, a stretch of cover, a merge, its undoing, a correction, a month paid or not. */
export const CHANGE_KINDS = [
  'listed',
  'person',
  'enrolment',
  'merged',
  'separated',
  'corrected',
  'contribution',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** Field → what stood there and what stands there now; sealed where it is kept. */
export type Change = Record<string, { from: string | null; to: string | null }>
