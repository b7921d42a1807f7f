import { expect, test } from 'vitest'
import { measure } from './import/measure.ts'

test('the bench of imports still runs: lists are taken in while chats are answered', { timeout: 60_000 }, async () => {
  const { lists, chats } = await measure({ lists: [60, 140], contacts: 10, restMs: 5 })
  expect(lists.map(({ rows, applied, doubtful }) => [rows, applied + doubtful])).toEqual([
    [60, 60],
    [140, 140],
  ])
  for (const { judgeSeconds, applySeconds, peakMegabytes } of lists)
    for (const value of [judgeSeconds, applySeconds, peakMegabytes]) expect(value).toSatisfy(Number.isFinite)
  expect(chats.messages).toBeGreaterThan(0)
})
