import { describe, expect, it } from 'vitest'
import type { Enrolment } from '../../src/domain/cover.ts'
import { factsOn } from '../../src/domain/facts/facts.ts'
import type { Text } from '../../src/domain/message.ts'
import { statusWords } from '../../src/flows/status-words.ts'
import { openWords } from '../../src/i18n/say.ts'
import { TOLD_IN } from '../support/word-files.ts'

const { say } = openWords()
const TODAY = '2026-11-24'

const entry = (startsOn: string, endsOn: string, more: Partial<Enrolment> = {}): Enrolment => ({
  ...{ id: startsOn, agency: 'Dinas Kesehatan', segment: null, programmes: ['jkk', 'jkm'], funding: 'apbd' },
  ...{ startsOn, endsOn, paidThrough: endsOn, asOf: TODAY, ...more },
})

const keysOf = (...enrolments: Enrolment[]) =>
  said(...enrolments).map((text) => (typeof text === 'string' ? text : text[0]))
const said = (...enrolments: Enrolment[]): Text[] =>
  (
    statusWords({ workerId: 'w', maskedName: 'S•••', enrolments }, { facts: factsOn(TODAY), today: TODAY }) as {
      say: Text
    }[]
  ).map((one) => one.say)

describe('from when the full death benefit counts', () => {
  it('is told where it does not yet, with the day and what counts already', () => {
    for (const locale of TOLD_IN) {
      const words = said(entry('2026-10-01', '2026-12-31')).map((text) => say(locale, text))
      expect(words.find((one) => /2027/.test(one) && /(?:Januari|January) 2027/.test(one))).toMatch(
        /1 (?:Januari|January) 2027/,
      )
    }
  })

  it('is told as uncertain where the membership was interrupted', () => {
    expect(keysOf(entry('2025-01-01', '2025-12-31'), entry('2026-10-01', '2026-12-31'))).toContain(
      'status.waiting.unclear',
    )
  })

  it.each<[string, Enrolment]>([
    ['has long been so', entry('2026-01-01', '2026-12-31')],
    ['is not paid for', entry('2026-10-01', '2026-12-31', { paidThrough: '2026-10-31' })],
    ['has not begun', entry('2027-01-01', '2027-12-31', { paidThrough: null })],
    ['does not cover deaths', entry('2026-10-01', '2026-12-31', { programmes: ['jht'] })],
  ])('is left out where it %s', (_, one) => {
    expect(keysOf(one).filter((key) => key.startsWith('status.waiting'))).toEqual([])
  })
})
