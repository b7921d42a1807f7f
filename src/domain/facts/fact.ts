import type { Day } from '../clock.ts'

/**
 * How far a fact may be trusted: `sure` by a law or an office, `press` as public sources report it,
 * `general` what is commonly known and nobody here has confirmed, `uncertain` where sources disagree or are silent.
 * The last two are never stated flatly to a worker.
 */
export const CONFIDENCES = ['sure', 'press', 'general', 'uncertain'] as const
export type Confidence = (typeof CONFIDENCES)[number]

/** Where a fact was found: `public` in public sources that were not written down, `practice` by common talk, `none` not at all. */
export interface Source {
  kind: 'law' | 'official' | 'press' | 'public' | 'practice' | 'none'
  /** As the law is numbered, or the address of the page; empty where `kind` says all. */
  title: string
  article?: string
  /** The page that reports what the law says, where the law itself was not read. */
  via?: string
}

/** On what a fact stands, and for which days of Asia/Jakarta, both ends included. */
export interface Footing {
  source: Source
  validFrom: Day
  validTo?: Day
  confidence: Confidence
  note?: string
}

export type Worth =
  | { unit: 'rupiah'; value: number }
  | { unit: 'percent'; value: number }
  | { unit: 'count'; of: 'persons' | 'years' | 'months' | 'workingDays' | 'hours' | 'times'; value: number }
  | { unit: 'numbers'; of: 'months'; value: readonly number[] }
  /** Names in the order that counts; their words are `facts.<of>.<name>`. */
  | { unit: 'list'; of: 'programme' | 'kind' | 'heir' | 'document' | 'place'; value: readonly string[] }
  | { unit: 'rule'; value: boolean }
  /** A number or title that stands as it is written, such as a telephone number. */
  | { unit: 'name'; value: string }
  /** A question that people ask and nobody here can answer. */
  | { unit: 'open'; value: null }

/** One thing that may be said, with its authority and its days. The same id may return with other days. */
export type Fact = { id: string } & Worth & Footing
export type Unit = Worth['unit']
