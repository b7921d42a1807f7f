import type { NotSent } from '../channel.ts'

// https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes (updated May 15, 2026).

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A message that waits for something outside of us is looked at so often. */
export const DEFERRED_MS = HOUR_MS

type Verdict =
  /** A fault of theirs: the same may do later, a few times. */
  | { do: 'retry'; afterMs: number }
  /** Too much at once: it costs the message nothing. `all`: nothing of ours may go for so long. */
  | { do: 'wait'; afterMs: number; all?: true }
  /** Meta does not accept us, whoever the message is for. */
  | { do: 'refusedUs' }
  /** It may go once the person has written, or the template is approved. */
  | { do: 'defer'; failure: 'windowClosed' | 'templateGone' }
  | { do: 'stopped' }
  | { do: 'giveUp'; failure?: 'unreachable' | 'platformHeldBack' }

const WE_ARE_REFUSED: Verdict = { do: 'refusedUs' }
const GIVEN_UP: Verdict = { do: 'giveUp' }

const VERDICTS: Readonly<Record<number, Verdict>> = {
  // Authorisation and integrity of the account.
  0: WE_ARE_REFUSED, // token cannot be verified
  3: WE_ARE_REFUSED, // capability or permission missing
  10: WE_ARE_REFUSED, // permission denied
  33: WE_ARE_REFUSED, // the business phone number has been deleted
  190: WE_ARE_REFUSED, // token expired
  368: WE_ARE_REFUSED, // blocked for policy violations
  131005: WE_ARE_REFUSED, // access denied
  131031: WE_ARE_REFUSED, // account locked
  131037: WE_ARE_REFUSED, // display name awaits approval
  131042: WE_ARE_REFUSED, // payment
  131045: WE_ARE_REFUSED, // phone number not registered
  133010: WE_ARE_REFUSED, // phone number not registered
  134011: WE_ARE_REFUSED, // terms of payment not accepted

  // Throttling.
  4: { do: 'wait', afterMs: MINUTE_MS, all: true }, // calls of the app
  80007: { do: 'wait', afterMs: MINUTE_MS, all: true }, // calls of the business account
  130429: { do: 'wait', afterMs: 2 * SECOND_MS, all: true }, // throughput of the number
  131048: { do: 'wait', afterMs: HOUR_MS, all: true }, // too many messages blocked or flagged as spam
  131056: { do: 'wait', afterMs: 6 * SECOND_MS }, // pair: one message in six seconds to one person
  131049: { do: 'wait', afterMs: DAY_MS }, // kept from this person for the health of the ecosystem

  // Faults of theirs.
  1: { do: 'retry', afterMs: 30 * SECOND_MS }, // unknown
  2: { do: 'retry', afterMs: 30 * SECOND_MS }, // overloaded
  131000: { do: 'retry', afterMs: 30 * SECOND_MS }, // something went wrong
  131016: { do: 'retry', afterMs: MINUTE_MS }, // service unavailable
  131057: { do: 'retry', afterMs: 5 * MINUTE_MS }, // account in maintenance, as while its throughput is raised
  133004: { do: 'retry', afterMs: MINUTE_MS }, // server unavailable

  // Windows and templates.
  131047: { do: 'defer', failure: 'windowClosed' },
  132001: { do: 'defer', failure: 'templateGone' }, // no such template in that language, or not approved
  132015: { do: 'defer', failure: 'templateGone' }, // paused for low quality
  132016: { do: 'defer', failure: 'templateGone' }, // disabled for low quality

  // The person.
  131050: { do: 'stopped' }, // has stopped such messages from us
  131026: { do: 'giveUp', failure: 'unreachable' }, // no WhatsApp, an old version, terms not accepted
  131030: { do: 'giveUp', failure: 'unreachable' }, // not among the recipients that a test number may write to
  130472: { do: 'giveUp', failure: 'platformHeldBack' }, // part of an experiment
  130497: { do: 'giveUp', failure: 'platformHeldBack' }, // not to that country

  // The message: what is wrong with it now is wrong with it later.
  100: GIVEN_UP, // parameter invalid
  131008: GIVEN_UP, // parameter missing
  131009: GIVEN_UP, // value of a parameter invalid
  131021: GIVEN_UP, // to ourselves
  131051: GIVEN_UP, // kind of message unknown
  131052: GIVEN_UP, // media cannot be downloaded
  131053: GIVEN_UP, // media cannot be uploaded
  131062: GIVEN_UP, // not to an account whose phone is hidden
  132000: GIVEN_UP, // number of the template's variables
  132005: GIVEN_UP, // template too long with its variables
  132007: GIVEN_UP, // template against the policy
  132012: GIVEN_UP, // form of the template's variables
}

/** Permissions that were not given or were taken away. */
const PERMISSIONS = { from: 200, to: 299 }

const NO_ACCOUNT_MS = 30 * SECOND_MS

/** Nothing can leave while Meta refuses us: for a moment, or until somebody has mended it. */
export const NO_ACCOUNT: NotSent = {
  ...{ sent: false, because: 'retry', afterMs: NO_ACCOUNT_MS },
  ...{ free: true, unauthorised: true },
}

/** What a code of Meta's comes to for the message; one that the table does not hold gives it up. */
export function outcomeOfCode(code: number | undefined): NotSent {
  const verdict = verdictOf(code)
  if (verdict.do === 'refusedUs') return NO_ACCOUNT
  if (verdict.do === 'retry') return { sent: false, because: 'retry', afterMs: verdict.afterMs }
  if (verdict.do === 'wait') return { sent: false, because: 'retry', afterMs: verdict.afterMs, free: true }
  if (verdict.do === 'defer')
    return { sent: false, because: 'deferred', afterMs: DEFERRED_MS, failure: verdict.failure }
  if (verdict.do === 'stopped') return { sent: false, because: 'stopped', failure: 'blocked' }
  return { sent: false, because: 'refused', failure: verdict.failure ?? `whatsapp${code ?? ''}` }
}

/** So long Meta wants to hear nothing at all, in milliseconds; undefined where the code says nothing of that. */
export function floodWait(code: number | undefined): number | undefined {
  const verdict = verdictOf(code)
  return verdict.do === 'wait' && verdict.all ? verdict.afterMs : undefined
}

function verdictOf(code: number | undefined): Verdict {
  if (code === undefined) return GIVEN_UP
  if (code >= PERMISSIONS.from && code <= PERMISSIONS.to) return WE_ARE_REFUSED
  return VERDICTS[code] ?? GIVEN_UP
}
