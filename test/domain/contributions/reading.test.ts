import { describe, expect, it } from 'vitest'
import { memberNumberKey } from '../../../src/domain/contributions/member-number.ts'
import { readAmount } from '../../../src/domain/contributions/read-amount.ts'
import { readContribution } from '../../../src/domain/contributions/read-contribution.ts'
import { readMonth } from '../../../src/domain/contributions/read-month.ts'
import { readState } from '../../../src/domain/contributions/read-state.ts'
import { mayBeOneName } from '../../../src/domain/contributions/same-name.ts'
import { factsOn } from '../../../src/domain/facts/facts.ts'
import type { Cells } from '../../../src/domain/roster/columns.ts'

describe('a member number', () => {
  it.each([
    ['99035749001', '99035749001'],
    ['99 0357-49001', '99035749001'],
    ['00035749001', '35749001'],
    ['35749001', '35749001'],
    ['99035749001.0', '99035749001'],
    ['kpj 99035749001', 'KPJ99035749001'],
    ['', undefined],
    ['-', undefined],
    ['belum ada', undefined],
    ['9.9E+10', undefined],
  ])('%j is compared as %j', (text, key) => {
    expect(memberNumberKey(text)).toBe(key)
  })
})

describe('a month', () => {
  it.each([
    ['2026-10', '2026-10'],
    ['10-2026', '2026-10'],
    ['10/2026', '2026-10'],
    ['202610', '2026-10'],
    ['102026', '2026-10'],
    ['72026', '2026-07'],
    ['Oktober 2026', '2026-10'],
    ['OKT-26', '2026-10'],
    ['okt 2026', '2026-10'],
    ['Nopember 2026', '2026-11'],
    ['Peb 2026', '2026-02'],
    ['01/10/2026', '2026-10'],
    ['2026-10-31', '2026-10'],
    ['46300', '2026-10'],
  ])('%s is %s', (text, month) => {
    expect(readMonth(text)).toBe(month)
  })

  it.each([
    ['Oktober', '2026', '2026-10'],
    ['10', '2026', '2026-10'],
    ['Oktober 2026', '2025', '2026-10'],
  ])('%s with the year %s beside it is %s', (text, year, month) => {
    expect(readMonth(text, year)).toBe(month)
  })

  it.each([
    '2026',
    'bulan lalu',
    'Oktober',
    '13-2026',
    '00-2026',
    'Jan-Mar 2026',
    's/d Juni 2026',
    'sampai Juni 2026',
    '',
  ])('%j is none', (text) => {
    expect(readMonth(text)).toBeUndefined()
  })
})

describe('an amount', () => {
  it.each([
    ['16800', 16_800],
    ['16.800', 16_800],
    ['16,800', 16_800],
    ['Rp16.800', 16_800],
    ['Rp. 16.800,00', 16_800],
    ['16.800,00', 16_800],
    ['16,800.00', 16_800],
    ['16800.00', 16_800],
    ['IDR 16.800', 16_800],
    ['16.800,-', 16_800],
    ['1.016.800', 1_016_800],
    ['0', 0],
    ['Rp -', 0],
    ['0,00', 0],
  ])('%j is %d rupiah', (text, rupiah) => {
    expect(readAmount(text)).toBe(rupiah)
  })

  it.each(['', 'enam belas ribu', '16.8OO', '-16800', '16.80', '16800,50', '1.68E4', '99999999999'])(
    '%j is none',
    (text) => {
      expect(readAmount(text)).toBeUndefined()
    },
  )
})

describe('a word for the payment', () => {
  it.each([
    'Lunas',
    'LUNAS.',
    'sudah bayar',
    'Sudah',
    'Sdh dibayar',
    'di bayar',
    'terbayar',
    'paid',
    'ya',
    '1',
    'Lunas (BRI)',
  ])('%s means paid', (text) => {
    expect(readState(text)).toBe('paid')
  })

  it.each([
    'Belum',
    'BELUM BAYAR',
    'belum_lunas',
    'blm dibayar',
    'belum di bayar',
    'tidak bayar',
    'Menunggak',
    'unpaid',
    'pending',
  ])('%s means unpaid', (text) => {
    expect(readState(text)).toBe('unpaid')
  })

  it.each(['Aktif', 'Non aktif', 'belum aktif', 'baru', 'sebagian', ''])('%j means neither', (text) => {
    expect(readState(text)).toBeUndefined()
  })
})

describe('two spellings under one number', () => {
  it.each([
    ['Siti Aminah', 'SITI AMINAH'],
    ['Siti Aminah', 'St. Aminah'],
    ['Siti Aminah', 'Hj. Siti Aminah, S.Pd'],
    ['Moh. Saleh', 'Muhammad Soleh'],
    ['Moh. Saleh', 'Saleh'],
    ['Nur Hayati', 'Nurhayati'],
    ['Nur Hayati', 'Hayati Nur'],
    ['Bambang Sutrisno', 'Bambang S.'],
    ['Suparti Anggraini', 'Suparti Angraini'],
  ])('%s and %s may be one', (one, other) => {
    expect([mayBeOneName(one, other), mayBeOneName(other, one)]).toEqual([true, true])
  })

  it.each([
    ['Siti Aminah', 'Bambang Sutrisno'],
    ['Siti Aminah', 'Siti Nurjanah'],
    ['Sulastri', 'Misnati'],
    ['Abdul Rahman', 'Abdul Karim'],
  ])('%s and %s are plainly two', (one, other) => {
    expect([mayBeOneName(one, other), mayBeOneName(other, one)]).toEqual([false, false])
  })
})

const FACTS = factsOn('2026-11-24')
const SOUND: Cells = { memberNumber: '99035749001', month: '2026-10', amount: '16.800', paymentState: 'lunas' }
const read = (over: Cells) => readContribution({ line: 2, cells: { ...SOUND, ...over }, notes: {} }, FACTS)
const codes = (over: Cells) =>
  read(over).problems.map(({ code, severity }) => (severity === 'error' ? code : `(${code})`))

describe('a line', () => {
  it('is read with what it tells of the worker, the month and the payment', () => {
    expect(read({ nik: '3574015708709001', name: 'Siti Aminah' })).toEqual({
      row: {
        ...{ memberNumber: '99035749001', nik: '3574015708709001', name: 'Siti Aminah' },
        ...{ month: '2026-10', amount: 16_800, status: 'paid' },
      },
      problems: [],
    })
  })

  it.each<[string, Cells, object]>([
    ['a day of payment alone', { paymentState: '', paidOn: '10-11-2026' }, { status: 'paid', amount: 16_800 }],
    ['a sum of nothing alone', { paymentState: '', amount: '0' }, { status: 'unpaid', amount: 0 }],
    ['no sum where it is unpaid', { paymentState: 'belum', amount: '' }, { status: 'unpaid', amount: 0 }],
    ['a word where the day would stand', { paymentState: '', paidOn: 'belum bayar' }, { status: 'unpaid' }],
    ['a mark under "belum bayar"', { paymentState: '', unpaid: 'v' }, { status: 'unpaid', amount: 16_800 }],
    ['a no under "belum bayar"', { paymentState: '', unpaid: 'tidak' }, { status: 'paid' }],
    ['the NIK alone', { memberNumber: '', nik: '3574015708709001' }, { memberNumber: null, nik: '3574015708709001' }],
  ])('may tell it by %s', (_, over, row) => {
    expect(read(over).row).toMatchObject(row)
    expect(codes(over)).toEqual([])
  })

  it.each<[string, Cells, string[]]>([
    ['no number and no NIK', { memberNumber: '' }, ['numberMissing']],
    ['a number that is none', { memberNumber: 'menyusul' }, ['numberUnreadable']],
    ['a number that is none beside a NIK', { memberNumber: 'x', nik: '3574015708709001' }, ['(numberUnreadable)']],
    ['a NIK of too few digits alone', { memberNumber: '', nik: '357401' }, ['nikLength', 'numberMissing']],
    ['no month', { month: '' }, ['monthMissing']],
    ['a month that is none', { month: 'bulan lalu' }, ['monthUnreadable']],
    ['a year for a month', { month: '2026' }, ['monthUnreadable']],
    ['a month ahead that is paid', { month: '2026-12' }, ['(monthFuture)']],
    ['a month ahead that is unpaid', { month: '2026-12', paymentState: 'belum' }, ['monthFuture']],
    ['a month further ahead than anybody may pay', { month: '2028-01' }, ['monthFuture']],
    ['no sum where it is paid', { amount: '' }, ['amountMissing']],
    ['a sum that is none', { amount: 'banyak' }, ['amountUnreadable']],
    ['neither word nor day', { paymentState: '' }, ['statusUnclear']],
    ['a word about membership', { paymentState: 'aktif' }, ['statusUnclear']],
    ['paid by the word and nothing by the sum', { amount: '0' }, ['statusUnclear']],
    ['unpaid by the word and a day of payment', { paymentState: 'belum', paidOn: '10-11-2026' }, ['statusUnclear']],
    ['a day of payment to come', { paidOn: '25-11-2026' }, ['paidOnImpossible']],
    ['a day of payment that is none', { paidOn: 'kemarin' }, ['paidOnImpossible']],
  ])('with %s says so', (_, over, problems) => {
    expect(codes(over)).toEqual(problems)
    expect(read(over).row === undefined).toBe(problems.some((code) => !code.startsWith('(') && code !== 'monthFuture'))
  })

  it('that is too long may be shifted', () => {
    const { problems } = readContribution({ line: 2, cells: SOUND, notes: {}, isTooLong: true }, FACTS)
    expect(problems).toEqual([{ code: 'tooManyCells', field: 'memberNumber', severity: 'error' }])
  })

  it('has one problem a field at the most, and none that holds a value', () => {
    const all = read({ memberNumber: '', month: 'x', amount: 'y', paymentState: 'z', paidOn: 'w' }).problems
    expect(new Set(all.map(({ field }) => field)).size).toBe(all.length)
  })
})
