import { WhatsappCloud } from '../../../src/channels/whatsapp-cloud/whatsapp-cloud.ts'
import type { SpokenPrompt } from '../../../src/domain/message.ts'
import { openWords } from '../../../src/i18n/say.ts'
import type { Reply } from '../../../src/services/converse.ts'
import { deliverAllDue, deliverReplies } from '../../../src/services/deliver.ts'
import { takeReceipt } from '../../../src/services/receipts.ts'
import { receive } from '../../../src/services/receive.ts'
import { BETWEEN_MESSAGES_MS, letTimePass } from '../../../src/services/simulated-network.ts'
import { templateLanguage, templateWords } from '../../../src/services/template-words.ts'
import { type OpenLine, phoneOf, type Said } from '../transcript.ts'
import { testWorld } from '../world.ts'
import { CLOUD, type CloudBody, GraphApi, type Sent } from './graph-api.ts'
import { choicesOf, Person, post, told } from './person.ts'

const PAIR_MS = 6000
const USER_ID = 'ID.13491208655302741918'

/** A phone with WhatsApp, through the real adapter and a stand-in of Meta that has approved the words of first notices. */
export const cloudLine: OpenLine = async (transcript) => {
  const api = await GraphApi.open()
  approveFirstWords(api)
  const cloud = new WhatsappCloud({ ...CLOUD, apiRoot: api.url, choose: 'Pilih' })
  const world = await testWorld({ at: transcript.at, channels: [cloud] })
  const number = phoneOf(transcript)
  const person = new Person(api, { ...(number !== undefined && { phone: number }), userId: USER_ID })
  const replies: Reply[] = []
  await cloud.start(
    async (arrival) => void replies.push(...(await receive(world, cloud.name, arrival)).replies),
    world.log,
    (receipt) => takeReceipt(world, { ...receipt, channel: cloud.name }),
  )
  while (cloud.state().is !== 'ready') await new Promise((done) => setTimeout(done, 2))
  const seconds = () => Math.floor(world.clock.now().getTime() / 1000)
  const posted = async (body: object) => {
    const { status } = await cloud.hook(post(body))
    if (status !== 200) throw new Error(`the hook answered ${status}`)
  }
  let seen = 0
  const unread: Sent[] = []
  const look = () => {
    const news = api.sentTo(person).slice(seen)
    seen += news.length
    unread.push(...news)
    return news.map(({ body }) => shown(api, body))
  }
  return {
    world,
    look,
    say: async (said) => {
      // Whoever writes has read what came before.
      for (const message of unread.splice(0)) await posted(told(message, { status: 'read', at: seconds() }))
      await posted(person.sends(partsOf(said), seconds()))
      world.clock.pass(BETWEEN_MESSAGES_MS)
      await deliverReplies(world, replies.splice(0))
      return look()
    },
    wait: async (ms) => {
      await letTimePass(world, world.clock, ms)
      // Of two messages to one person the second waits six seconds.
      world.clock.pass(PAIR_MS)
      await deliverAllDue(world)
      return look()
    },
    close: async () => {
      await cloud.stop()
      await world.database.close()
      await api.close()
      if (api.faulty.length > 0) throw new Error(api.faulty[0])
    },
  }
}

/** Meta has approved the words that `sapa templates words` prints. */
export function approveFirstWords(api: GraphApi): void {
  api.templates = templateWords(openWords()).map(({ name, locale, body, buttons }) => ({
    ...{ name, language: templateLanguage(locale), status: 'APPROVED', category: 'UTILITY' },
    components: [
      { type: 'BODY', text: body },
      { type: 'BUTTONS', buttons: buttons.map((text) => ({ type: 'QUICK_REPLY', text })) },
    ],
  }))
}

const KINDS = { voice: 'audio', image: 'image', sticker: 'sticker', location: 'location' } as const

function partsOf({ text, attachment, sharedPhone }: Said): object {
  if (sharedPhone !== undefined)
    return { type: 'contacts', origin: 'contact_request', contacts: [{ phones: [{ phone: sharedPhone }] }] }
  if (attachment !== undefined) {
    const type = KINDS[attachment as keyof typeof KINDS]
    return { type, [type]: { id: '77', mime_type: 'x/y', sha256: 'x' } }
  }
  return { type: 'text', text: { body: text } }
}

/** A message as its person sees it: words, and below them what can be tapped. */
export function shown(api: GraphApi, body: CloudBody): SpokenPrompt {
  const choices = choicesOf(body).choices.map(({ id, title }) => ({ value: id, label: title.replace(/^\d+\. /, '') }))
  if (body.template) return shownTemplate(api, body.template)
  return { text: body.interactive?.body.text ?? body.text?.body ?? '', choices }
}

function shownTemplate(
  api: GraphApi,
  { name, language, components = [] }: NonNullable<CloudBody['template']>,
): SpokenPrompt {
  const template = api.templates.find((one) => one.name === name && one.language === language.code)!
  const values = components.find(({ type }) => type === 'body')?.parameters.map(({ text }) => text!) ?? []
  const text = template.components[0]!.text!.replace(/\{\{(\d+)\}\}/g, (_, n: string) => values[Number(n) - 1]!)
  const buttons = template.components.flatMap((component) => component.buttons ?? [])
  return { text, choices: buttons.map(({ text }) => ({ value: '', label: text! })) }
}
