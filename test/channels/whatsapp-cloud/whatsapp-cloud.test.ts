import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Arrival, Outgoing, Receipt } from '../../../src/channels/channel.ts'
import { WhatsappCloud } from '../../../src/channels/whatsapp-cloud/whatsapp-cloud.ts'
import { openLog } from '../../../src/config/log.ts'
import { StoreError } from '../../../src/store/work.ts'
import { freePort } from '../../support/free-port.ts'
import { CLOUD, GraphApi, refusal } from '../../support/whatsapp/graph-api.ts'
import { Person, payload, post } from '../../support/whatsapp/person.ts'

let api: GraphApi
let cloud: WhatsappCloud
let budi: Person
let heard: Arrival[]
let receipts: Receipt[]
let logged: [level: string, what: object, message: string][]
let take: (arrival: Arrival) => Promise<void>

beforeEach(async () => {
  api = await GraphApi.open()
  budi = new Person(api, { phone: '6281000009001' })
  heard = []
  receipts = []
  logged = []
  take = async () => {}
  cloud = open()
})
afterEach(async () => {
  await cloud.stop()
  await api.close()
  expect(api.faulty).toEqual([])
})

function open(more: { apiRoot?: string; accountId?: undefined; watchMs?: number } = {}): WhatsappCloud {
  return new WhatsappCloud({ ...CLOUD, apiRoot: api.url, choose: 'Pilih', ...more })
}

async function start(): Promise<void> {
  const log = (level: string) => (what: object, message: string) => void logged.push([level, what, message])
  await cloud.start(
    async (arrival) => {
      await take(arrival)
      heard.push(arrival)
    },
    { info: log('info'), warn: log('warn'), error: log('error') },
    async (receipt) => void receipts.push(receipt),
  )
  await expect.poll(() => cloud.state().is).not.toBe('starting')
}

const outgoing = (text: string, more: Partial<Outgoing> = {}): Outgoing => ({
  ...{ id: '0199aaaa-0000-7000-8000-000000000001', address: '6281000009001', prompt: { text, choices: [] } },
  ...more,
})

describe('the hook', () => {
  beforeEach(start)
  const asked = (query: Record<string, string>) => cloud.hook({ method: 'GET', query, headers: {}, body: Buffer.of() })

  it('answers the challenge of whoever knows the word, and nobody else', async () => {
    const query = { 'hub.mode': 'subscribe', 'hub.verify_token': CLOUD.verifyToken, 'hub.challenge': '1158201444' }
    expect(await asked(query)).toEqual({ status: 200, type: 'text/plain', body: '1158201444' })
    expect(await asked({ ...query, 'hub.verify_token': 'wrong' })).toEqual({ status: 403 })
    expect(await asked({ ...query, 'hub.mode': 'other' })).toEqual({ status: 403 })
    expect(await asked({})).toEqual({ status: 403 })
  })

  it('takes what Meta has signed', async () => {
    expect(await cloud.hook(post(budi.says('halo', 1_795_000_000)))).toEqual({ status: 200 })
    expect(heard).toMatchObject([{ address: '6281000009001', text: 'halo' }])
  })

  it.each<[string, (given: ReturnType<typeof post>) => object]>([
    ['another secret', ({ body }) => post(body.toString(), 'another')],
    ['no signature', ({ headers: _, ...others }) => ({ ...others, headers: {} })],
    ['half a signature', (given) => ({ ...given, headers: { 'x-hub-signature-256': 'sha256=' } })],
    ['a signature of other bytes', (given) => ({ ...given, body: Buffer.concat([given.body, Buffer.from(' ')]) })],
  ])('refuses %s', async (_, forge) => {
    const forged = forge(post(budi.says('halo', 1_795_000_000))) as ReturnType<typeof post>
    expect(await cloud.hook(forged)).toEqual({ status: 401 })
    expect(heard).toEqual([])
  })

  it.each(['{"object":"whatsapp_business_account","entry":[{"id"', '', 'null', '[]', '{"object":"page","entry":[]}'])(
    'refuses %j, though it is signed',
    async (body) => {
      expect(await cloud.hook(post(body))).toEqual({ status: 400 })
    },
  )

  it('confirms nothing that could not be stored', async () => {
    const busy = new StoreError('store.busy', new Error('held'))
    take = async () => {
      throw busy
    }
    await expect(cloud.hook(post(budi.says('halo', 1)))).rejects.toBe(busy)
  })

  it('hands on what became of messages', async () => {
    const status = { id: 'wamid.OURS', status: 'read', timestamp: '1795000000', recipient_id: '6281000009001' }
    expect(await cloud.hook(post(payload({ statuses: [status] })))).toEqual({ status: 200 })
    expect(receipts).toEqual([{ message: { theirs: 'wamid.OURS' }, at: new Date(1_795_000_000_000), kind: 'read' }])
  })

  it('takes no other method', async () => {
    expect(await cloud.hook({ ...post('{}'), method: 'PUT' })).toEqual({ status: 405 })
  })
})

describe('the beginning', () => {
  it('asks for the number, its limits and the templates, page by page', async () => {
    api.templates = Array.from({ length: 5 }, (_, n) => ({
      ...{ name: `t${n}`, language: 'id', status: 'APPROVED', category: 'UTILITY' },
      components: [{ type: 'BODY', text: `Kabar ${n}.` }],
    }))
    await start()
    expect(cloud.state()).toEqual({ is: 'ready', account: '+62 810-0000-9999' })
    expect(cloud.abilities).toMatchObject({ perSecond: 70, perDay: 10_000, official: true, writesFirst: true })
    expect(api.calls.filter((call) => call.includes('message_templates'))).toHaveLength(3)
    expect(cloud.opens({ text: 'Kabar 4.', choices: [] })).toBe(true)
    expect(cloud.opens({ text: 'Kabar 5.', choices: [] })).toBe(false)
  })

  it('learns the account from the first post where nobody has given it', async () => {
    api.templates = [
      {
        name: 't',
        language: 'id',
        status: 'APPROVED',
        category: undefined,
        components: [{ type: 'BODY', text: 'Kabar.' }],
      },
    ]
    cloud = open({ accountId: undefined })
    await start()
    expect(cloud.opens({ text: 'Kabar.', choices: [] })).toBe(false)
    await cloud.hook(post(budi.says('halo', 1)))
    await expect.poll(() => cloud.opens({ text: 'Kabar.', choices: [] })).toBe(true)
  })

  it('asks again when Meta has news of the templates', async () => {
    await start()
    api.templates = [
      {
        name: 't',
        language: 'id',
        status: 'APPROVED',
        category: undefined,
        components: [{ type: 'BODY', text: 'Kabar.' }],
      },
    ]
    await cloud.hook(post(payload({ event: 'APPROVED' }, 'message_template_status_update')))
    await expect.poll(() => cloud.opens({ text: 'Kabar.', choices: [] })).toBe(true)
  })

  it('goes on trying where Meta cannot be reached, and says so once', async () => {
    cloud = open({ apiRoot: `http://127.0.0.1:${await freePort()}` })
    await start()
    await new Promise((done) => setTimeout(done, 700))
    expect(logged).toEqual([['error', { channel: 'whatsapp', failure: 'ECONNREFUSED' }, expect.any(String)]])
  })

  it('says what to do where we are refused, asks nothing for single messages then, and is back by itself', async () => {
    api.isRefused = true
    await start()
    expect(cloud.state()).toMatchObject({ is: 'lost', why: expect.stringContaining('WHATSAPP_CLOUD_TOKEN') })
    expect(await cloud.send(outgoing('halo'))).toMatchObject({ because: 'retry', free: true, unauthorised: true })
    expect(api.calls.filter((call) => call.startsWith('POST'))).toEqual([])
    api.isRefused = false
    await expect.poll(() => cloud.state().is, { timeout: 5000 }).toBe('ready')
    expect(await cloud.send(outgoing('halo'))).toMatchObject({ sent: true })
  })
})

describe('sending', () => {
  beforeEach(start)

  it('is done when Meta has taken it', async () => {
    expect(await cloud.send(outgoing('Halo'))).toEqual({ sent: true, externalId: api.sent[0]!.id })
    expect(api.sent[0]!.body).toMatchObject({ to: '6281000009001', text: { body: 'Halo' } })
  })

  it('asks nothing more while Meta wants to hear nothing', async () => {
    api.fault({ does: refusal(130429, 429) })
    expect(await cloud.send(outgoing('a'))).toMatchObject({ because: 'retry', afterMs: 2000, free: true })
    expect(await cloud.send(outgoing('b'))).toMatchObject({ because: 'retry', free: true })
    expect(api.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1)
  })

  it('keeps nobody else waiting where one person has had too much', async () => {
    api.fault({ to: '6281000009001', does: refusal(131056) })
    expect(await cloud.send(outgoing('a'))).toEqual({ sent: false, because: 'retry', afterMs: 6000, free: true })
    expect(await cloud.send(outgoing('b', { address: '6281000009002' }))).toMatchObject({ sent: true })
  })

  it.each(['reset before', 'reset after'] as const)('is in doubt where the answer is missing: %s', async (does) => {
    api.fault({ does })
    expect(await cloud.send(outgoing('a'))).toEqual({ sent: false, because: 'unknown', failure: 'noAnswer' })
  })

  it('is in doubt where the answer is none', async () => {
    api.fault({ does: { status: 200, body: { messaging_product: 'whatsapp' } } })
    expect(await cloud.send(outgoing('a'))).toMatchObject({ because: 'unknown' })
  })

  it('to a closed chat says only what is approved', async () => {
    expect(await cloud.send(outgoing('Kabar.', { isClosed: true }))).toMatchObject({
      because: 'deferred',
      failure: 'windowClosed',
    })
    api.templates = [
      {
        name: 'kabar',
        language: 'id',
        status: 'APPROVED',
        category: undefined,
        components: [{ type: 'BODY', text: 'Kabar {{1}}.' }],
      },
    ]
    await cloud.hook(post(payload({}, 'message_template_status_update')))
    await expect.poll(() => cloud.opens({ text: 'Kabar kota.', choices: [] })).toBe(true)
    expect(await cloud.send(outgoing('Kabar kota.', { isClosed: true }))).toMatchObject({ sent: true })
    expect(api.sent[0]!.body).toMatchObject({ type: 'template', template: { name: 'kabar', language: { code: 'id' } } })
    api.fault({ does: refusal(132015) })
    expect(await cloud.send(outgoing('Kabar kota.', { isClosed: true }))).toMatchObject({
      because: 'deferred',
      failure: 'templateGone',
    })
    expect(cloud.opens({ text: 'Kabar kota.', choices: [] })).toBe(false)
  })
})

describe('a picture that goes with a message', () => {
  beforeEach(start)
  const media = {
    ...{ id: 'file-1', type: 'image/png' as const, name: 'gambar.png', size: null },
    content: Buffer.from('picture'),
  }

  it('is handed over once for all whom it is sent to', async () => {
    await cloud.send(outgoing('Undangan', { media }))
    await cloud.send(outgoing('Undangan', { media, address: '6281000009002' }))
    expect(api.uploaded).toHaveLength(1)
    expect(api.uploaded[0]!.form).toContain('picture')
    expect(api.sent.map(({ body }) => body)).toMatchObject([{ image: { id: api.uploaded[0]!.id } }, { type: 'image' }])
  })

  it('is handed over again where Meta does not know it any more', async () => {
    await cloud.send(outgoing('Undangan', { media }))
    api.fault({ does: refusal(131053) })
    expect(await cloud.send(outgoing('Undangan', { media }))).toMatchObject({ because: 'refused' })
    expect(await cloud.send(outgoing('Undangan', { media }))).toMatchObject({ sent: true })
    expect(api.uploaded).toHaveLength(2)
  })

  it('is not handed over again because one person could not be written to for now', async () => {
    api.fault({ to: '6281000009002', does: refusal(131056) })
    await cloud.send(outgoing('Undangan', { media, address: '6281000009002' }))
    expect(await cloud.send(outgoing('Undangan', { media }))).toMatchObject({ sent: true })
    expect(api.uploaded).toHaveLength(1)
  })

  it('is lost rather than that words too long for it are said twice', async () => {
    const said = api.sent
    api.onSent = () => api.fault({ does: refusal(131056) })
    expect(await cloud.send(outgoing('x'.repeat(2000), { media }))).toEqual({ sent: true, externalId: said[0]!.id })
    expect(said.map(({ body }) => body)).toMatchObject([{ type: 'text' }])
  })

  it('leaves no message in doubt that has never left, since the picture could not be handed over', async () => {
    api.isDown = true
    expect(await cloud.send(outgoing('Undangan', { media }))).toEqual({
      ...{ sent: false, because: 'retry', afterMs: 60_000 },
    })
    api.isDown = false
    expect(await cloud.send(outgoing('Undangan', { media }))).toMatchObject({ sent: true })
    expect(api.sent).toHaveLength(1)
  })

  it('is not sent as a first word', async () => {
    expect(await cloud.send(outgoing('Undangan', { media, isClosed: true }))).toMatchObject({ because: 'deferred' })
  })
})

describe('what is attached', () => {
  beforeEach(start)
  const picture = { bytes: Buffer.from('picture'), mime: 'image/jpeg' }

  it('is fetched with its bytes', async () => {
    api.media.set('77', picture)
    expect(await cloud.bring('77')).toEqual({ bytes: picture.bytes })
  })

  it('is not read where it is too large, and given up where it is not what it was or not there', async () => {
    api.media.set('78', { bytes: Buffer.alloc(10 * 1024 * 1024 + 1), mime: 'image/jpeg' })
    api.media.set('79', { ...picture, sha256: 'ab'.repeat(32) })
    expect(await cloud.bring('78')).toEqual({ not: 'tooLarge' })
    expect(await cloud.bring('79')).toEqual({ not: 'damaged' })
    expect(await cloud.bring('80')).toEqual({ not: 'gone' })
  })

  it('waits where Meta does not answer', async () => {
    api.isDown = true
    expect(await cloud.bring('77')).toEqual({ not: 'now' })
  })
})

it('writes nothing of a person, a text or the token into its log', async () => {
  const lines: string[] = []
  const log = openLog({ logLevel: 'trace' }, { write: (line: string) => void lines.push(line) })
  take = async ({ text }) => {
    throw new SyntaxError(`cannot read ${text}`)
  }
  await cloud.start(take, log, async () => {})
  const secret = post(budi.says('nama ibu saya Sumiyati', 1))
  for (const _ of [1, 2, 3]) await cloud.hook(secret).catch(() => {})
  api.fault({ does: refusal(190, 401) })
  await cloud.send(outgoing('rahasia'))
  const all = lines.join('')
  expect(all).toContain('dropped')
  for (const word of ['Sumiyati', 'rahasia', '6281000009001', CLOUD.token, CLOUD.appSecret])
    expect(all).not.toContain(word)
})
