import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino'
import { redacted, redactWords } from './redact.ts'

/** A log of one JSON object a line, in which no line holds an identity number, a phone or what the store was given. */
export function openLog({ logLevel }: { logLevel: string }, into?: DestinationStream): Logger {
  const options = {
    level: logLevel,
    base: undefined,
    timestamp: stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (what: Record<string, unknown>) => redacted(what) as Record<string, unknown>,
    },
    hooks: { logMethod: redactMessage },
  }
  return into ? pino(options as never, into) : pino(options as never)
}

// Without words of its own a line would take an error's message for them.
function redactMessage(this: Logger, [what, message]: unknown[], method: (...args: unknown[]) => void): void {
  const told = typeof what === 'object' && what !== null ? what : {}
  const words = typeof message === 'string' ? message : typeof what === 'string' ? what : 'an error'
  method.call(this, told instanceof Error ? { error: told } : told, redactWords(words))
}
