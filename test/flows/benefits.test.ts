import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { factsOn } from '../../src/domain/facts/facts.ts'
import type { Locale, Text } from '../../src/domain/message.ts'
import { type Flow, flow, type Scene, type Words } from '../../src/engine/flow.ts'
import type { House } from '../../src/engine/house.ts'
import { readSession } from '../../src/engine/session.ts'
import { opening, type Turn, turn } from '../../src/engine/turn.ts'
import { benefits } from '../../src/flows/benefits.ts'
import { openWords } from '../../src/i18n/say.ts'
import { TOLD_IN } from '../support/word-files.ts'

const { say } = openWords()
const DAYS = ['2025-06-01', '2026-02-01', '2026-06-01', '2027-01-15', '2027-06-01']
const LONGEST_ANSWER = 500

/** The messages of a step on a day, in words. */
function told(step: string, day: string, locale: Locale = 'id'): string[] {
  const declared = benefits.steps[step]
  const said = declared && ('menu' in declared ? declared.menu : 'tell' in declared ? declared.tell : undefined)
  if (said === undefined) throw new Error(`${step} says nothing`)
  const words = typeof said === 'function' ? (said({ facts: factsOn(day) } as Scene<object>) as Words) : said
  const several = Array.isArray(words) && typeof words[0] === 'object'
  const texts = several ? (words as { say: Text }[]).map((message) => message.say) : [words as Text]
  return texts.map((text) => say(locale, text))
}

const steps = Object.keys(benefits.steps)
const questions = ['topics', 'kinds']

describe.each(DAYS)('on %s', (day) => {
  it.each(steps)('%s is short, filled, and says on whose word as of when', (step) => {
    for (const locale of TOLD_IN) {
      for (const message of told(step, day, locale)) {
        expect(message.length, message).toBeLessThanOrEqual(LONGEST_ANSWER)
        expect(message).not.toMatch(/\{\{|undefined|\[object/)
        const lastLine = message.split('\n').at(-1)
        if (!questions.includes(step))
          expect(lastLine).toMatch(locale === 'en' ? /Source: .+ As of .+\.$/ : /Sumber: .+ Per .+\.$/)
      }
    }
  })
})

it('what the city pays for comes first', () => {
  expect(benefits.start).toBe('cityPaid')
  expect(told('cityPaid', '2026-11-24')[0]).toMatch(/dibayar pemerintah kota.*JKK.*JKM.*tidak ada saldo/s)
  expect(told('jht', '2026-11-24')[0]).toMatch(/^Yang iurannya dibayar kota tidak memiliki JHT/)
})

it.each([
  ['2025-06-01', /iuran terendah Rp16\.800 sebulan.*menjadi Rp36\.800/s, false],
  ['2026-02-01', /Rp16\.800 sebulan.*Pekerja angkutan.*Rp8\.400 sampai Maret 2027/s, false],
  ['2026-06-01', /sekarang Rp8\.400 sebulan.*sampai Desember 2026 \(pekerja angkutan sampai Maret 2027\)/s, false],
  ['2027-01-15', /Rp16\.800 sebulan.*Pekerja angkutan.*Rp8\.400 sampai Maret 2027/s, true],
  ['2027-06-01', /iuran terendah Rp16\.800 sebulan/, true],
])('what a self-payer pays on %s', (day, words, uncertain) => {
  const [, self] = told('cost', day)
  expect(self).toMatch(words)
  expect(self?.includes('belum pasti')).toBe(uncertain)
})

it.each(DAYS)('what the city pays is never discounted: on %s', (day) => {
  expect(told('cost', day)[0]).toContain('Kota membayar Rp16.800 sebulan')
})

it.each(steps)('the choices of %s fit on nine keys and on a phone', (step) => {
  const declared = benefits.steps[step]
  const options = declared && 'menu' in declared ? Object.keys(declared.goto) : []
  expect(options.length).toBeLessThanOrEqual(9)
  for (const option of options.filter((value) => value !== 'status' && value !== 'menu')) {
    for (const locale of TOLD_IN) {
      expect(say(locale, `benefits.option.${option}`).length).toBeLessThanOrEqual(24)
    }
  }
})

it.each(TOLD_IN)('no figure stands in the words of %s: figures come from facts', (locale) => {
  const sentences = readFileSync(`locales/${locale}/benefits.json`, 'utf8')
  expect(sentences.match(/\d+/g) ?? []).toEqual([])
})

it.each(TOLD_IN)('%s has the same sentences with the same values', (locale) => {
  const shape = (language: string) => shapeOf(JSON.parse(readFileSync(`locales/${language}/benefits.json`, 'utf8')))
  expect(shape(locale)).toEqual(shape('id'))
})

function shapeOf(words: unknown): unknown {
  if (typeof words === 'string') return [...new Set(words.match(/\{\{\w+\}\}/g) ?? [])].sort()
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, shapeOf(value)]))
}

/** Walks the conversation by numbers, the session written out and read back between two messages. */
function walk(numbers: number[]): { flow: string | null; step: string; said: string } {
  const around = { today: '2026-11-24', facts: factsOn('2026-11-24'), settings: {}, person: {}, named: () => undefined }
  const surroundings = around as unknown as Parameters<typeof turn>[3]
  let last = finished(opening(house, 'benefits', surroundings))
  for (const number of numbers) {
    const kept = readSession(JSON.parse(JSON.stringify(last.session)))
    last = finished(turn(house, kept, { input: { text: String(number) }, number }, surroundings))
  }
  return { flow: last.session.flow, step: last.session.step, said: say('id', last.prompts[0]?.text ?? '') }
}

function finished(run: Generator<unknown, Turn, unknown>): Turn {
  const { done, value } = run.next()
  if (!done) throw new Error('benefits asks for no look-up')
  return value
}

const elsewhere = (id: string): Flow =>
  flow({ id, version: 1, start: 'here', answers: z.object({}), steps: { here: { menu: 'benefits.topics', goto: {} } } })
const flows = [benefits, elsewhere('status'), elsewhere('mainMenu')]
const house = {
  flows: new Map(flows.map((declared) => [declared.id, declared])),
  home: 'mainMenu',
  proving: 'status',
  words: {},
  topics: {},
} as unknown as House

it.each([
  ['death', [2], 'benefits', 'jkm'],
  ['an accident, and how to report it', [1, 1], 'benefits', 'report'],
  ['scholarship after a death, by level', [2, 1, 1], 'benefits', 'rates'],
  ['one kind of membership, then another', [6, 1, 1, 3], 'benefits', 'pmi'],
  ['cost, then something else', [7, 1], 'benefits', 'topics'],
  ['cost, then the own status', [7, 2], 'status', 'here'],
  ['the main menu', [9], 'mainMenu', 'here'],
])('numbers lead to %s', (_, numbers, flowId, step) => {
  expect(walk(numbers)).toMatchObject({ flow: flowId, step })
})

it('opens with what the city pays for', () => {
  expect(walk([]).said).toMatch(/^Bila iuran Bapak\/Ibu dibayar pemerintah kota/)
})
