import { expect, it } from 'vitest'
import {
  afterSend,
  isUnacknowledged,
  restFor,
  TRUSTED,
  type Unacknowledged,
  whileTried,
} from '../../src/domain/unacknowledged.ts'

const TEN_MINUTES = 600_000
const after = (sends: readonly boolean[], at = 1000) =>
  sends.reduce((known: Unacknowledged, isConfirmed) => afterSend(known, isConfirmed, at), TRUSTED)

it('stops after three in a row that were not confirmed, whatever was before', () => {
  expect(isUnacknowledged(after([false, false]))).toBe(false)
  expect(isUnacknowledged(after([false, false, true, false, false]))).toBe(false)
  expect(isUnacknowledged(after([true, false, false, false]))).toBe(true)
})

it('lets one through after ten minutes, and rests again where that is not confirmed either', () => {
  const stopped = after([false, false, false])
  expect([restFor(TRUSTED, 0), restFor(stopped, 1000), restFor(stopped, 1000 + TEN_MINUTES)]).toEqual([
    0,
    TEN_MINUTES,
    0,
  ])
  expect(restFor(whileTried(stopped, 1000 + TEN_MINUTES), 1000 + TEN_MINUTES)).toBe(TEN_MINUTES)
  expect(whileTried(TRUSTED, 5)).toEqual(TRUSTED)
  const again = afterSend(stopped, false, 1000 + TEN_MINUTES)
  expect(restFor(again, 1000 + TEN_MINUTES)).toBe(TEN_MINUTES)
  expect(afterSend(again, true, 0)).toEqual(TRUSTED)
})
