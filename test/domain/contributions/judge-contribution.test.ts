import { describe, expect, it } from 'vitest'
import type { ContributionRow, Statement } from '../../../src/domain/contributions/contribution.ts'
import {
  judgeContribution,
  type KnownPayable,
  type PayableEnrolment,
} from '../../../src/domain/contributions/judge-contribution.ts'
import { factsOn } from '../../../src/domain/facts/facts.ts'

const ROW: ContributionRow = {
  ...{ memberNumber: '99035749001', nik: null, name: 'SITI AMINAH', month: '2026-10', amount: 16_800, status: 'paid' },
}
const SITI: PayableEnrolment = {
  ...{ id: 'e1', workerId: 'siti', names: ['Siti Aminah'], programmes: ['jkk', 'jkm'], funding: 'apbd' },
  ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', months: new Map() },
}
const BAMBANG: PayableEnrolment = { ...SITI, id: 'e2', workerId: 'bambang', names: ['Bambang Sutrisno'] }
const KNOWN: KnownPayable = {
  ...{ byNumber: [SITI], byNik: [], inFile: 'once', asOf: '2026-11-24', facts: factsOn('2026-11-24') },
}

const judge = (row: Partial<ContributionRow> = {}, known: Partial<KnownPayable> = {}) =>
  judgeContribution({ row: { ...ROW, ...row }, problems: [] }, { ...KNOWN, ...known })
const told = (row: Partial<ContributionRow> = {}, known: Partial<KnownPayable> = {}) => {
  const { verdict, problems } = judge(row, known)
  return [verdict, ...problems.map(({ code }) => code)]
}
const held = (said: Partial<Statement>): Partial<KnownPayable> => ({
  byNumber: [
    { ...SITI, months: new Map([['2026-10', { amount: 16_800, status: 'paid', asOf: '2026-11-01', ...said }]]) },
  ],
})

describe('a month', () => {
  it('is new, the same or changed against what is held, and says whose it is', () => {
    expect(judge()).toEqual({ verdict: 'new', problems: [], matched: 'siti', enrolmentId: 'e1' })
    expect(told({}, held({}))).toEqual(['same'])
    expect(told({}, held({ status: 'unpaid', amount: 0 }))).toEqual(['changed'])
    expect(told({}, held({ amount: 8_400 }))).toEqual(['changed'])
  })

  it('of which a younger file says otherwise is left as that has it', () => {
    expect(told({}, held({ status: 'unpaid', asOf: '2026-11-25' }))).toEqual(['same', 'youngerKnown'])
  })

  it('told twice alike counts once, contradicted not at all', () => {
    expect(told({}, { inFile: 'again' })).toEqual(['same', 'monthTwice'])
    expect(told({}, { inFile: 'contradicted' })).toEqual(['invalid', 'monthContradicts'])
  })

  it.each([
    ['2025-12', 'monthBeforeStart'],
    ['2027-01', 'monthAfterEnd'],
  ])('%s lies outside the entry', (month, code) => {
    expect(told({ month })).toEqual(['invalid', code])
  })

  it('belongs to the entry in whose period it lies, the later one of two', () => {
    const year = { ...SITI, id: 'e0', startsOn: '2025-01-01', endsOn: '2025-12-31' }
    const overlapping = { ...SITI, id: 'e3', startsOn: '2026-06-15', endsOn: null }
    const byNumber = [year, SITI, overlapping]
    const entryOf = (month: string) => judge({ month }, { byNumber }).enrolmentId
    expect(['2025-03', '2026-03', '2026-06', '2026-10'].map(entryOf)).toEqual(['e0', 'e1', 'e3', 'e3'])
    expect(told({ month: '2024-12' }, { byNumber })).toEqual(['invalid', 'monthBeforeStart'])
  })
})

describe('a worker', () => {
  it('is found by the NIK where the number is not known, and that is said', () => {
    expect(told({}, { byNumber: [], byNik: [SITI] })).toEqual(['new', 'numberUnknown'])
    expect(told({ memberNumber: null }, { byNumber: [], byNik: [SITI] })).toEqual(['new'])
  })

  it('who is found by neither is unknown', () => {
    expect(judge({}, { byNumber: [] })).toEqual({
      ...{ verdict: 'invalid', problems: [{ code: 'numberUnknown', field: 'memberNumber', severity: 'error' }] },
    })
    expect(told({ memberNumber: null, nik: '3574015708709001' }, { byNumber: [] })).toEqual([
      'invalid',
      'workerUnknown',
    ])
  })

  it('with a plainly other name is doubtful, whichever way the name was found', () => {
    expect(told({ name: 'Bambang Sutrisno' })).toEqual(['doubtful', 'nameDiffers'])
    expect(told({ name: 'Bambang Sutrisno' }, { byNumber: [], byNik: [SITI] })).toContain('nameDiffers')
    expect(told({ name: null })).toEqual(['new'])
  })

  it('merged into another may be called by either name', () => {
    expect(told({ name: 'Sumiyati' }, { byNumber: [{ ...SITI, names: ['Siti Aminah', 'Sumiati'] }] })).toEqual(['new'])
  })

  it('is doubtful where number and NIK mean two', () => {
    expect(told({}, { byNik: [BAMBANG] })).toEqual(['doubtful', 'numberOtherPerson'])
  })

  it('who shares a number by mistake is told apart by NIK or name, and doubtful without', () => {
    const byNumber = [SITI, BAMBANG]
    expect(judge({}, { byNumber }).matched).toBe('siti')
    expect(judge({ name: null }, { byNumber, byNik: [BAMBANG] })).toMatchObject({ verdict: 'new', matched: 'bambang' })
    expect(told({ name: null }, { byNumber })).toEqual(['doubtful', 'numberShared'])
  })
})

describe('an amount', () => {
  const unusual = (row: Partial<ContributionRow>, over: Partial<PayableEnrolment> = {}) =>
    told(row, { byNumber: [{ ...SITI, ...over }] }).includes('amountUnusual')

  it('other than the programmes of the entry cost is worth a look and no fault', () => {
    expect(told({ amount: 36_800 })).toEqual(['new', 'amountUnusual'])
    expect(unusual({ amount: 36_800 }, { programmes: ['jkk', 'jkm', 'jht'] })).toBe(false)
    expect(unusual({ amount: 0, status: 'unpaid' })).toBe(false)
    expect(unusual({ amount: 5_000, status: 'unpaid' })).toBe(true)
  })

  it('may be less for those who pay alone while the discount runs, and more for a higher income', () => {
    const alone = { funding: 'mandiri' } as const
    expect(unusual({ amount: 8_400 }, alone)).toBe(false)
    expect(unusual({ amount: 8_400 })).toBe(true)
    expect(unusual({ amount: 26_800 }, alone)).toBe(false)
    expect(unusual({ amount: 8_000 }, alone)).toBe(true)
  })
})

it('a line has one problem a field: an error stays, a warning gives way', () => {
  const problems = (severity: 'error' | 'warning') =>
    judgeContribution(
      { row: { ...ROW, month: '2027-01' }, problems: [{ code: 'monthFuture', field: 'month', severity }] },
      KNOWN,
    ).problems.map(({ code }) => code)
  expect(problems('error')).toEqual(['monthFuture'])
  expect(problems('warning')).toEqual(['monthAfterEnd'])
})

it('a line that could not be read is invalid and nobody’s', () => {
  const problems = [{ code: 'monthUnreadable', field: 'month', severity: 'error' }] as const
  expect(judgeContribution({ problems: [...problems] }, KNOWN)).toEqual({ verdict: 'invalid', problems })
})
