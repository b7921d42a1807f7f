import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { factsOn } from '../../src/domain/facts/facts.ts'
import type { LookUp } from '../../src/domain/look-ups.ts'
import type { Choice, Locale, Text } from '../../src/domain/message.ts'
import { settingsFrom } from '../../src/domain/settings.ts'
import type { Say, Scene, Words } from '../../src/engine/flow.ts'
import { house } from '../../src/flows/all.ts'
import type { Answers } from '../../src/flows/topics/scene.ts'
import { topics } from '../../src/flows/topics.ts'
import { openWords } from '../../src/i18n/say.ts'
import phrases from '../../src/understanding/words/topics.id.json' with { type: 'json' }
import { amountsOn } from '../support/amounts.ts'
import { TOLD_IN } from '../support/word-files.ts'

const { say } = openWords()
const DAYS = ['2025-06-01', '2026-02-01', '2026-06-01', '2027-01-15', '2027-06-01']
const LONGEST_ANSWER = 500
// All papers in one list, to be copied out.
const LONGEST_LIST = 540
const LONGEST_LABEL = 24

/** All that people ask about; `greeting` and `out_of_scope` lead home, the other words are obeyed by the engine. */
const GLOSSARY = [
  ...['status_check', 'what_program', 'amount', 'claim_jkm', 'claim_jkk', 'documents', 'heirs', 'cost', 'when_paid'],
  ...['waiting_period', 'inactive_arrears', 'renewal', 'jmo_help', 'card', 'wrong_data', 'double_data', 'eligibility'],
  ...['join', 'leave', 'scholarship', 'jht', 'death_cert', 'accident_report', 'kab_vs_kota', 'scam', 'privacy'],
  ...['human', 'complaint', 'location_hours', 'greeting', 'thanks'],
]

it.each(GLOSSARY)('%s leads to a conversation, and people have words for it', (topic) => {
  expect(house.flows.has(house.topics[topic]!)).toBe(true)
  expect(Object.keys(phrases)).toContain(topic)
})

it.each([...Object.keys(house.topics), 'other'])('%s has a name short enough for a choice', (topic) => {
  for (const locale of TOLD_IN) expect(say(locale, `clarify.topic.${topic}`).length).toBeLessThanOrEqual(LONGEST_LABEL)
})

it('whatever has an answer in one go has a conversation too, and tells it without asking back', () => {
  for (const [topic, aside] of Object.entries(house.asides)) {
    expect(house.topics[topic], topic).toBeDefined()
    for (const message of spokenIn(aside!, scene('2026-11-24'))) {
      expect(message.length, message).toBeLessThanOrEqual(topic === 'documents' ? LONGEST_LIST : LONGEST_ANSWER)
      expect(message, topic).not.toMatch(/\?$/)
    }
  }
})

it('whoever was hurt at work and lives is met by no mourning', () => {
  for (const topic of ['claim_jkk', 'accident_report']) expect(house.topics[topic]).toMatch(/^topics\./)
  expect(house.topics.claim_jkm).toBe('heirClaim')
})

it('every topic with phrases leads somewhere', () => {
  const { review: _, ...named } = phrases
  expect(Object.keys(named).filter((topic) => !house.topics[topic])).toEqual([])
})

// What a step may have been told before it speaks.
const TOLD: Record<string, Answers[]> = {
  amountJkm: [{ membership: 'short' }, { membership: 'middle' }, { membership: 'long' }, { membership: 'unknown' }],
  amountJkk: [{}, { base: 1_234_567 }],
  costWithoutJht: [{}, { months: '12', work: 'transport', base: 20_700_000 }],
  costWithJht: [{ savings: 'with' }, { months: '12', work: 'others', base: 20_700_000, savings: 'with' }],
  scholarshipShown: [
    { firstChild: 'tk', secondChild: 'none' },
    { firstChild: 'tk', secondChild: 'tk' },
  ],
}

const scene = (day: string, answers: Answers = {}, settings: Record<string, string> = {}) =>
  ({
    facts: factsOn(day),
    today: day,
    answers,
    settings: settingsFrom(settings),
    person: {},
  }) as unknown as Scene<Answers>

/** The messages of a step on a day, to somebody who is proven to be nobody. */
function told(step: string, now: Scene<Answers>, locale: Locale = 'id'): string[] {
  const declared = topics.steps[step]!
  const said =
    'menu' in declared ? declared.menu : 'tell' in declared ? declared.tell : 'end' in declared && declared.end
  if (!said) throw new Error(`${step} says nothing`)
  return spokenIn(said, now, locale)
}

function spokenIn(said: Say<Answers>, now: Scene<Answers>, locale: Locale = 'id'): string[] {
  const words = typeof said === 'function' ? finished(said(now)) : said
  const several = Array.isArray(words) && typeof words[0] === 'object'
  return (several ? (words as { say: Text }[]).map((message) => message.say) : [words as Text]).map((text) =>
    say(locale, text),
  )
}

function finished(said: Words | Generator<LookUp, Words, unknown>): Words {
  if (typeof said === 'string' || !('next' in said)) return said
  let step = said.next()
  while (!step.done) {
    expect(step.value.look).toBe('proven')
    step = said.next([])
  }
  return step.value
}

const speaking = Object.entries(topics.steps).flatMap(([name, step]) =>
  'menu' in step || 'tell' in step || 'end' in step ? [name] : [],
)
const unsourced = ['complaint', 'thanks']

describe.each(DAYS)('on %s', (day) => {
  it.each(speaking)('%s is short, filled, names known sums only, and says on whose word as of when', (step) => {
    for (const locale of TOLD_IN) {
      for (const answers of TOLD[step] ?? [{}]) {
        const messages = told(step, scene(day, answers), locale)
        for (const message of messages) {
          expect(message.length, message).toBeLessThanOrEqual(LONGEST_ANSWER)
          expect(message).not.toMatch(/\{\{|undefined|NaN|\[object/)
        }
        const lastLine = messages.at(-1)!.split('\n').at(-1)
        if (!unsourced.includes(step))
          expect(lastLine).toMatch(locale === 'en' ? /Source: .+ As of .+\.$/ : /Sumber: .+ Per .+\.$/)
      }
    }
  })

  it('names no sum but those of the facts where nothing is reckoned', () => {
    const known = [...amountsOn(day), 'Rp8.400']
    for (const step of speaking.filter((name) => !(name in TOLD))) {
      for (const message of told(step, scene(day)))
        for (const sum of message.match(/Rp[\d.]*\d/g) ?? []) expect(known, `${step}: ${message}`).toContain(sum)
    }
  })
})

describe.each(Object.entries(topics.steps))('the choices of %s', (_, step) => {
  const options = 'goto' in step ? Object.keys(step.goto) : 'options' in step ? step.options : []

  it('fit on nine keys and on a phone', () => {
    expect(options.length).toBeLessThanOrEqual(9)
    for (const option of options.filter((value) => !['status', 'human', 'menu'].includes(value)))
      for (const locale of TOLD_IN)
        expect(say(locale, `topics.option.${option}`).length, option).toBeLessThanOrEqual(LONGEST_LABEL)
  })

  it('lead to a person or the menu, where something was answered', () => {
    if ('menu' in step) expect(options.some((option) => option === 'human' || option === 'menu')).toBe(true)
  })
})

it.each(TOLD_IN)('no figure stands in the words of %s but those that show how to type one', (locale) => {
  const { income, ...words } = JSON.parse(readFileSync(`locales/${locale}/topics.json`, 'utf8'))
  expect(JSON.stringify(words).match(/\d+/g) ?? []).toEqual([])
  expect(income.outside).not.toMatch(/\d/)
})

it.each([
  ['2025-06-01', 'others', '3', /\*Rp50\.400\*.*Juni 2025–Agustus 2025: Rp16\.800/s],
  ['2026-02-01', 'others', '3', /\*Rp42\.000\*.*Februari 2026–Maret 2026: Rp16\.800.*April 2026: Rp8\.400/s],
  ['2026-06-01', 'others', '1', /\*Rp8\.400\*.*Juni 2026: Rp8\.400/s],
  ['2026-11-24', 'others', '3', /\*Rp33\.600\*.*–Desember 2026: Rp8\.400.*Januari 2027: Rp16\.800/s],
  ['2027-01-15', 'others', '1', /\*Rp16\.800\*/],
  ['2027-01-15', 'transport', '6', /\*Rp75\.600\*.*–Maret 2027: Rp8\.400.*April 2027–Juni 2027: Rp16\.800/s],
] as const)('a self-payer on %s (%s) is reckoned %s months', (day, work, months, words) => {
  expect(told('costWithoutJht', scene(day, { work, months }))[0]).toMatch(words)
})

it('savings have no discount', () => {
  const now = scene('2026-06-01', { months: '1', work: 'others', savings: 'with' })
  expect(told('costWithJht', now)[0]).toContain('*Rp28.400*')
})

it.each([
  ['2026-06-01', 'costOfWork'],
  ['2027-03-15', 'costOfWork'],
  ['2027-04-01', 'costMonths'],
])('the kind of work is asked only while it matters: on %s', (day, next) => {
  expect(decided('costWork', scene(day))).toBe(next)
})

it.each([
  [999_999, 'costIncomeOutside'],
  [1_000_000, 'costShown'],
  [20_700_000, 'costShown'],
  [20_700_001, 'costIncomeOutside'],
])('an income of %d leads to %s', (base, next) => {
  expect(decided('costIncomeSaid', scene('2026-11-24', { base }))).toBe(next)
})

it('a death at work is reckoned by the income chosen', () => {
  expect(told('amountJkk', scene('2026-11-24'))[0]).toContain('*Rp70.000.000*')
  expect(told('amountJkk', scene('2026-11-24', { base: 2_000_000 }))[0]).toContain('*Rp118.000.000*')
})

it.each([
  ['tk', 'none', 'Rp87.000.000'],
  ['tk', 'tk', 'Rp174.000.000'],
  ['university', 'sma', 'Rp129.000.000'],
] as const)('the scholarship of %s and %s is at most %s', (firstChild, secondChild, sum) => {
  const [said] = told('scholarshipShown', scene('2026-11-24', { firstChild, secondChild }))
  expect(said).toContain(`*${sum}*`)
  expect(said).toMatch(/sampai dengan.*bukan uang sekaligus/s)
})

it('months to pay ahead come from the facts', () => {
  const step = topics.steps.costMonths!
  const picked = 'from' in step ? (step.from(scene('2026-11-24')) as Choice[]) : []
  expect(picked.map(({ value }) => value)).toEqual(['1', '2', '3', '6', '12'])
})

it('an address is named only where the installation has set one', () => {
  expect(told('places', scene('2026-11-24')).join()).not.toContain('Kantor BPJS Ketenagakerjaan:')
  const settings = { branchAddress: 'Jl. Contoh', branchHours: 'Senin', helpline: '0810' }
  const said = told('places', scene('2026-11-24', {}, settings))
  expect(said.slice(0, 2)).toEqual(['Kantor BPJS Ketenagakerjaan: Jl. Contoh Senin', 'Telepon bantuan: 0810'])
  expect(said[2]).toContain('175')
})

it('a way in leads only to a step that is there', () => {
  expect(() => decided('which', scene('2026-11-24', { topic: 'nothing' }))).toThrow('no topic')
})

function decided(name: string, now: Scene<Answers>): unknown {
  const step = topics.steps[name]!
  if (!('decide' in step)) throw new Error(`${name} decides nothing`)
  return step.decide(now)
}
