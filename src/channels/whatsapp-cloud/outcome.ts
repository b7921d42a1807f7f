import type { NotSent } from '../channel.ts'
import { hasLeft } from '../has-left.ts'
import { NO_ACCOUNT, outcomeOfCode } from './error-codes.ts'
import { GraphRefusal } from './graph.ts'

const NO_WAY_MS = 15_000
const UPLOAD_AGAIN_MS = 60_000

/** Meta does not accept us: the token, the permission, the number or the account. */
export function isRefusal(error: unknown): boolean {
  return error instanceof GraphRefusal && (error.status === 401 || outcomeOfCode(error.code) === NO_ACCOUNT)
}

/** The kind of a failure in one word: whatever else stands in it may be the token, a phone or a text. */
export function kindOf(error: unknown): string {
  if (error instanceof GraphRefusal) return `${error.status}/${error.code ?? 'none'}`
  return codeOf(error) ?? (error instanceof Error ? error.name : 'unknown')
}

/** What a failed send comes to. Whatever may have reached Meta without an answer of the Graph API's is `unknown`. */
export function outcomeOf(error: unknown): NotSent {
  if (error instanceof GraphRefusal) return refused(error)
  if (hasLeft(codeOf(error))) return { sent: false, because: 'unknown', failure: 'noAnswer' }
  return { sent: false, because: 'retry', afterMs: NO_WAY_MS, free: true }
}

/** What a failed upload comes to: no message has left with it, and it does no harm twice, so one in doubt is tried again. */
export function uploadOf(error: unknown): NotSent {
  const outcome = outcomeOf(error)
  return outcome.because === 'unknown' ? { sent: false, because: 'retry', afterMs: UPLOAD_AGAIN_MS } : outcome
}

function refused({ status, code }: GraphRefusal): NotSent {
  if (code !== undefined) return outcomeOfCode(code)
  if (status === 401) return NO_ACCOUNT
  if (status === 429) return outcomeOfCode(130429)
  if (status < 400 || status >= 500) return { sent: false, because: 'unknown', failure: 'platformFault' }
  return { sent: false, because: 'refused', failure: `whatsapp${status}` }
}

function codeOf(error: unknown): string | undefined {
  const { cause } = (error ?? {}) as { cause?: { code?: unknown } }
  return typeof cause?.code === 'string' ? cause.code : undefined
}
