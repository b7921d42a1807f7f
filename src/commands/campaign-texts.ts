import { readFile } from 'node:fs/promises'
import { DomainError } from '../domain/errors.ts'
import { LOCALES, type Locale } from '../domain/message.ts'
import { needed } from './options.ts'

/** Files with words to many, one for each language. */
export const TEXT_OPTIONS = {
  text: { type: 'string' },
  'text-jv': { type: 'string' },
  'text-mad': { type: 'string' },
  'text-en': { type: 'string' },
} as const

type TextFiles = { [K in keyof typeof TEXT_OPTIONS]?: string | undefined }

/** The words in those files, by language. Throws `cli.missing`, and what `read` throws. */
export async function readTexts(files: TextFiles, read = readText): Promise<Partial<Record<Locale, string>>> {
  needed('--text', files.text)
  const texts: Partial<Record<Locale, string>> = {}
  for (const locale of LOCALES) {
    const file = locale === 'id' ? files.text : files[`text-${locale}`]
    if (file !== undefined) texts[locale] = await read(file)
  }
  return texts
}

/** The words in a file. Throws `cli.campaign.noText`. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new DomainError('cli.campaign.noText')
  }
}
