import { DomainError } from '../domain/errors.ts'
import { withWorld } from '../main.ts'
import { releaseWords } from '../services/journeys/release.ts'
import { asOfficer } from './as-officer.ts'
import { readTexts, TEXT_OPTIONS } from './campaign-texts.ts'
import type { Command } from './command.ts'
import { needed, readOptions } from './options.ts'

const OPTIONS = {
  agency: { type: 'string' },
  ...TEXT_OPTIONS,
  as: { type: 'string' },
} as const

/**
 * `release --agency CODE --text FILE --as OFFICER`, `release withdraw --agency CODE --as OFFICER`: what an agency has decided
 * about cover that ends, for those whom it pays for.
 */
export const release: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, OPTIONS)
  const withdraws = positionals.join() === 'withdraw'
  if (!withdraws && positionals.length > 0)
    throw new DomainError('cli.usage', { usage: shell.say('cli.release.usage') })
  const code = needed('--agency', values.agency)
  const username = needed('--as', values.as)
  const texts = withdraws ? undefined : await readTexts(values)
  return withWorld(shell, async (world) => {
    await releaseWords(world, code, texts, await asOfficer(world, username, shell))
    shell.out(shell.say([withdraws ? 'cli.release.withdrawn' : 'cli.release.done', { code }]))
    return 0
  })
}
