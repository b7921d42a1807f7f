import { describe, expect, it } from 'vitest'
import { factsOn } from '../../src/domain/facts/facts.ts'
import type { LookUp } from '../../src/domain/look-ups.ts'
import type { Choice, Text } from '../../src/domain/message.ts'
import { settingsFrom } from '../../src/domain/settings.ts'
import type { Scene, Words } from '../../src/engine/flow.ts'
import { type Answers, STAGES, stageAfter, stageReached, TROUBLE_NAMES, TROUBLES } from '../../src/flows/jmo/stages.ts'
import {
  otherWaysWords,
  stageWords,
  troublesToPick,
  troubleWords,
  welcomeBackWords,
} from '../../src/flows/jmo/words.ts'
import { jmo } from '../../src/flows/jmo.ts'
import { openWords } from '../../src/i18n/say.ts'
import { TOLD_IN } from '../support/word-files.ts'

const { say, has } = openWords()
const DAYS = ['2025-06-01', '2026-11-24', '2027-06-01']
const LANGUAGES = TOLD_IN
const LONGEST_MESSAGE = 500
const LONGEST_LABEL = 24
const OURS = /Sumber: .+ Per .+\.$/i
const SOURCED = { id: OURS, jv: OURS, mad: OURS, en: /Source: .+ As of .+\.$/ }

const scene = (answers: Answers = {}, day = '2026-11-24', settings: Record<string, string> = {}) =>
  ({
    facts: factsOn(day),
    today: day,
    answers,
    settings: settingsFrom(settings),
    person: {},
  }) as unknown as Scene<Answers>

/** What a piece of conversation comes to for a contact that stands at a place. */
function at<T>(place: string | null, looking: Generator<LookUp, T, unknown>): T {
  let step = looking.next()
  while (!step.done) {
    expect(step.value).toEqual({ look: 'placeIn', with: { walk: 'jmo' } })
    step = looking.next(place)
  }
  return step.value
}

const told = (words: Words): Text[] =>
  Array.isArray(words) && typeof words[0] === 'object'
    ? (words as { say: Text }[]).map((one) => one.say)
    : [words as Text]

describe.each(DAYS)('on %s', (day) => {
  it.each([...STAGES])('%s is one short step that says which of how many it is, and on whose word', (stage) => {
    for (const locale of LANGUAGES) {
      const said = say(locale, stageWords(scene({ stage }, day)))
      expect(said.length, said).toBeLessThanOrEqual(LONGEST_MESSAGE)
      expect(said).toMatch(/^\*(?:Langkah \d (?:dari|saking)|Langka \d dari|Step \d of) 6: /)
      expect(said).toMatch(SOURCED[locale])
    }
  })

  it.each(TROUBLE_NAMES)('%s is told with what to do, as usual only', (trouble) => {
    for (const locale of LANGUAGES) {
      const said = say(locale, troubleWords(scene({ trouble }, day)))
      expect(said.length, said).toBeLessThanOrEqual(LONGEST_MESSAGE)
      expect(said).toMatch(SOURCED[locale])
      if (locale === 'id') expect(said).toContain('Biasanya begitu')
    }
  })
})

it('of screens that nobody has confirmed is said that they are not certain', () => {
  for (const stage of ['account', 'face', 'add', 'read'] as const)
    expect(say('id', stageWords(scene({ stage })))).toContain('belum pasti')
})

it('takes no free text, so that no secret has a place here, and warns to give codes to anybody', () => {
  expect(Object.values(jmo.steps).filter((step) => 'ask' in step)).toEqual([])
  expect(say('id', 'jmoWalk.promise')).toMatch(/Kode, PIN, kata sandi, dan NIK \*jangan dikirim ke chat ini\*/)
  expect(say('id', stageWords(scene({ stage: 'account' })))).toMatch(/jangan berikan kepada siapa pun/)
  expect(say('id', troubleWords(scene({ trouble: 'codeMissing' })))).toMatch(/jangan diberikan kepada siapa pun/)
})

describe('the choices', () => {
  const fixed = Object.values(jmo.steps).flatMap((step) =>
    'choose' in step ? [...step.options] : 'menu' in step ? Object.keys(step.goto) : [],
  )
  const picked = STAGES.flatMap((stage) => troublesToPick(scene({ stage })).map(({ value }) => value))

  it.each([...new Set([...fixed, ...picked])])('%s has a label that fits on a phone', (value) => {
    for (const locale of LANGUAGES) {
      const own = `jmoWalk.option.${value}`
      const key = has(locale, own) ? own : `engine.option.${value}`
      expect(say(locale, key).length).toBeLessThanOrEqual(LONGEST_LABEL)
    }
  })

  it.each([...STAGES])('of %s name its own troubles, any other, and the way back', (stage) => {
    const values = troublesToPick(scene({ stage })).map((choice: Choice) => choice.value)
    expect(values).toEqual([...TROUBLES[stage], 'other', 'again'])
  })
})

describe('the way', () => {
  it('leads from stage to stage to an end', () => {
    expect([...STAGES].map(stageAfter)).toEqual([...STAGES.slice(1), 'end'])
  })

  it.each([
    ['face', 'face'],
    [null, 'ready'],
    ['a stage that has gone since', 'ready'],
  ] as const)('is taken up at %s: %s', (place, stage) => {
    expect(at(place, stageReached())).toBe(stage)
    expect(say('id', at(place, welcomeBackWords()))).toContain(say('id', `jmoWalk.name.${stage}`))
  })
})

it('names an address and a helpline only where the installation has set them', () => {
  expect(told(otherWaysWords(scene()))).toHaveLength(1)
  expect(say('id', told(otherWaysWords(scene()))[0]!)).toContain('175')
  const set = scene({}, '2026-11-24', { branchAddress: 'Jl. Contoh', branchHours: 'Senin', helpline: '0810' })
  expect(
    told(otherWaysWords(set))
      .map((text) => say('id', text))
      .slice(0, 2),
  ).toEqual(['Kantor BPJS Ketenagakerjaan: Jl. Contoh Senin', 'Telepon bantuan: 0810'])
})
