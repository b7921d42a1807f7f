import type { Day } from '../clock.ts'
import type { Programme } from '../cover.ts'
import type { Cells, Column } from './columns.ts'
import type { Segment } from './segments.ts'

/** One line of a roster file as its reader hands it on: cells under known columns, the rest under the file's own headers. */
export interface RosterLine {
  /** Line of the file (CSV) or row of the sheet (XLSX), from 1. */
  line: number
  cells: Cells
  notes: Record<string, string>
  /** More cells than the header has: a separator stands inside a cell, and what follows it is shifted. */
  isTooLong?: true
  /** The sheet holds the NIK as a number, of which Excel keeps fifteen digits only: `rounded` where all such numbers of the sheet end in 0. */
  nikIsNumber?: 'rounded' | 'perhapsWhole'
}

/** Leave to be written to, as the roster tells it (UU 27/2022 art. 22). Null where it tells nothing. */
export type RosterConsent = { given: true; on: Day; source: string } | { given: false } | null

/** One worker on a roster, read and checked as far as one row alone can show. Days are Asia/Jakarta days. */
export interface RosterRow {
  /** Sixteen digits. */
  nik: string
  name: string
  bornOn: Day
  sex: 'male' | 'female'
  /** Digits, `62` first. */
  phone: string | null
  address: string | null
  /** Official code, `35.74.01.1001` style. */
  kelurahan: string
  occupation: string | null
  segment: Segment | null
  memberNumber: string | null
  startsOn: Day
  endsOn: Day | null
  /** The last day that the list says has been paid for. */
  paidThrough: Day | null
  /** What the worker is covered for; null where the list does not say. */
  programmes: Programme[] | null
  /** The regulation or decision on which the agency registers the worker, in its words. */
  basis: string | null
  consent: RosterConsent
  notes: Record<string, string>
}

export const PROBLEM_CODES = [
  'nikMissing',
  'nikScientific',
  'nikLength',
  'nikInvalid',
  'nikRounded',
  'nikTwice',
  'nikOtherPerson',
  'nikOtherName',
  'nameMissing',
  'nameUnreadable',
  'birthMissing',
  'birthUnreadable',
  'birthImpossible',
  'birthDiffersFromNik',
  'sexUnreadable',
  'sexDiffersFromNik',
  'phoneUnreadable',
  'phoneShared',
  'kelurahanMissing',
  'kelurahanUnknown',
  'kecamatanDiffers',
  'outsideCity',
  'occupationMissing',
  'segmentUnknown',
  'periodMissing',
  'periodUnreadable',
  'periodInverted',
  'endMissing',
  'paidUnreadable',
  'paidOutsidePeriod',
  'programmesUnreadable',
  'tooOld',
  'tooYoung',
  'civilServant',
  'wageEarner',
  'perhapsEmployed',
  'deceased',
  'perhapsDeceased',
  'consentUnclear',
  'consentIncomplete',
  'formula',
  'tooManyCells',
  'enrolledElsewhere',
  'fundingDiffers',
  'perhapsSamePerson',
  'numberMissing',
  'numberUnreadable',
  'numberUnknown',
  'numberOtherPerson',
  'numberShared',
  'workerUnknown',
  'nameDiffers',
  'monthMissing',
  'monthUnreadable',
  'monthFuture',
  'monthBeforeStart',
  'monthAfterEnd',
  'monthTwice',
  'monthContradicts',
  'youngerKnown',
  'amountMissing',
  'amountUnreadable',
  'amountUnusual',
  'statusUnclear',
  'paidOnImpossible',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/**
 * Something that an officer should mend or look at; the sentence stands under `roster.problem.<code>`.
 * It never holds the value itself: problems are shown, logged and exported where the value may not be.
 */
export interface Problem {
  code: ProblemCode
  field: Column
  severity: 'error' | 'warning'
}

/** Takes down a problem met on the way; an error unless said otherwise. */
export type Note = (code: ProblemCode, field: Column, severity?: Problem['severity']) => void
