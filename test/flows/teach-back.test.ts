import { describe, expect, it } from 'vitest'
import { factsOn } from '../../src/domain/facts/facts.ts'
import { ANSWERS, QUESTIONS, type Question } from '../../src/domain/teach-back.ts'
import type { Scene } from '../../src/engine/flow.ts'
import { type Answers, choicesIn, meaningWords } from '../../src/flows/teach-back/check.ts'
import { openWords } from '../../src/i18n/say.ts'

const { say } = openWords()
const LANGUAGES = ['id', 'en'] as const
const LONGEST_MESSAGE = 600
const LONGEST_LABEL = 24
const RIGHT: [Question, string][] = [
  ['payer', 'city'],
  ['payer', 'self'],
  ['family', 'free'],
  ['where', 'office'],
]

const scene = (question: Question, right: string) => {
  const asked = { question, right, workerId: 'w', enrolmentIds: ['e'], agency: 'Dinas Kesehatan', asOf: '2026-11-24' }
  return { answers: { asked }, facts: factsOn('2026-11-24'), today: '2026-11-24' } as unknown as Scene<Answers>
}

describe.each(RIGHT)('%s (%s)', (question, right) => {
  it('is praised, explained and explained again in short words, without shame', () => {
    for (const locale of LANGUAGES) {
      for (const how of ['praise', 'explain', 'explainAgain'] as const) {
        const said = say(locale, meaningWords(scene(question, right), how))
        expect(said.length, said).toBeLessThanOrEqual(LONGEST_MESSAGE)
        expect(said).not.toMatch(/\{\{|undefined|\[object/)
        expect(said).not.toMatch(/salah besar|keliru|bodoh|gagal|wrong answer|failed/i)
      }
    }
  })

  it('has answers that fit on a phone', () => {
    for (const locale of LANGUAGES)
      for (const { label } of choicesIn(scene(question, right), 'first'))
        expect(say(locale, label).length, say(locale, label)).toBeLessThanOrEqual(LONGEST_LABEL)
  })
})

it('each question is asked a second time in other words, and each answer has its own', () => {
  for (const locale of LANGUAGES) {
    for (const question of QUESTIONS)
      expect(say(locale, `teachBack.ask.${question}`)).not.toContain(say(locale, `teachBack.askAgain.${question}`))
    const labels = Object.values(ANSWERS)
      .flat()
      .map((answer) => say(locale, [`teachBack.answer.${answer}`, { callCentre: '175' }]))
    expect(new Set(labels).size).toBe(labels.length)
  }
})

it('what rests on a fact says on whose word; who pays names the list and its day', () => {
  for (const question of ['family', 'where'] as const)
    expect(say('id', meaningWords(scene(question, ''), 'explain'))).toMatch(/Sumber: .+ Per .+\.$/)
  expect(say('id', meaningWords(scene('payer', 'city'), 'explain'))).toMatch(/Dinas Kesehatan.*24 November 2026/)
})
