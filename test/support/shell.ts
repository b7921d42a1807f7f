import { PassThrough, Readable } from 'node:stream'
import type { Shell } from '../../src/commands/command.ts'
import type { Clock } from '../../src/domain/clock.ts'
import { openWords } from '../../src/i18n/say.ts'

const words = openWords()

export interface TestShell extends Shell {
  lines: string[]
  errors: string[]
}

/** A shell into which some lines are piped, and which keeps what it is told. */
export function piped(env: NodeJS.ProcessEnv, clock: Clock, ...input: string[]): TestShell {
  return { ...base(env, clock), stdin: Readable.from(input.map((line) => `${line}\n`)) }
}

/** A shell at a terminal; `keys` are typed into it. It says whether letters would have been echoed. */
export function terminal(
  env: NodeJS.ProcessEnv,
  clock: Clock,
): TestShell & { keys: PassThrough; isRaw: () => boolean } {
  const keys = new PassThrough()
  let raw = false
  const stdin = Object.assign(keys, {
    isTTY: true,
    setRawMode: (mode: boolean) => {
      raw = mode
    },
  })
  return { ...base(env, clock), stdin, keys, isRaw: () => raw }
}

function base(env: NodeJS.ProcessEnv, clock: Clock) {
  const lines: string[] = []
  const errors: string[] = []
  return {
    ...{ env, clock, lines, errors },
    out: (line: string) => void lines.push(line),
    err: (line: string) => void errors.push(line),
    say: (text: Parameters<Shell['say']>[0]) => words.say('id', text),
    ended: new Promise<void>(() => {}),
  }
}
