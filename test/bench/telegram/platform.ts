import { performance } from 'node:perf_hooks'
import { BotApi } from '../../support/telegram/bot-api.ts'
import { Person } from '../../support/telegram/person.ts'
import { serveParent } from '../child.ts'

// Telegram's side in a process of its own: the stand-in, and the people in their chats with the bot.
const { CHATS, AT_ONCE, ROUND_SECONDS, WARM_UP_SECONDS } = process.env

// Each leads to another place and has one reply, as an echo has.
const WALK = ['5', 'menu', '1', 'menu']
const PATIENCE_MS = 15_000

/** What was measured on the outside of a bot. */
export interface Measured {
  messages: number
  seconds: number
  /** From a message that was sent to its reply that was shown, in milliseconds. */
  waits: number[]
}

const api = await BotApi.open()
const replied = new Map<number, () => void>()
let stray = 0
api.onShown = ({ chat }) => {
  if (!replied.has(chat)) stray++
  replied.get(chat)?.()
  replied.delete(chat)
}
const talkers = Array.from({ length: Number(CHATS) }, (_, n) => ({
  person: new Person(api, 8_100_000_000 + n),
  said: 0,
}))

async function say(person: Person, text: string): Promise<number> {
  const before = performance.now()
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('a message had no reply')), PATIENCE_MS)
    replied.set(person.id, () => {
      clearTimeout(late)
      resolve()
    })
    person.says(text)
  })
  return performance.now() - before
}

/** Lets everybody be greeted once; a greeting may be two messages, which are let pass. */
async function begin(): Promise<void> {
  await Promise.all(talkers.map(({ person }) => say(person, 'menu')))
  await new Promise((done) => setTimeout(done, 1000))
  stray = 0
}

async function run(seconds: number): Promise<Measured> {
  const waits: number[] = []
  const from = performance.now()
  const lane = async () => {
    while (performance.now() - from < seconds * 1000) {
      const talker = talkers.shift()!
      waits.push(await say(talker.person, WALK[talker.said++ % WALK.length]!))
      talkers.push(talker)
    }
  }
  await Promise.all(Array.from({ length: Number(AT_ONCE) }, lane))
  return { messages: waits.length, seconds: (performance.now() - from) / 1000, waits }
}

serveParent(
  {
    url: () => api.url,
    warmUp: async () => {
      await begin()
      await run(Number(WARM_UP_SECONDS))
    },
    round: () => run(Number(ROUND_SECONDS)),
    faults: () => [...api.faulty, ...(stray > 0 ? [`${stray} replies that nobody waited for`] : [])],
  },
  () => api.close(),
)
