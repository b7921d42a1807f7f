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

it('a wait ends with its last minute', () => {
  const locked = { failures: 5, lockedUntil: after(15) }
  expect([isLocked(locked, after(14.99)), isLocked(locked, after(15))]).toEqual([true, false])
})

it('whoever has not failed is not locked', () => {
  expect(isLocked(undefined, NOW)).toBe(false)
  expect(isLocked({ failures: 4, lockedUntil: null }, NOW)).toBe(false)
})
