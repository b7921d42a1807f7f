import { GrammyError, HttpError } from 'grammy'
import type { NotSent, Sent } from '../channel.ts'
import { hasLeft } from '../has-left.ts'

const FLOOD_MS = 5000
const NO_WAY_MS = 15_000
const NO_TOKEN_MS = 30_000

/** Nothing can leave while the token is refused: for a moment, or until somebody has given a valid one and started anew. */
export const NO_TOKEN: NotSent = { ...waits(NO_TOKEN_MS), unauthorised: true }

/** Telegram no longer knows the token: 401, and 404 for one that it never gave out. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof GrammyError && [401, 404].includes(error.error_code)
}

/** Somebody else reads the bot's messages, by polling or by webhook. */
export function isConflict(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 409
}

/** So long Telegram wants to hear nothing, in milliseconds; undefined where it did not say so. */
export function floodWait(error: unknown): number | undefined {
  if (!(error instanceof GrammyError) || error.error_code !== 429) return undefined
  const { retry_after } = error.parameters
  return retry_after === undefined ? FLOOD_MS : retry_after * 1000
}

/** The kind of a failure in one word: whatever else stands in it may be the token, a chat or a text. */
export function kindOf(error: unknown): string {
  if (error instanceof GrammyError) return String(error.error_code)
  return error instanceof HttpError ? (codeOf(error) ?? 'network') : error instanceof Error ? error.name : 'unknown'
}

/** What a failed send comes to. Whatever may have reached Telegram is `unknown`, since it would show a repeat. */
export function outcomeOf(error: unknown): NotSent {
  if (error instanceof GrammyError) return answered(error)
  const left = !(error instanceof HttpError) || hasLeft(codeOf(error))
  return left ? { sent: false, because: 'unknown', failure: 'noAnswer' } : waits(NO_WAY_MS)
}

function answered(error: GrammyError): NotSent {
  const flood = floodWait(error)
  if (flood !== undefined) return waits(flood)
  if (isTokenRefused(error)) return NO_TOKEN
  if (error.error_code >= 500) return { sent: false, because: 'unknown', failure: 'platformFault' }
  if (isGone(error)) return { sent: false, because: 'stopped', failure: 'blocked' }
  return { sent: false, because: 'refused', failure: `telegram${error.error_code}` }
}

function isGone({ error_code, description }: GrammyError): boolean {
  if (error_code === 403) return /blocked by the user|user is deactivated/i.test(description)
  return error_code === 400 && /chat not found|user is deactivated/i.test(description)
}

const REMOVED = /message to delete not found|message identifier is not specified/i
const REMOVAL_AGAIN_MS = 60_000

/** What a failed removal comes to: it does no harm twice, so one that is in doubt is tried again. */
export function removalOf(error: unknown): Sent {
  if (error instanceof GrammyError && error.error_code === 400)
    return REMOVED.test(error.description)
      ? { sent: true }
      : { sent: false, because: 'refused', failure: 'cannotRemove' }
  const outcome = outcomeOf(error)
  if (outcome.because === 'unknown') return { sent: false, because: 'retry', afterMs: REMOVAL_AGAIN_MS }
  return outcome.because === 'stopped' ? { ...outcome, because: 'refused' } : outcome
}

function waits(afterMs: number): Extract<NotSent, { because: 'retry' }> {
  return { sent: false, because: 'retry', afterMs, free: true }
}

function codeOf({ error }: HttpError): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : undefined
}
