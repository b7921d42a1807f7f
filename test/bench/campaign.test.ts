import { expect, test } from 'vitest'
import { measure } from './campaign/measure.ts'

test('the bench of campaigns still runs: what is sent has its receipt while chats are answered', {
  timeout: 60_000,
}, async () => {
  const { freezing, sending } = await measure({ persons: 600, send: 500, talkers: 2, restMs: 20 })
  for (const { perSecond, barePerSecond, peakMegabytes } of [freezing, sending])
    for (const value of [perSecond, barePerSecond, peakMegabytes]) expect(value).toSatisfy(Number.isFinite)
  expect(sending.messages).toBeGreaterThan(0)
  expect(sending.replies.length + freezing.replies.length).toBeGreaterThan(0)
})
