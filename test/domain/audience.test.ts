import { describe, expect, it } from 'vitest'
import { type Audience, EVERYBODY, entriesAbout } from '../../src/domain/audience.ts'
import type { Enrolment } from '../../src/domain/cover.ts'

const TODAY = '2026-11-24'

function entry(over: Partial<Enrolment & { agencyId: string }> = {}): Enrolment & { agencyId: string } {
  return {
    ...{
      id: 'entry',
      agencyId: 'own',
      agency: 'Dinas',
      segment: 'petani',
      programmes: ['jkk', 'jkm'],
      funding: 'apbd',
    },
    ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', paidThrough: '2026-11-30', asOf: '2026-11-20' },
    ...over,
  }
}
const unpaid = { paidThrough: '2026-09-30', months: [{ month: '2026-10', status: 'unpaid', asOf: TODAY }] } as const
const ended = { endsOn: '2026-06-30' }
const about = (narrow: Partial<Audience>, ...entries: ReturnType<typeof entry>[]) =>
  entriesAbout({ ...EVERYBODY, ...narrow }, 'own', entries, TODAY)

describe('an audience', () => {
  it('is about the entries of its agency whose period runs or is to begin', () => {
    const future = entry({ startsOn: '2027-01-01', endsOn: null })
    expect(about({}, entry(), entry(ended), future, entry({ agencyId: 'other' }))).toEqual([entry(), future])
  })

  it.each([
    ['paid', entry()],
    ['unpaid', entry({ paidThrough: null })],
    ['ended', entry(ended)],
    ['future', entry({ startsOn: '2026-11-25' })],
  ] as const)('by a state is about those that stand in it: %s', (state, one) => {
    expect(about({ states: [state] }, one)).toEqual([one])
    expect(about({ states: (['paid', 'unpaid', 'ended', 'future'] as const).filter((s) => s !== state) }, one)).toEqual(
      [],
    )
  })

  it('takes as arrears only what a file has as unpaid, not what a list is silent about', () => {
    expect(about({ states: ['arrears'] }, entry({ paidThrough: null }))).toEqual([])
    expect(about({ states: ['arrears'] }, entry(unpaid))).toEqual([entry(unpaid)])
    expect(about({ states: ['unpaid'] }, entry(unpaid))).toEqual([entry(unpaid)])
  })

  it('tells nobody that cover has ended whom another list still covers', () => {
    expect(about({ states: ['ended'] }, entry(ended), entry({ agencyId: 'other' }))).toEqual([])
    expect(about({ states: ['ended'] }, entry(ended), entry({ ...ended, agencyId: 'other' }))).toEqual([entry(ended)])
  })
})
