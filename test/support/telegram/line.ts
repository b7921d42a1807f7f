import { Telegram } from '../../../src/channels/telegram/telegram.ts'
import type { SpokenPrompt } from '../../../src/domain/message.ts'
import type { Reply } from '../../../src/services/converse.ts'
import { deliverReplies } from '../../../src/services/deliver.ts'
import { receive } from '../../../src/services/receive.ts'
import { BETWEEN_MESSAGES_MS, letTimePass } from '../../../src/services/simulated-network.ts'
import type { OpenLine, Said } from '../transcript.ts'
import { testWorld } from '../world.ts'
import { BotApi, type Shown, TOKEN } from './bot-api.ts'
import { Person } from './person.ts'

/** A phone with Telegram, through the real adapter and a stand-in of the Bot API. */
export const telegramLine: OpenLine = async (transcript) => {
  const api = await BotApi.open()
  const telegram = new Telegram({
    ...{ token: TOKEN, apiRoot: api.url, webhookSecret: undefined, publicUrl: 'https://sapa.example' },
    commands: [{ command: 'menu', description: 'Menu utama' }],
  })
  const world = await testWorld({ at: transcript.at, channels: [telegram] })
  const person = new Person(api, 8_100_000_001)
  const replies: Reply[] = []
  let heard = () => {}
  await telegram.start(async (arrival) => {
    replies.push(...(await receive(world, telegram.name, arrival)).replies)
    heard()
  }, world.log)
  let seen = 0
  const look = () => {
    const news = person.sees().slice(seen)
    seen += news.length
    return news.map(prompt)
  }
  return {
    world,
    look,
    say: async (said) => {
      const taken = new Promise<void>((resolve) => (heard = resolve))
      person.sends(partsOf(said, person))
      await taken
      world.clock.pass(BETWEEN_MESSAGES_MS)
      await deliverReplies(world, replies.splice(0))
      return look()
    },
    wait: async (ms) => {
      await letTimePass(world, world.clock, ms)
      return look()
    },
    close: async () => {
      await telegram.stop()
      await world.database.close()
      await api.close()
      if (api.faulty.length > 0) throw new Error(api.faulty[0])
    },
  }
}

const media = { file_id: 'AgAD', file_unique_id: 'AQAD' }
const ATTACHED = {
  voice: { voice: { ...media, duration: 4 } },
  image: { photo: [{ ...media, width: 90, height: 51 }] },
  sticker: { sticker: { ...media, emoji: '👍' } },
  location: { location: { latitude: -7.75, longitude: 113.21 } },
} as const

function partsOf({ text, attachment, sharedPhone }: Said, { id }: Person): Parameters<Person['sends']>[0] {
  if (sharedPhone !== undefined) return { contact: { phone_number: sharedPhone, first_name: 'Budi', user_id: id } }
  if (attachment !== undefined) return ATTACHED[attachment as keyof typeof ATTACHED] as never
  return { text: text ?? '' }
}

/** A message as its person sees it: words, and below them what can be tapped. */
function prompt({ text, reply_markup: markup }: Shown): SpokenPrompt {
  const lines = [...(markup?.inline_keyboard ?? []), ...(markup?.keyboard ?? [])].flat()
  const phoneButton = markup?.keyboard?.flat().find(({ request_contact }) => request_contact)?.text
  const choices = lines
    .filter((line) => !('request_contact' in line))
    .map((line) => ({ value: '', label: line.text.replace(/^\d+\. /, '') }))
  return {
    ...{ text, choices },
    ...(phoneButton !== undefined && { phoneButton }),
    ...(markup?.remove_keyboard && { closesPhoneButton: true }),
  }
}
