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

describe('months that a contribution file has as unpaid', () => {
  const unpaid = (...months: string[]) => ({
    months: months.map((month) => ({ month, status: 'unpaid' as const, asOf: TODAY })),
  })
  const year = (more: Partial<Enrolment>) => entry('2026-01-01', '2026-12-31', more)
  const payments = (one: Enrolment) => keysOf(one).filter((key) => /unpaid|arrears/i.test(key) && !/covers/.test(key))

  it.each([
    ['apbd', 'city'],
    ['dbhcht', 'city'],
    ['mandiri', 'self'],
    ['other', 'other'],
  ] as const)('are told with what to do where %s pays', (funding, todo) => {
    expect(payments(year({ funding, ...unpaid('2026-11') }))).toEqual([
      'status.entry.unpaidByFile',
      `status.unpaidMonths.${todo}`,
    ])
  })

  it('are told in every language by name, months in a row as a stretch, with the file’s agency and day', () => {
    for (const locale of TOLD_IN) {
      const one = year({ asOf: '2026-11-01', ...unpaid('2026-03', '2026-09', '2026-10') })
      const words = said(one).map((text) => say(locale, text))[1]!
      expect(words).toMatch(/• (?:Maret|March) 2026\n• September 2026 \S+ (?:Oktober|October) 2026\n/)
      expect(words).toContain('24 November 2026')
      expect(words).toContain('175')
      expect(words.match(/Dinas Kesehatan/g)).toHaveLength(2)
      expect(words).not.toMatch(/[{}]/)
    }
  })

  it('end a membership, so facts say, once they are more than three in a row', () => {
    const three = unpaid('2026-09', '2026-10', '2026-11')
    expect(payments(year(three))).not.toContain('status.arrearsOver')
    const four = year(unpaid('2026-08', '2026-09', '2026-10', '2026-11'))
    expect(payments(four)).toContain('status.arrearsOver')
    for (const locale of TOLD_IN) {
      const [words] = said(four)
        .map((text) => say(locale, text))
        .filter((one) => /\b4 (?:bulan|wulan|months)/.test(one))
      expect(words).toMatch(/\b3 (?:bulan|wulan|months)/)
    }
  })

  it('are told where this month is paid, and not once the entry has ended', () => {
    const now = [...unpaid('2026-09').months, { month: '2026-11', status: 'paid' as const, asOf: TODAY }]
    const one = year({ months: now })
    expect(keysOf(one).slice(0, 2)).toEqual(['status.entry.paid', 'status.unpaidMonths.city'])
    expect(say('id', said(one)[0]!)).toContain('Iuran bulan ini tercatat dibayar.')
    expect(payments(entry('2025-01-01', '2025-12-31', unpaid('2025-11')))).toEqual([])
  })

  it('from the first on leave nothing that is recorded as paid', () => {
    const months = unpaid('2026-01')
    expect(say('id', said(year(months))[0]!)).toContain('Belum ada iuran yang tercatat dibayar.')
  })
})
