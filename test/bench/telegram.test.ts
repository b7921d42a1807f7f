import { expect, test } from 'vitest'
import { measure } from './telegram/measure.ts'

test('the bench of Telegram still runs: each message has its reply', { timeout: 60_000 }, async () => {
  const outcomes = await measure({ chats: 20, atOnce: 4, warmUpSeconds: 0, rounds: 1, roundSeconds: 0.3 })
  expect(Object.keys(outcomes)).toHaveLength(4)
  for (const { messages, waits, seconds, cpuMicros, peakMegabytes } of Object.values(outcomes)) {
    expect(messages).toBeGreaterThan(0)
    expect(waits).toHaveLength(messages)
    for (const value of [seconds, cpuMicros, peakMegabytes, ...waits]) expect(value).toSatisfy(Number.isFinite)
  }
})
