import { expect, it } from 'vitest'
import { type Attempts, afterFailure, isLocked } from '../../src/domain/proof.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

it('four tries may fail without a wait; then waits grow from a quarter of an hour to a day, and stay there', () => {
  const waits: (number | null)[] = []
  let attempts: Attempts | undefined
  for (let n = 0; n < 10; n++) {
    attempts = afterFailure(attempts, NOW)
    waits.push(attempts.lockedUntil && (attempts.lockedUntil.getTime() - NOW.getTime()) / 60_000)
  }
  expect(waits).toEqual([null, null, null, null, 15, 60, 240, 1440, 1440, 1440])
  expect(attempts?.failures).toBe(10)
})

it('a month without a failure forgives the earlier ones; a day less does not', () => {
  const days = (n: number) => after(n * 24 * 60)
  const failed = { failures: 9, lockedUntil: days(1), lastAt: NOW }
  expect(afterFailure(failed, days(29))).toMatchObject({ failures: 10, lockedUntil: days(30) })
  expect(afterFailure(failed, days(30))).toEqual({ failures: 1, lockedUntil: null, lastAt: days(30) })
})

it('a wait ends with its last minute', () => {
  const locked = { failures: 5, lockedUntil: after(15), lastAt: NOW }
  expect([isLocked(locked, after(14.99)), isLocked(locked, after(15))]).toEqual([true, false])
})

it('whoever has not failed is not locked', () => {
  expect(isLocked(undefined, NOW)).toBe(false)
  expect(isLocked({ failures: 4, lockedUntil: null, lastAt: NOW }, NOW)).toBe(false)
})
