import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LOCALES } from '../../src/domain/message.ts'
import { lint } from '../../src/engine/lint.ts'
import { house } from '../../src/flows/all.ts'
import { openWords } from '../../src/i18n/say.ts'
import { OFFICERS_FILES, PENDING, PROGRAM_FILES, TOLD_IN, WORKERS_FILES } from '../support/word-files.ts'

const words = openWords()

it('leads nowhere that is not there, and has Indonesian words for all it says', () => {
  expect(lint(house, (key) => words.has('id', key))).toEqual([])
})

it.each(TOLD_IN)('is as complete in %s', (locale) => {
  expect(lint(house, (key) => words.has(locale, key))).toEqual([])
})

// Every key that stands in the source as a string of its own, with the file of `locales/` that its first part names.
const files = new Set(readdirSync('locales/id').map((file) => file.replace('.json', '')))
const keys = sources('src').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/'([a-zA-Z]+(?:\.[a-zA-Z][\w]*)+)'/g)].map(([, key]) => key!),
)
const named = [...new Set(keys)].filter((key) => files.has(key.split('.')[0]!) && !isName(key))

it.each(named)('has words for %s', (key) => {
  expect(words.has('id', key)).toBe(true)
})

const ID = allKeys('id')
const LONGEST_LABEL = 24
const COMMANDS = [
  'menu',
  'kembali',
  'batal',
  'bahasa',
  'petugas',
  'stop',
  'mulai lagi',
  'lewati',
  'meninggal',
  'data salah',
]
const OTHERS = LOCALES.filter((locale) => locale !== 'id')

it('every file of words is for workers, for officers or for the command line', () => {
  const named = [...WORKERS_FILES, ...OFFICERS_FILES, ...PROGRAM_FILES]
  expect(filesOf('id')).toEqual([...named].sort())
})

it.each(OTHERS)('in %s stand the files that its readers need, and no others', (locale) => {
  const needed = locale === 'en' ? [...WORKERS_FILES, ...OFFICERS_FILES] : WORKERS_FILES
  if (PENDING.includes(locale)) for (const file of filesOf(locale)) expect(needed).toContain(file)
  else expect(filesOf(locale)).toEqual([...needed].sort())
})

describe.each(OTHERS)('in %s', (locale) => {
  const said = [...allKeys(locale)]

  it('nothing is said that is not said in Indonesian', () => {
    expect(said.filter(([key]) => !ID.has(key)).map(([key]) => key)).toEqual([])
  })

  it.skipIf(PENDING.includes(locale))('nothing is left unsaid that a worker or an heir can be told', () => {
    const ours = new Set(said.map(([key]) => key))
    const theirs = [...ID.keys()].filter((key) => WORKERS_FILES.includes(key.split('.')[0]!))
    expect(theirs.filter((key) => !ours.has(key))).toEqual([])
  })

  it('each text holds the same values, and asks for the same words to be typed', () => {
    for (const [key, text] of said) {
      const indonesian = ID.get(key) ?? ''
      expect(holes(text), key).toEqual(holes(indonesian))
      if (locale !== 'en') expect(typed(text), key).toEqual(typed(indonesian))
    }
  })

  it.skipIf(locale === 'en')('each choice fits on a phone as the Indonesian one does', () => {
    const choices = said.filter(([key]) => key.includes('.option.') && ID.get(key)!.length <= LONGEST_LABEL)
    for (const [key, label] of choices) expect(label.length, key).toBeLessThanOrEqual(LONGEST_LABEL)
  })

  it.skipIf(locale === 'en')('each text has as many lines, marks and figures', () => {
    for (const [key, text] of said) expect(shapeOf(text), key).toEqual(shapeOf(ID.get(key) ?? ''))
  })
})

const SAID = TOLD_IN.flatMap((locale) => [...allKeys(locale)])

it.each(SAID.filter(([key]) => !key.startsWith('cli.') && !key.startsWith('facts.')))(
  'writes no amount into the words of %s',
  (_, said) => {
    expect(said).not.toMatch(/Rp\s?\d|\d{2,3}\.\d{3}/)
  },
)

/** Fact ids, columns and audit actions look like keys and are none. */
function isName(key: string): boolean {
  return /^(contacts|inbound|outbox|sessions|workers|enrolments|slips|import_rows|contact|import|setting|agency|card)\./.test(
    key,
  )
}

function sources(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('domain/facts'))
    .map((name) => `${folder}/${name}`)
}

function allKeys(locale: string): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (prefix: string, value: unknown) => {
    if (typeof value === 'string') found.set(prefix, value)
    else for (const [key, below] of Object.entries(value as object)) walk(`${prefix}.${key}`, below)
  }
  for (const file of filesOf(locale)) walk(file, JSON.parse(readFileSync(`locales/${locale}/${file}.json`, 'utf8')))
  return found
}

function holes(said: string): string[] {
  return [...new Set(said.match(/\{\{\w+\}\}/g) ?? [])].sort()
}

function filesOf(locale: string): string[] {
  const folder = `locales/${locale}`
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.map((name) => name.replace('.json', '')).sort()
}

/** The words in bold that a person is to type, which are understood in Indonesian. */
function typed(said: string): string[] {
  const bold = [...said.matchAll(/\*([^*]+)\*/g)].map(([, word]) => word!)
  return [...new Set(bold.filter((word) => COMMANDS.includes(word)))].sort()
}

function shapeOf(said: string) {
  return {
    lines: said.split('\n').length,
    points: said.split('•').length,
    bold: said.split('*').length,
    figures: [...said.replace(/\{\{\w+\}\}/g, '').matchAll(/\d+/g)].map(([figure]) => figure).sort(),
  }
}
