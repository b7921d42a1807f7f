import type { Ending, NewClaim } from './claims/claim.ts'
import type { Paper, PaperState } from './claims/papers.ts'
import type { Told } from './claims/told.ts'
import type { NewCorrection } from './correction.ts'
import type { MeetingInChat } from './meeting.ts'
import type { Locale } from './message.ts'
import type { Verdict } from './proof.ts'
import type { Question } from './teach-back.ts'
import type { VisitNote } from './visit.ts'
import type { Walk } from './walk.ts'

/** What a conversation asks to be done; carried out in the turn's own transaction. */
export type Effect =
  | { do: 'setLocale'; locale: Locale }
  | { do: 'optOut' }
  | { do: 'optIn' }
  | { do: 'wishForPerson' }
  | { do: 'link'; verdict: Extract<Verdict, { proven: true }> }
  | { do: 'countFailure'; subjects: readonly string[] }
  | { do: 'keepStatusLink'; tokenHash: string }
  | { do: 'confirm'; workerIds: readonly string[] }
  /** A question was asked back about a proven worker's entry. */
  | { do: 'noteCheck'; enrolmentId: string; question: Question }
  /** It was answered rightly; the entries of which the same answer is right. */
  | { do: 'understand'; workerId: string; enrolmentIds: readonly string[] }
  | { do: 'keepPlace'; walk: Walk; place: string }
  | { do: 'forgetPlace'; walk: Walk }
  /** Opens a correction, or adds to the one that is open on the same field of the same entry. */
  | { do: 'askCorrection'; correction: NewCorrection }
  /** A visitor's note, of the workers that were found for its numbers. */
  | { do: 'noteVisits'; note: VisitNote; workerIds: readonly string[] }
  /** Somebody is at a meeting: a proven person, or this chat, of which it is not known yet whose it is. */
  | { do: 'attend'; meetingId: string; workerId?: string }
  | { do: 'holdMeeting'; meeting: MeetingInChat }
  | { do: 'closeMeeting'; meetingId: string; headcount?: number }
  | { do: 'mourn' }
  | { do: 'stopMourning' }
  | { do: 'openClaim'; claim: NewClaim }
  | { do: 'noteTold'; claimId: string; told: Told }
  | { do: 'notePaper'; claimId: string; paper: Paper; state: PaperState }
  | { do: 'resumeClaim'; claimId: string; subjects: readonly string[] }
  | { do: 'closeClaim'; claimId: string; as: Ending }
