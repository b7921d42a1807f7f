import { expect, it } from 'vitest'
import { readDuration } from '../../src/domain/duration.ts'

const DAY = 86_400_000

it.each([
  ['P21D', 21 * DAY],
  ['P2W', 14 * DAY],
  ['P1W2D', 9 * DAY],
  ['PT30M', 30 * 60_000],
  ['PT1H30M5S', 5_405_000],
  ['P1DT12H', 1.5 * DAY],
  ['P0D', 0],
])('%s is %i milliseconds', (text, ms) => {
  expect(readDuration(text)).toBe(ms)
})

it.each(['', 'P', 'PT', 'P1DT', '21D', 'P-1D', 'P1.5D', 'P1Y', 'P1M', 'PT5', 'p21d', 'P21D ', 'tiga hari'])(
  '%j is none',
  (text) => {
    expect(readDuration(text)).toBeUndefined()
  },
)
