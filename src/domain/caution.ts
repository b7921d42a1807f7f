/** Why nothing more leaves on a channel that nobody asked for, until an officer has looked. */
export type HaltReason = 'unlinked' | 'unacknowledged' | 'unanswered'

/** How what nobody asked for leaves on a channel whose numbers are banned where they look like a program's. */
export interface Caution {
  /** Between two messages at least and at most so long, in milliseconds, drawn anew each time. */
  gapMs: { least: number; most: number }
  /** So many in any 24 hours on each of the first days of sending from an account; the last holds from then on. */
  warmUp: readonly number[]
  answers: AnswerWatch
}

/** When too few people answer. */
export interface AnswerWatch {
  /** So many of the last messages are looked at, and none of them is judged while there are fewer. */
  of: number
  /** So long a person has had for an answer. */
  withinMs: number
  /** Fewer than this share of them, and it stops. */
  leastShare: number
}

/** What is known of how a channel has been used, in milliseconds since 1970. */
export interface Care {
  /** Of which account, as a hash: another one begins anew. */
  account?: string
  /** When the first message left from it that nobody asked for. */
  since?: number
  /** Nothing of that kind leaves before. */
  nextAt?: number
  /** It has stopped, until an officer lets it go on. */
  halt?: { why: HaltReason; at: number }
  resumedAt?: number
}

const DAY_MS = 86_400_000

/** How many may leave in 24 hours, of an account from which the first has left at `since`; undefined: none has. */
export function allowance({ warmUp }: Pick<Caution, 'warmUp'>, since: number | undefined, now: Date): number {
  const day = since === undefined ? 0 : Math.max(0, Math.floor((now.getTime() - since) / DAY_MS))
  return warmUp[Math.min(day, warmUp.length - 1)] ?? 0
}

/** How long to wait until the next message, in milliseconds; `draw`: 0 to 1. */
export function gap({ gapMs: { least, most } }: Pick<Caution, 'gapMs'>, draw: number): number {
  return Math.round(least + (most - least) * draw)
}

/** What is known once it is sent from an account: a new one has to be warmed up, and its own messages are judged alone. */
export function careFor(care: Care, account: string): Care {
  if (care.account === account) return care
  return { account, ...(care.halt && { halt: care.halt }), ...(care.nextAt !== undefined && { nextAt: care.nextAt }) }
}

/** Whether so few have answered that those who are written to seem not to want it. */
export function isUnanswered(
  { of, leastShare }: AnswerWatch,
  { asked, answered }: { asked: number; answered: number },
): boolean {
  return asked >= of && answered < asked * leastShare
}
