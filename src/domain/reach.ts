import type { Day } from './clock.ts'

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

/** By what one count divides: a month is a span of its own. */
export type Division = Exclude<ReachDimension, 'month'>

/** Which part of the register, on which days. */
export interface ReachSpan {
  /** Left out: every agency. */
  agencyId?: string
  /** Official code; left out: every kelurahan. */
  kelurahan?: string
  from: Day
  to: Day
}

/** Unique persons in each figure; null where a group cannot have it: nobody is listed under a channel. */
export interface ReachFigures {
  /** On a list in the span. */
  listed: number | null
  /** On a list on the last day of the span. */
  covered: number | null
  /** By kind; each person counts once in each. */
  persons: Record<ReachKind, number>
  /** Of whom anything beyond `sent` is known. */
  reached: number
  notReached: number | null
  visitsOpen: number | null
  /** Of those covered, who have said by then that they understand. */
  aware: number | null
  /** Of those covered, who have shown it by then. */
  grasped: number | null
}

export interface ReachGroup extends ReachFigures {
  /** An agency's code, a kelurahan's code, a segment, a channel, a funding, a month; null where the list or the ledger does not say. */
  key: string | null
}

/** Figures as they were counted once, undivided and divided. */
export interface KeptFigures {
  total: ReachFigures
  parts: Partial<Record<ReachDimension, ReachGroup[]>>
}
