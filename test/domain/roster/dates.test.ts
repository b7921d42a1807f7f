import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/domain/clock.ts'
import { readDay, readSpan } from '../../../src/domain/roster/dates.ts'

describe('a day is read from', () => {
  it.each([
    '17-08-1970',
    '17/8/1970',
    '17/8/70',
    '17.08.1970',
    '17 08 1970',
    '17–08–1970',
    '17 Agustus 1970',
    '17 agt 1970',
    '17-Ags-70',
    '17 Aug 1970',
    "17 Agustus '70",
    'August 17, 1970',
    'Senin, 17 Agustus 1970',
    'Probolinggo, 17-08-1970',
    'Probolinggo 17 Agustus 1970',
    'Prob. 17-8-1970',
    'Senin 17 Agustus 1970',
    'Tgl. 17-08-1970',
    '17-VIII-1970',
    '17 VIII 70',
    "17/08/'70",
    '17 Agustus’70',
    "'17-08-1970",
    '17-08-1970.',
    '17\\08\\1970',
    '17_08_1970',
    '17‑08‑1970',
    "Jum'at, 17-08-1970",
    '1970-08-17',
    '1970/08/17',
    '1970-08-17T00:00:00',
    '17/08/1970 00:00',
    '17081970',
    '19700817',
    '170870',
    '25797',
    '25797.0',
    ' 17-08-1970 ',
    '17 Agustus 1970',
  ])('%s', (text) => {
    expect(readDay(text, 2014)).toBe('1970-08-17')
  })

  it.each([
    ['7-8-1970', '1970-08-07'],
    ['7081970', '1970-08-07'],
    ['1 Pebruari 1980', '1980-02-01'],
    ['10 Nopember 1980', '1980-11-10'],
    ['29-02-2000', '2000-02-29'],
    ['5/6/05', '2005-06-05'],
    ['5/6/26', '1926-06-05'],
  ])('%s → %s', (text, day) => {
    expect(readDay(text, 2014)).toBe(day)
  })
})

describe('no day is read from', () => {
  it.each([
    '',
    '31-02-1975',
    '8/17/1970',
    '17-13-1970',
    '1970',
    '17 Agustuz 1970',
    'l7-08-1970',
    '17-O8-1970',
    '0-0-0',
    '17-08-0070',
    'tidak tahu',
    '3,57E+15',
    '999999999',
  ])('%s', (text) => {
    expect(readDay(text)).toBeUndefined()
  })
})

describe('an edge of a period', () => {
  it.each([
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['02/2026', '2026-02-01', '2026-02-28'],
    ['2/2026', '2026-02-01', '2026-02-28'],
    ['202602', '2026-02-01', '2026-02-28'],
    ['Februari 2026', '2026-02-01', '2026-02-28'],
    ['Feb-26', '2026-02-01', '2026-02-28'],
    ['s/d Desember 2026', '2026-12-01', '2026-12-31'],
    ['s.d. 12-2026', '2026-12-01', '2026-12-31'],
    ['sampai dengan Desember 2026', '2026-12-01', '2026-12-31'],
    ['hingga 12/2026', '2026-12-01', '2026-12-31'],
    ['mulai Januari 2026', '2026-01-01', '2026-01-31'],
    ['bulan Januari 2026', '2026-01-01', '2026-01-31'],
    ['per 15-01-2026', '2026-01-15', '2026-01-15'],
    ['Tahun 2026', '2026-01-01', '2026-12-31'],
    ['TA 2026', '2026-01-01', '2026-12-31'],
    ['2026', '2026-01-01', '2026-12-31'],
    ['15-01-2026', '2026-01-15', '2026-01-15'],
    ['1 Jan 2026', '2026-01-01', '2026-01-01'],
    ['46023', '2026-01-01', '2026-01-01'],
  ])('%s: %s to %s', (text, first, last) => {
    expect(readSpan(text)).toEqual({ first, last })
  })

  it.each(['', '2026-13', '13/2026', 'menyusul', '12-26-2026'])('is not read from %s', (text) => {
    expect(readSpan(text)).toBeUndefined()
  })
})

const MONTHS = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' ')

it('any day in any common spelling is read back as itself', () => {
  const day = fc.integer({ min: 0, max: 28_000 }).map((days) => addDays('1930-01-01', days))
  const spelling = fc.constantFrom<(year: string, month: string, day: string) => string>(
    (y, m, d) => `${d}-${m}-${y}`,
    (y, m, d) => `${Number(d)}/${Number(m)}/${y}`,
    (y, m, d) => `${d}.${m}.${y}`,
    (y, m, d) => `${Number(d)} ${MONTHS[Number(m) - 1]} ${y}`,
    (y, m, d) => `${d} ${MONTHS[Number(m) - 1]!.slice(0, 3).toUpperCase()} ${y}`,
    (y, m, d) => `${y}-${m}-${d}`,
    (y, m, d) => `Probolinggo, ${d}-${m}-${y}`,
    (y, m, d) => String(Math.round(Date.parse(`${y}-${m}-${d}`) / 86_400_000) + 25_569),
  )
  fc.assert(
    fc.property(day, spelling, (whole, spell) => {
      const [y, m, d] = whole.split('-') as [string, string, string]
      expect(readDay(spell(y, m, d))).toBe(whole)
    }),
  )
})

it('no text whatever makes reading fail or last', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => [readDay(text), readSpan(text)].length === 2))
})
