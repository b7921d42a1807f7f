import { describe, expect, it } from 'vitest'
import { coverCounts } from '../../src/domain/cover-counts.ts'
import { factsOn } from '../../src/domain/facts/facts.ts'
import { openWords } from '../../src/i18n/say.ts'

const TODAY = '2026-11-24'
const words = openWords()
const entry = (startsOn: string, endsOn: string, paidThrough: string | null = endsOn) => ({
  ...{ startsOn, endsOn, paidThrough, asOf: TODAY },
  programmes: ['jkk', 'jkm'] as const,
})
const told = (...entries: ReturnType<typeof entry>[]) => {
  const { words: texts, ...counts } = coverCounts(factsOn(TODAY), entries, TODAY)
  return { ...counts, said: texts.map((text) => words.say('id', text)).join('\n') }
}

describe('how long a person has been covered, in words', () => {
  it('is nothing where no month is known to be paid', () => {
    expect(told()).toMatchObject({ waiting: 'no', said: 'Belum ada masa JKM yang tercatat dibayar.' })
  })

  it('is uncertain where three months hang on what lay before a gap', () => {
    const { waiting, said } = told(entry('2025-01-01', '2025-12-31'), entry('2026-10-01', '2026-12-31'))
    expect(waiting).toBe('unclear')
    expect(said).toContain('Belum pasti cukup untuk santunan kematian penuh')
    expect(said).toContain('belum kami temukan aturannya')
    expect(said).toContain('Sebagian keterangan ini belum pasti')
  })

  it('is flatly short of three months where there was nothing before', () => {
    const { waiting, said } = told(entry('2026-10-01', '2026-12-31'))
    expect([waiting, said.includes('biasanya hanya biaya pemakaman')]).toEqual(['no', true])
    expect(said).not.toContain('jeda')
  })

  it('says that a list is silent about payment', () => {
    expect(told(entry('2026-01-01', '2026-12-31', null)).said).toContain('tidak menyebut sampai kapan iuran dibayar')
  })

  it('reaches a scholarship after three years in a row, and not surely with a gap among them', () => {
    expect(told(entry('2023-01-01', '2026-12-31')).scholarship).toBe('yes')
    expect(told(entry('2022-01-01', '2024-12-31'), entry('2026-01-01', '2026-12-31'))).toMatchObject({
      ...{ scholarship: 'unclear', doubts: ['gap'] },
    })
  })
})
