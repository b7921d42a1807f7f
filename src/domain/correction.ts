/** What a worker may say is wrong on a list. */
export const CORRECTION_FIELDS = ['name', 'bornOn', 'nik', 'phone', 'residence', 'work', 'period', 'other'] as const
export type CorrectionField = (typeof CORRECTION_FIELDS)[number]

/** How the agency closed it: mended on its list, kept with a reason, or passed on to who can mend it. */
export const CORRECTION_OUTCOMES = ['mended', 'kept', 'passedOn'] as const
export type CorrectionOutcome = (typeof CORRECTION_OUTCOMES)[number]
