import { agency } from './commands/agency.ts'
import { chat } from './commands/chat.ts'
import { classify } from './commands/classify.ts'
import type { Command, Shell } from './commands/command.ts'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { importCommand } from './commands/import.ts'
import { link } from './commands/link.ts'
import { migrate } from './commands/migrate.ts'
import { reach } from './commands/reach.ts'
import { setting } from './commands/setting.ts'
import { start } from './commands/start.ts'
import { understanding } from './commands/understanding.ts'
import { visits } from './commands/visits.ts'
import { DomainError } from './domain/errors.ts'
import { openWords } from './i18n/say.ts'
import { StoreError } from './store/work.ts'

const COMMANDS: Record<string, Command> = {
  ...{ start, demo, migrate, doctor, import: importCommand, chat, reach, agency, setting, visits, link },
  ...{ classify, understanding },
}

const words = openWords()
const shell: Shell = {
  env: process.env,
  stdin: process.stdin,
  clock: { now: () => new Date() },
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  say: (text) => words.say('id', text),
  ended: new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  }),
}

/** Runs a command line; resolves to the exit code. */
export async function run([name, ...args]: string[]): Promise<number> {
  const command = name === undefined ? undefined : COMMANDS[name]
  if (!command) {
    shell.err(shell.say(['cli.help', { commands: Object.keys(COMMANDS).join(' ') }]))
    return name === undefined || name === 'help' || name === '--help' ? 0 : 2
  }
  try {
    return await command(args, shell)
  } catch (error) {
    if (error instanceof DomainError) shell.err(shell.say([error.code, error.values]))
    else if (error instanceof StoreError) shell.err(shell.say(`operation.${error.code}`))
    else throw error
    return 1
  }
}

// A reader that stops early, such as `head`, is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
})
