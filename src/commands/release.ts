import { readFile } from 'node:fs/promises'
import { DomainError } from '../domain/errors.ts'
import { LOCALES, type Locale } from '../domain/message.ts'
import { withWorld } from '../main.ts'
import { releaseWords } from '../services/journeys/release.ts'
import { asOfficer } from './as-officer.ts'
import type { Command } from './command.ts'
import { needed, readOptions } from './options.ts'

const OPTIONS = {
  agency: { type: 'string' },
  text: { type: 'string' },
  'text-jv': { type: 'string' },
  'text-mad': { type: 'string' },
  'text-en': { type: 'string' },
  as: { type: 'string' },
} as const

type Values = ReturnType<typeof readOptions<typeof OPTIONS>>['values']

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
  const texts = withdraws ? undefined : await textsOf(values)
  return withWorld(shell, async (world) => {
    await releaseWords(world, code, texts, await asOfficer(world, username, shell))
    shell.out(shell.say([withdraws ? 'cli.release.withdrawn' : 'cli.release.done', { code }]))
    return 0
  })
}

async function textsOf(values: Values): Promise<Partial<Record<Locale, string>>> {
  needed('--text', values.text)
  const texts: Partial<Record<Locale, string>> = {}
  for (const locale of LOCALES) {
    const file = locale === 'id' ? values.text : values[`text-${locale}`]
    if (file !== undefined) texts[locale] = await readText(file)
  }
  return texts
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new DomainError('cli.campaign.noText')
  }
}
