import { expect, test } from 'vitest'
import { measure } from './whatsapp/measure.ts'

test('the bench of WhatsApp still runs: nothing that was posted is lost', { timeout: 60_000 }, async () => {
  const { messages, refused, replies, stored } = await measure({ chats: 50, perSecond: 50, seconds: 1 })
  expect(messages).toBe(50)
  expect(refused).toBe(0)
  expect(stored).toEqual({ inbound: 50, sent: replies, delivered: replies, open: 0 })
})
