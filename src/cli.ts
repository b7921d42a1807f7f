import type { Command, Shell } from './commands/command.ts'
import { DomainError } from './domain/errors.ts'
import { frugally } from './frugally.ts'
import { openWords } from './i18n/say.ts'
import { StoreError } from './store/work.ts'

// Each is loaded when it is called, so that the host carries no spreadsheets and no drawing of papers.
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./commands/start.ts')).start,
  demo: async () => (await import('./commands/demo.ts')).demo,
  migrate: async () => (await import('./commands/migrate.ts')).migrate,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  import: async () => (await import('./commands/import.ts')).importCommand,
  imports: async () => (await import('./commands/imports.ts')).imports,
  overlaps: async () => (await import('./commands/overlaps.ts')).overlaps,
  worker: async () => (await import('./commands/worker.ts')).worker,
  chat: async () => (await import('./commands/chat.ts')).chat,
  reach: async () => (await import('./commands/reach.ts')).reach,
  review: async () => (await import('./commands/review.ts')).review,
  agency: async () => (await import('./commands/agency.ts')).agency,
  setting: async () => (await import('./commands/setting.ts')).setting,
  visits: async () => (await import('./commands/visits.ts')).visits,
  visitor: async () => (await import('./commands/visitor.ts')).visitor,
  session: async () => (await import('./commands/session.ts')).session,
  link: async () => (await import('./commands/link.ts')).link,
  officer: async () => (await import('./commands/officer.ts')).officer,
  token: async () => (await import('./commands/token.ts')).token,
  corrections: async () => (await import('./commands/corrections.ts')).corrections,
  release: async () => (await import('./commands/release.ts')).release,
  failures: async () => (await import('./commands/failures.ts')).failures,
  templates: async () => (await import('./commands/templates.ts')).templates,
  channels: async () => (await import('./commands/channel-states.ts')).channelStates,
  campaign: async () => (await import('./commands/campaign.ts')).campaign,
  doubts: async () => (await import('./commands/doubts.ts')).doubts,
  classify: async () => (await import('./commands/classify.ts')).classify,
  understanding: async () => (await import('./commands/understanding.ts')).understanding,
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
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load) {
    shell.err(shell.say(['cli.help', { commands: Object.keys(COMMANDS).join(' ') }]))
    return name === undefined || name === 'help' || name === '--help' ? 0 : 2
  }
  try {
    const command = await frugally(load)
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
