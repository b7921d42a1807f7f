import { expect, test } from 'vitest'
import { HOSTS, measure } from './turns/measure.ts'

test('the bench of turns still runs: each message is answered, and read', { timeout: 60_000 }, async () => {
  const { hosts, replies, spent } = await measure({
    ...{ contacts: 40, connections: 4 },
    ...{ warmUpSeconds: 0, rounds: 1, roundSeconds: 0.2, profileSeconds: 0.2 },
  })
  for (const host of HOSTS) {
    const { messages, waits, seconds, peakMegabytes } = hosts[host]
    expect(messages).toBeGreaterThan(0)
    expect(waits).toHaveLength(messages)
    for (const value of [seconds, peakMegabytes, ...waits]) expect(value).toSatisfy(Number.isFinite)
  }
  expect(replies.carried).toBeGreaterThan(hosts.sapa.messages)
  expect(replies.unread).toBe(0)
  for (const micros of Object.values(spent)) expect(micros).toSatisfy(Number.isFinite)
})
