import type { Day } from '../clock.ts'
import type { Paper, PaperState } from './papers.ts'
import type { Cause, Told } from './told.ts'

/** How a family, or an officer for it, may end its case: paid out, not pursued, or nobody has died. */
export const ENDINGS = ['paid', 'dropped', 'mistaken'] as const
export type Ending = (typeof ENDINGS)[number]
export const CLAIM_STATES = ['open', ...ENDINGS] as const
export type ClaimState = (typeof CLAIM_STATES)[number]

/** An open case as its family may see it, once proven. */
export interface Claimed extends Told {
  id: string
  /** By which the family finds it again; with a birth date it opens the case from any chat. */
  code: string
  openedOn: Day
  papers: Partial<Record<Paper, PaperState>>
}

/** A case that is about to be opened. */
export interface NewClaim {
  id: string
  code: string
  cause: Cause
  /** The reporter's own birth date: kept as a keyed hash, asked again when the case is taken up again. */
  bornOn: Day
  /** The worker, where this contact had been proven to be or to speak for one. */
  workerId?: string | undefined
  /** The name of the dead as the family wrote it, for an officer's eyes only. */
  deceased?: string | undefined
}

/** What is offered to take a case up again: the birth date given then, and from another chat the case's code as well. */
export interface ClaimOffer {
  bornOn: Day
  code?: string | undefined
}

/** The open cases that an offer opens, or what its failure is to be counted against. */
export type ClaimVerdict =
  | { proven: true; claims: readonly { id: string; code: string; openedOn: Day }[]; subjects: readonly string[] }
  | { proven: false; subjects: readonly string[] }
