import type { ChatLinks } from './chat-links.ts'
import type { Claimed, ClaimOffer, ClaimVerdict } from './claims/claim.ts'
import type { Day } from './clock.ts'
import type { AskedCorrection, Entry } from './correction.ts'
import type { Cover } from './cover.ts'
import type { OpenMeeting } from './meeting.ts'
import type { Offer, Verdict } from './proof.ts'
import type { Checked } from './teach-back.ts'
import type { JudgedNote, VisitNote } from './visit.ts'
import type { Walk } from './walk.ts'

/** Everything that a conversation may ask to be looked up: what it asks with, and what it gets. */
export interface LookUps {
  /** The workers whom this contact has been proven to be, or to speak for; `just`: by a verdict of this very turn. */
  proven: { ask: { just?: Verdict | undefined }; answer: Cover[] }
  /** The entries of the same workers, one for each list, in the order of the proofs. */
  entries: { ask: { just?: Verdict | undefined }; answer: Entry[] }
  /** What was asked to be mended on these entries: all that is open, and what was answered lately, newest first. */
  corrections: { ask: { just?: Verdict | undefined }; answer: AskedCorrection[] }
  /** Whom an offered proof proves. Writes nothing; a failure is counted by the effect `countFailure`. */
  proof: { ask: Offer; answer: Verdict }
  /** A fresh one-time link to the status form, and what to keep of it. */
  statusLink: { ask: object; answer: { url: string; tokenHash: string } | null }
  /** The youngest day of any list, for "not found as of". */
  listsAsOf: { ask: object; answer: Day | null }
  /** A short code by which an officer finds this chat when the person stands before them. */
  chatCode: { ask: object; answer: string }
  /** Whether this contact has asked for a person and is still waiting for one, or talking with one. */
  hasWished: { ask: object; answer: boolean }
  /** An id and a code for a case that is about to be opened. */
  newClaim: { ask: object; answer: { id: string; code: string } }
  /** Which open cases an offer opens to this contact. Writes nothing; a failure is counted by `countFailure`. */
  claimProof: { ask: ClaimOffer; answer: ClaimVerdict }
  /** The open cases that this chat has reported (`isOwn`) or taken up, newest first. */
  heldClaims: { ask: object; answer: { id: string; openedOn: Day; isOwn: boolean }[] }
  /** An open case, to whoever has opened it or proven it; null where it is closed, or not yet written down. */
  claim: { ask: { claimId: string }; answer: Claimed | null }
  /** What is known before a proven worker is asked back about an entry. */
  checked: { ask: { workerId: string; enrolmentId: string }; answer: Checked }
  /** Whether an officer has made this contact a visitor. */
  isVisitor: { ask: object; answer: boolean }
  /** What a visitor's note comes to. Writes nothing; it is noted by the effect `noteVisits`. */
  visitNote: { ask: { note: VisitNote }; answer: JudgedNote }
  /** The meeting that a code stands for now; null for every other code. A failure is counted by the effect `countFailure`. */
  meeting: { ask: { code: string }; answer: { open: OpenMeeting | null; subjects: readonly string[] } }
  /** For whose people this contact is a visitor; names of the agency and, as `place`, of the kelurahan. */
  posts: { ask: object; answer: { agencyId: string; agency: string; kelurahan: string; place: string }[] }
  /** A code for a meeting that is about to be opened, and the links that go with it. */
  newMeeting: { ask: object; answer: { code: string; links: ChatLinks } }
  /** The id of the meeting that this contact has opened under a code; null for every other. */
  ownMeeting: { ask: { code: string }; answer: string | null }
  /** Where this contact stands in a walk; null where none is under way. */
  placeIn: { ask: { walk: Walk }; answer: string | null }
}

export type LookUp = { [K in keyof LookUps]: { look: K; with: LookUps[K]['ask'] } }[keyof LookUps]

/** A piece of conversation that may ask for look-ups on its way to a value. */
export type Looking<T> = Generator<LookUp, T, unknown>

/** Asks for one look-up; whoever drives the conversation answers it. */
export function* look<K extends keyof LookUps>(kind: K, ask: LookUps[K]['ask']): Looking<LookUps[K]['answer']> {
  return (yield { look: kind, with: ask } as LookUp) as LookUps[K]['answer']
}
