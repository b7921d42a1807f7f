import { CALL_MS, within } from './fault.ts'
import type { Client, Message } from './library.ts'
import { nowInPage } from './page-calls.ts'

/** Who has waited longer for an answer has found another way, or had one on the phone. */
const OLDEST_MS = 24 * 3_600_000
const MOST_CHATS = 200
const MOST_IN_A_CHAT = 20

/** What has come in while nobody was there and is unread still, oldest first: of it the library says nothing by itself. */
export async function unread(client: Client): Promise<Message[]> {
  const since = ((await nowInPage(client)) - OLDEST_MS) / 1000
  const chats = await within(CALL_MS, client.getChats())
  const waiting = chats.filter(({ isGroup, unreadCount }) => !isGroup && unreadCount > 0).slice(0, MOST_CHATS)
  const found: Message[] = []
  for (const chat of waiting) {
    const limit = Math.min(chat.unreadCount, MOST_IN_A_CHAT)
    found.push(...(await within(CALL_MS, chat.fetchMessages({ limit, fromMe: false }))))
  }
  return found.filter(({ timestamp }) => timestamp >= since).sort((a, b) => a.timestamp - b.timestamp)
}
