import { describe, expect, it } from 'vitest'
import { allowance, careFor, gap, isUnanswered } from '../../src/domain/caution.ts'

const DAY_MS = 86_400_000
const NOW = new Date('2026-11-24T02:00:00Z')
const daysAgo = (days: number) => NOW.getTime() - days * DAY_MS

describe('the warm-up of an account', () => {
  const warmUp = [10, 20, 50]

  it.each([
    [undefined, 10],
    [0, 10],
    [0.9, 10],
    [1, 20],
    [2, 50],
    [400, 50],
    // A clock that was set back is no licence.
    [-3, 10],
  ])('%s days after the first message lets %i leave in a day', (days, most) => {
    expect(allowance({ warmUp }, days === undefined ? undefined : daysAgo(days), NOW)).toBe(most)
  })

  it('lets nothing leave where there is no plan', () => {
    expect(allowance({ warmUp: [] }, undefined, NOW)).toBe(0)
  })

  it('begins anew with another account, and keeps what an officer is to look at', () => {
    const care = { account: 'a', since: daysAgo(9), nextAt: 5, resumedAt: 3, halt: { why: 'unlinked', at: 1 } } as const
    expect(careFor(care, 'a')).toBe(care)
    expect(careFor(care, 'b')).toEqual({ account: 'b', nextAt: 5, halt: { why: 'unlinked', at: 1 } })
  })
})

it('the gap between two messages lies between its bounds', () => {
  const gapMs = { least: 45_000, most: 120_000 }
  expect([0, 0.5, 1].map((draw) => gap({ gapMs }, draw))).toEqual([45_000, 82_500, 120_000])
})

describe('whether too few answer', () => {
  const watch = { of: 30, withinMs: 1, leastShare: 0.1 }

  it.each([
    [29, 0, false],
    [30, 2, true],
    [30, 3, false],
  ])('of %i asked %i have answered: %s', (asked, answered, isSo) => {
    expect(isUnanswered(watch, { asked, answered })).toBe(isSo)
  })
})
