import type { Day } from './clock.ts'

/** What a worker may say is wrong on a list. */
export const CORRECTION_FIELDS = ['name', 'bornOn', 'nik', 'phone', 'residence', 'work', 'period', 'other'] as const
export type CorrectionField = (typeof CORRECTION_FIELDS)[number]

/** How the agency closed it: mended on its list, kept with a reason, or passed on to who can mend it. */
export const CORRECTION_OUTCOMES = ['mended', 'kept', 'passedOn'] as const
export type CorrectionOutcome = (typeof CORRECTION_OUTCOMES)[number]

/** Characters. */
export const LONGEST_WISH = 300
export const LONGEST_CORRECTION_ANSWER = 500
/** So often one correction may be added to. */
export const MOST_SAID = 10

/** A worker as one agency's list has them: what a correction is about. */
export interface Entry {
  workerId: string
  maskedName: string
  agencyId: string
  agency: string
}

/** A correction that a proven person asks for. */
export interface NewCorrection extends Pick<Entry, 'workerId' | 'agencyId'> {
  field: CorrectionField
  /** The worker's own words. */
  wish: string
}

/** A correction as the worker may see it; `answer` is the officer's, under the name of those who gave it. */
export interface AskedCorrection extends Entry {
  field: CorrectionField
  openedOn: Day
  dueOn: Day
  isLate: boolean
  canAdd: boolean
  closed?: { on: Day; outcome: CorrectionOutcome; answer: string }
}

/** Whether an open correction is past the hours that the law gives. */
export function isLate({ dueAt, closedAt }: { dueAt: Date; closedAt: Date | null }, now: Date): boolean {
  return closedAt === null && dueAt < now
}

/**
 * Whether somebody who asked for something wants to be left alone since: a wish for silence that came before the asking does
 * not keep its answer away.
 */
export function isSilencedSince(
  askedAt: Date,
  { optedOutAt, bereavedAt }: { optedOutAt: Date | null; bereavedAt: Date | null },
): boolean {
  return [optedOutAt, bereavedAt].some((at) => at !== null && at > askedAt)
}
