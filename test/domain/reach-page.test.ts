import { describe, expect, it } from 'vitest'
import {
  cellIn,
  closePage,
  countsIn,
  dayIn,
  dayNumber,
  type Fact,
  isSamePage,
  kindBit,
  kindsIn,
  OPEN_END,
  openPage,
  pageFrom,
  pageOf,
  personIn,
  withFacts,
} from '../../src/domain/reach-page.ts'

const fact = (over: Partial<Fact> = {}): Fact => ({
  ...{ person: 0, cell: 0, day: dayNumber('2026-11-24'), kinds: kindBit('read'), counts: true },
  ...over,
})

describe('a page of the ledger', () => {
  it('is shared by 64 neighbours', () => {
    expect([0, 63, 64, 127, 9_999_999].map(pageOf)).toEqual([0, 0, 1, 1, 156_249])
  })

  it.each([
    ['the last person and a large cell', { person: 63, cell: 2 ** 25 }],
    ['the first day of the calendar', { day: dayNumber('0001-01-01') }],
    ['the last day of the calendar', { day: dayNumber('9999-12-31') }],
    ['every kind', { kinds: 255 }],
    ['an entry that does not count', { counts: false }],
  ])('keeps %s', (_, over) => {
    const whole = fact(over)
    const kept = openPage(closePage(pageFrom([whole], [])))!
    const [first, second] = kept.facts as unknown as [number, number]
    const what = { day: dayIn(second), kinds: kindsIn(second), counts: countsIn(second) }
    expect({ person: personIn(first), cell: cellIn(first), ...what }).toEqual(whole)
  })

  it('keeps several kinds of one person, day and cell as one, and nothing else', () => {
    const sent = fact({ kinds: kindBit('sent') })
    expect(pageFrom([fact(), sent, fact()], []).facts).toHaveLength(2)
    for (const other of [{ person: 1 }, { cell: 1 }, { day: 1 }, { counts: false }])
      expect(pageFrom([fact(), fact(other)], []).facts).toHaveLength(4)
  })

  it('keeps spells, and takes facts in later', () => {
    const spell = { person: 5, cell: 3, from: -400, to: OPEN_END }
    const before = openPage(closePage(pageFrom([fact()], [spell])))!
    const after = withFacts(before, [fact({ kinds: kindBit('sent') }), fact({ person: 1 })])
    const both = fact({ kinds: kindBit('sent') | kindBit('read') })
    expect(isSamePage(after, pageFrom([fact({ person: 1 }), both], [spell]))).toBe(true)
    expect(isSamePage(after, pageFrom([both], [spell]))).toBe(false)
    expect(isSamePage(after, pageFrom([fact({ person: 1 }), both], []))).toBe(false)
  })

  it('is read wherever its bytes lie, and not where it was written in another layout', () => {
    const body = closePage(pageFrom([fact()], [{ person: 0, cell: 0, from: 1, to: 2 }]))
    const shifted = new Uint8Array(body.length + 1)
    shifted.set(body, 1)
    expect(openPage(shifted.subarray(1))).toEqual(openPage(body))
    expect(openPage(new Uint8Array(0))).toBeUndefined()
    expect(openPage(Buffer.from(Int32Array.of(2, 0).buffer))).toBeUndefined()
  })
})
