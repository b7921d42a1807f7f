import { expect, it } from 'vitest'
import { visible } from '../../src/domain/visible.ts'

it.each([
  ['Sri\u0000 Wahyuni', 'Sri Wahyuni'],
  ['Sri\nWahyuni', 'Sri Wahyuni'],
  ['\u202eanirS', 'anirS'],
  ['Sri\u200b\u200dWahyuni', 'Sri Wahyuni'],
  ['\u001b[31mSri', '[31mSri'],
  ['  Ｓri   Wahyuni ', 'Sri Wahyuni'],
  ['\u2028\u200f', ''],
])('%j is seen as %j', (typed, seen) => {
  expect(visible(typed)).toBe(seen)
})
