/** What an officer says of two entries that may be one person. */
export const DECISIONS = ['same', 'different'] as const
export type Decision = (typeof DECISIONS)[number]
