import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { lint } from '../../src/engine/lint.ts'
import { house } from '../../src/flows/all.ts'
import { openWords } from '../../src/i18n/say.ts'

const words = openWords()

it('leads nowhere that is not there, and has Indonesian words for all it says', () => {
  expect(lint(house, (key) => words.has('id', key))).toEqual([])
})

it('is as complete in English', () => {
  expect(lint(house, (key) => words.has('en', key))).toEqual([])
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
const EN = allKeys('en')

it('says in English nothing that is not said in Indonesian', () => {
  expect([...EN.keys()].filter((key) => !ID.has(key))).toEqual([])
})

it.each([...EN].filter(([key]) => ID.has(key)))('fills %s with the same values in both languages', (key, said) => {
  expect(holes(said)).toEqual(holes(ID.get(key)!))
})

it.each([...ID].filter(([key]) => !key.startsWith('cli.') && !key.startsWith('facts.')))(
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
  for (const file of readdirSync(`locales/${locale}`))
    walk(file.replace('.json', ''), JSON.parse(readFileSync(`locales/${locale}/${file}`, 'utf8')))
  return found
}

function holes(said: string): string[] {
  return [...new Set(said.match(/\{\{\w+\}\}/g) ?? [])].sort()
}
