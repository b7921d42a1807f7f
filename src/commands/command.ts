import type { Readable } from 'node:stream'
import type { Clock } from '../domain/clock.ts'
import type { Text } from '../domain/message.ts'

/** What a command may use of the shell that it was called from. */
export interface Shell {
  env: NodeJS.ProcessEnv
  stdin: Readable & { isTTY?: boolean }
  clock: Clock
  /** A line for whoever reads the result. */
  out(line: string): void
  /** A line about the run itself: progress, warnings, what went wrong. */
  err(line: string): void
  /** Words in the language of the officers. */
  say(text: Text): string
  /** Resolves when the shell asks the program to end. */
  ended: Promise<void>
}

/** Runs a command with the words behind its name; resolves to the exit code. Throws `DomainError` for what the caller can mend. */
export type Command = (args: string[], shell: Shell) => Promise<number>
