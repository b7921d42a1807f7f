import type { Locale } from './message.ts'
import type { Verdict } from './proof.ts'

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
