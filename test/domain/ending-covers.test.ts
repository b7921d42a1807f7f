import { describe, expect, it } from 'vitest'
import { type EndingEntry, endingsOf } from '../../src/domain/ending-covers.ts'

const entry = (startsOn: string, endsOn: string | null, over: Partial<EndingEntry> = {}): EndingEntry => ({
  ...{ workerId: 'worker', agencyId: 'agency', funding: 'apbd', startsOn, endsOn },
  ...over,
})
const told = (...entries: EndingEntry[]) =>
  endingsOf(entries, '2026-10-01', '2026-10-31').map(({ kind, month, funding }) => [kind, month, funding])

describe('the cover of a person on one list', () => {
  it.each([
    ['2026-09-30', []],
    ['2026-10-01', [['lapsed', '2026-10', 'apbd']]],
    ['2026-10-31', [['lapsed', '2026-10', 'apbd']]],
    ['2026-11-01', [['due', '2026-11', 'apbd']]],
    ['2027-01-29', [['due', '2027-01', 'apbd']]],
    ['2027-01-30', []],
    [null, []],
  ])('that ends on %s is told as %j', (endsOn, expected) => expect(told(entry('2026-01-01', endsOn))).toEqual(expected))

  it('has neither lapsed nor to be decided where it goes on', () => {
    expect(told(entry('2026-01-01', '2026-10-15'), entry('2026-10-16', null))).toEqual([])
    expect(told(entry('2026-01-01', '2026-12-31'), entry('2027-01-01', '2027-12-31'))).toEqual([])
    expect(told(entry('2026-01-01', '2026-10-15'), entry('2026-05-01', '2027-06-30'))).toEqual([])
  })

  it('has lapsed though it begins anew days later, and may end again', () => {
    expect(told(entry('2026-01-01', '2026-10-10'), entry('2026-10-20', '2026-12-31', { funding: 'dbhcht' }))).toEqual([
      ['lapsed', '2026-10', 'apbd'],
      ['due', '2026-12', 'dbhcht'],
    ])
  })

  it('ends once where two entries end together', () => {
    expect(
      told(entry('2026-01-01', '2026-12-31'), entry('2026-02-01', '2026-12-31', { funding: 'dbhcht' })),
    ).toHaveLength(1)
  })
})
