import { describe, expect, it } from 'vitest'
import type { Enrolment } from '../../src/domain/cover.ts'
import { ANSWERS, answersOffered, nextQuestion, QUESTIONS, rightAnswer } from '../../src/domain/teach-back.ts'

const TODAY = '2026-11-24'
const entry = (more: Partial<Enrolment> = {}): Enrolment => ({
  ...{ id: 'e', agency: 'Dinas Kesehatan', segment: null, programmes: ['jkk', 'jkm'], funding: 'apbd' },
  ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', paidThrough: '2026-12-31', asOf: TODAY },
  ...more,
})

describe('the right answer', () => {
  it.each([
    ['apbd', 'city'],
    ['dbhcht', 'city'],
    ['mandiri', 'self'],
    ['other', undefined],
  ] as const)('to who pays, where the list says %s, is %s', (funding, right) => {
    expect(rightAnswer('payer', entry({ funding }), TODAY)).toBe(right)
  })

  it('to what a family may do is there only for a cover of a death that has begun', () => {
    expect(rightAnswer('family', entry({ paidThrough: null }), TODAY)).toBe('free')
    expect(rightAnswer('family', entry({ startsOn: '2027-01-01', endsOn: null }), TODAY)).toBeUndefined()
    expect(rightAnswer('family', entry({ programmes: ['jkk'] }), TODAY)).toBeUndefined()
  })

  it('is never there for an entry that has ended', () => {
    for (const question of QUESTIONS)
      expect(rightAnswer(question, entry({ endsOn: '2026-11-23' }), TODAY)).toBeUndefined()
  })
})

describe('the next question', () => {
  it('is who pays, then each time another, and then the first again', () => {
    const asked = [null, 'payer', 'family', 'where'] as const
    expect(asked.map((last) => nextQuestion(entry(), last, TODAY))).toEqual(['payer', 'family', 'where', 'payer'])
  })

  it('passes over what cannot be answered rightly', () => {
    const future = entry({ startsOn: '2027-01-01', endsOn: null })
    expect(nextQuestion(future, 'payer', TODAY)).toBe('where')
    expect(nextQuestion(entry({ funding: 'other' }), null, TODAY)).toBe('family')
    expect(nextQuestion(entry({ endsOn: '2026-11-23' }), null, TODAY)).toBeUndefined()
  })
})

it('the right answer never stands first, and in another place the second time', () => {
  for (const question of QUESTIONS) {
    for (const right of ANSWERS[question]) {
      const [first, second] = (['first', 'second'] as const).map((time) => answersOffered(question, right, time))
      expect(first!.toSorted()).toEqual([...ANSWERS[question]].toSorted())
      expect(second!.toSorted()).toEqual([...ANSWERS[question]].toSorted())
      expect([first!.indexOf(right), second!.indexOf(right)]).toEqual([1, 2])
    }
  }
})
