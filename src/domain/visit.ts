/** Why somebody was not met; `died` proves nothing by itself and is for an officer to look into. */
export const VISIT_FAILURES = ['moved', 'away', 'died'] as const
export type VisitFailure = (typeof VISIT_FAILURES)[number]

/** So many numbers are taken from one message. */
export const MOST_NOTED = 40

/** What a visitor says of some numbers of their list. */
export interface VisitNote {
  deed: 'visited' | 'missed' | 'undo'
  numbers: readonly number[]
  /** Why somebody was missed; left out, it is asked for. */
  failure?: VisitFailure
}

/** What a note comes to, number by number; what is not on the visitor's own list is told of as not found, and no more. */
export interface JudgedNote {
  /** Workers whose visits are to be changed. */
  changes: readonly string[]
  noted: readonly number[]
  /** They stood so before. */
  already: readonly number[]
  notFound: readonly number[]
  /** Visits still to be made before this is noted. */
  open: number
  /** Of what is to be changed the visits that are not to be made as it stands. */
  closed: number
}

/** Visits still to be made once a note is taken. */
export function leftAfter(note: VisitNote, { changes, open, closed }: JudgedNote): number {
  if (note.deed === 'undo') return open + closed
  const ends = note.deed === 'visited' || note.failure === 'died'
  return ends ? open - (changes.length - closed) : open + closed
}

/** Whether a visit is to be made by a visitor; whoever was said to have died is an officer's affair. */
export function isToMake({ visitedAt, failure }: Pick<VisitState, 'visitedAt' | 'failure'>): boolean {
  return visitedAt === null && failure !== 'died'
}

/** How a visit stands, as far as a note depends on it. */
export interface VisitState {
  visitedAt: Date | null
  visitedBy: string | null
  failure: VisitFailure | null
  failedBy: string | null
}

/**
 * Whether a note by a visitor changes a visit: a tick stands once; a visit that was made is not missed afterwards; only one's own
 * word is undone, what an officer has noted is the officer's, and so is a death that another visitor was told of.
 */
export function changesVisit(note: VisitNote, visit: VisitState, by: string): 'changes' | 'already' | 'not' {
  if (visit.failure === 'died' && visit.failedBy !== by) return note.failure === 'died' ? 'already' : 'not'
  if (note.deed === 'visited') return visit.visitedAt === null ? 'changes' : 'already'
  if (note.deed === 'missed') return visit.visitedAt === null ? 'changes' : 'not'
  if (visit.visitedAt !== null) return visit.visitedBy === by ? 'changes' : 'not'
  return visit.failure === null ? 'already' : visit.failedBy === by ? 'changes' : 'not'
}
