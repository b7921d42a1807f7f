import { Readable } from 'node:stream'
import type { Command, Shell } from '../../src/commands/command.ts'
import { openWords } from '../../src/i18n/say.ts'

const words = openWords()

/** Runs a command that needs no world: what it printed, and its exit code. */
export async function ran(command: Command, args: string[], stdin = ''): Promise<{ lines: string[]; code: number }> {
  const lines: string[] = []
  const shell: Shell = {
    env: {},
    stdin: Readable.from([stdin]),
    clock: { now: () => new Date('2026-11-24T02:00:00Z') },
    out: (line) => void lines.push(...line.split('\n')),
    err: () => undefined,
    say: (text) => words.say('id', text),
    ended: new Promise(() => undefined),
  }
  const code = await command(args, shell)
  return { lines, code }
}
