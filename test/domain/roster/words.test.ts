import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COLUMNS } from '../../../src/domain/roster/columns.ts'
import { VERDICTS } from '../../../src/domain/roster/judge.ts'
import { PROBLEM_CODES } from '../../../src/domain/roster/row.ts'
import { SEGMENTS } from '../../../src/domain/roster/segments.ts'

const ROOT = join(import.meta.dirname, '../../..')
const PARTS = { problem: PROBLEM_CODES, verdict: VERDICTS, segment: SEGMENTS, field: Object.keys(COLUMNS) }

type Words = Record<string, Record<string, string>>
const wordsIn = async (locale: string): Promise<Words> =>
  JSON.parse(await readFile(join(ROOT, 'locales', locale, 'roster.json'), 'utf8'))

/** The code of every refusal in the readers. */
async function errorCodes(): Promise<Set<string>> {
  const folder = join(ROOT, 'src/services/rosters')
  const sources = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
  return new Set(sources.flatMap((source) => [...source.matchAll(/'roster\.error\.(\w+)'/g)].map((match) => match[1]!)))
}

describe.each(['id', 'en'])('the words in %s', (locale) => {
  it.each(Object.entries(PARTS))('say every %s', async (part, keys) => {
    const words = await wordsIn(locale)
    expect(Object.keys(words[part]!).sort()).toEqual([...keys].sort())
  })

  it('say every refusal of a file, naming the file', async () => {
    const { error } = await wordsIn(locale)
    for (const code of await errorCodes()) expect(error![code], code).toContain('{{file}}')
  })
})
