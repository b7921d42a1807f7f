import { serveParent } from '../bench/child.ts'
import { BotApi } from '../support/telegram/bot-api.ts'

// Telegram's side in a process of its own, so that no kill reaches it: it counts every message that it has accepted.
const api = await BotApi.open()
const accepted = new Map<number, number>()
let messages = 0
api.onShown = ({ chat }) => {
  messages++
  accepted.set(chat, (accepted.get(chat) ?? 0) + 1)
}

serveParent(
  {
    url: () => api.url,
    messages: () => messages,
    accepted: () => [...accepted],
    faults: () => api.faulty,
  },
  () => api.close(),
)
