import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Arrival, Channel, Receive } from '../../../src/channels/channel.ts'
import { accountOf } from '../../../src/channels/whatsapp-web/account.ts'
import { ABILITIES, dressed } from '../../../src/channels/whatsapp-web/dress.ts'
import { readMessage, type WebMessage } from '../../../src/channels/whatsapp-web/read-message.ts'
import { WHATSAPP_WEB, WhatsappWeb } from '../../../src/channels/whatsapp-web/whatsapp-web.ts'
import type { SpokenPrompt } from '../../../src/domain/message.ts'
import type { Reply } from '../../../src/services/converse.ts'
import { deliverDue, deliverReplies } from '../../../src/services/deliver.ts'
import { takeReceipt } from '../../../src/services/receipts.ts'
import { receive } from '../../../src/services/receive.ts'
import { BETWEEN_MESSAGES_MS, letTimePass } from '../../../src/services/simulated-network.ts'
import { type Line, type OpenLine, phoneOf, type Said } from '../transcript.ts'
import { type TestWorld, testWorld } from '../world.ts'
import { StandIn } from './stand-in.ts'

const LID = '900000000009001@lid'
/** Nothing that nobody asked for leaves sooner than this behind another. */
const GAP_MS = 120_000

/** What a person's app makes of what is said, without the address of its chat. */
function partsOf({ text, attachment, sharedPhone }: Said): { type: string; body?: string } {
  if (sharedPhone !== undefined) throw new Error('WhatsApp Web has no button that shares a phone')
  if (attachment === undefined) return { type: 'chat', body: text ?? '' }
  return { type: attachment === 'voice' ? 'ptt' : attachment }
}

/** The words as they stand in the chat: choices are numbered in them already. */
const shown = (text: string): SpokenPrompt => ({ text, choices: [] })

/** A phone with WhatsApp, by what the adapter reads and writes; no browser. */
export const mappedLine: OpenLine = async (transcript) => {
  const sent: { address: string; text: string }[] = []
  const channel: Channel = {
    ...{ name: WHATSAPP_WEB, start: async () => {}, stop: async () => {} },
    // By this way nobody is written to first; what would be said to them is tried all the same.
    abilities: { ...ABILITIES, official: true, writesFirst: true },
    state: () => ({ is: 'ready', account: '6281000009900' }),
    send: async (message) => {
      sent.push({ address: message.address, text: String(dressed(message).content) })
      return { sent: true, externalId: message.id }
    },
  }
  const world = await testWorld({ at: transcript.at, channels: [channel] })
  const number = phoneOf(transcript)
  const from = number === undefined ? LID : `${number}@c.us`
  const say = async (said: Said): Promise<Reply[]> => {
    const id = world.ids.next(world.clock.now())
    const parts = partsOf(said)
    const message: WebMessage = {
      id: { id, fromMe: false, _serialized: `false_${from}_${id}` },
      ...{ from, timestamp: Math.floor(world.clock.now().getTime() / 1000), body: '', ...parts },
    }
    const read = readMessage(message)
    if ('ignored' in read) throw new Error(`ignored: ${read.ignored}`)
    return (await receive(world, WHATSAPP_WEB, { ...read.said, ...accountOf(from)! })).replies
  }
  const look = () => sent.splice(0).flatMap(({ address, text }) => (address === (number ?? LID) ? [text] : []))
  return lineOf(world, { say, look, close: async () => {} })
}

/** A phone with WhatsApp, through the real library in a real browser. */
export const browserLine: OpenLine = async (transcript) => {
  const standIn = await StandIn.open()
  const folder = mkdtempSync(path.join(tmpdir(), 'sapa-line-'))
  const whatsapp = new WhatsappWeb({
    ...{ chromium: standIn.chromium, folder, watchMs: 500 },
    ...{ random: (bytes) => Buffer.alloc(bytes), show: () => {}, typing: () => 1 },
  })
  const world = await testWorld({ at: transcript.at, channels: [whatsapp] })
  const replied = await started(world, whatsapp, standIn)
  const number = phoneOf(transcript)
  let looked = 0
  const say = async (said: Said): Promise<Reply[]> => {
    const heard = replied()
    await standIn.let('arrive', {
      ...{ from: LID, ...(number !== undefined && { phone: `${number}@c.us` }), ...partsOf(said) },
      at: Math.floor(world.clock.now().getTime() / 1000),
    })
    return await heard
  }
  return lineOf(world, {
    say,
    look: () => {
      const sent = standIn.sent.slice(looked)
      looked += sent.length
      return sent.flatMap(({ to, body }) => (to === LID || to === `${number}@c.us` ? [body] : []))
    },
    close: async () => {
      await whatsapp.stop()
      await standIn.close()
      rmSync(folder, { recursive: true, force: true })
      if (standIn.unknown.length > 0) throw new Error(standIn.unknown[0])
    },
  })
}

/** Starts and links the channel; gives back what resolves to the replies to the next message. */
async function started(world: TestWorld, whatsapp: WhatsappWeb, standIn: StandIn): Promise<() => Promise<Reply[]>> {
  let take: (replies: Reply[]) => void = () => {}
  const hear: Receive = async (arrival: Arrival) => take((await receive(world, WHATSAPP_WEB, arrival)).replies)
  await whatsapp.start(hear, world.log, (receipt) => takeReceipt(world, { ...receipt, channel: WHATSAPP_WEB }))
  while (whatsapp.pairing() === undefined) await new Promise((done) => setTimeout(done, 20))
  await standIn.let('link')
  while (whatsapp.state().is !== 'ready') await new Promise((done) => setTimeout(done, 20))
  return () =>
    new Promise((resolve) => {
      take = resolve
    })
}

interface Ends {
  say(said: Said): Promise<Reply[]>
  look(): string[]
  close(): Promise<void>
}

function lineOf(world: TestWorld, ends: Ends): Line {
  const look = () => ends.look().map(shown)
  return {
    world,
    look,
    say: async (said) => {
      const replies = await ends.say(said)
      world.clock.pass(BETWEEN_MESSAGES_MS)
      await deliverReplies(world, replies)
      // The stand-in tells a moment later what it was given.
      await new Promise((done) => setTimeout(done, 30))
      return look()
    },
    wait: async (ms) => {
      await letTimePass(world, world.clock, ms)
      // Of those who are written to unasked each waits for the one before.
      do world.clock.pass(GAP_MS)
      while ((await deliverDue(world)) > 0)
      return look()
    },
    close: async () => {
      await ends.close()
      await world.database.close()
    },
  }
}
