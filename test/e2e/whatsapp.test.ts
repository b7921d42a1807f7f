import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exec } from '../../src/store/work.ts'
import { fillRegister } from '../support/transcript.ts'
import { CLOUD, GraphApi, refusal, type Sent } from '../support/whatsapp/graph-api.ts'
import { type CloudHost, cloudHost } from '../support/whatsapp/host.ts'
import { approveFirstWords, shown } from '../support/whatsapp/line.ts'
import { Person, payload, told } from '../support/whatsapp/person.ts'

const PHONE = '6281000009001'

let api: GraphApi
let host: CloudHost
let budi: Person
beforeEach(async () => {
  api = await GraphApi.open()
  approveFirstWords(api)
  host = await cloudHost(api)
  budi = new Person(api, { phone: PHONE, userId: 'ID.13491208655302741918' })
  await expect.poll(readyz).toMatchObject({ states: { whatsapp: { is: 'ready', account: '+62 810-0000-9999' } } })
})
afterEach(async () => {
  await host.close()
  await api.close()
  expect(api.faulty).toEqual([])
})

const readyz = async () => (await (await fetch(`${host.url}/readyz`)).json()) as object
const metrics = async () => await (await fetch(`${host.url}/metrics`)).text()
const rows = () => host.world.database.run((db) => exec(db.select().from(db.t.outbox).orderBy(db.t.outbox.id)))
const contacts = () => host.world.database.run((db) => exec(db.select().from(db.t.contacts)))

/** Posts something and gives back what is sent to the person upon it, so many messages. */
async function sentAfter(count: number, body: () => object): Promise<Sent[]> {
  const before = api.sentTo(budi).length
  host.clock.pass(5000)
  const { status, ms } = await host.post(body())
  expect(status).toBe(200)
  // Meta wants its answer within 200 ms; a busy machine is given some more.
  expect(ms).toBeLessThan(1000)
  await expect.poll(() => api.sentTo(budi).length - before, { timeout: 8000 }).toBe(count)
  return api.sentTo(budi).slice(before)
}
const says = (text: string) => budi.says(text, host.seconds())
const taps = (message: Sent, begins: string) => budi.taps(message, begins, host.seconds())
const words = (message: Sent) => shown(api, message.body).text

describe('a person on WhatsApp', () => {
  it('is greeted, proves who they are by birth date alone, and understands, tapping lists and buttons', async () => {
    await fillRegister(host.world)
    const [welcome, menu] = await sentAfter(2, () => says('halo'))
    expect(words(welcome!)).toContain('Sapa')
    const [bornOn] = await sentAfter(1, () => taps(menu!, 'Cek perlindungan'))
    expect(words(bornOn!)).toContain('tanggal lahir')
    const told = await sentAfter(3, () => says('17-08-1970'))
    expect(words(told[0]!)).toContain('S••• A•••, Bapak/Ibu *tercatat* sebagai peserta')
    const [thanked] = await sentAfter(2, () => taps(told[2]!, 'Saya sudah paham'))
    expect(words(thanked!)).toContain('Kami catat bahwa Bapak/Ibu sudah paham')
    await expect.poll(async () => (await rows()).every(({ sentAt }) => sentAt !== null)).toBe(true)
    expect(await contacts()).toHaveLength(1)
  })

  it('has what was read noted, by whichever of our sweeps', async () => {
    const [message] = await sentAfter(2, () => says('halo'))
    await host.post(told(message!, { status: 'read', at: host.seconds() }))
    expect((await rows())[0]!.readAt).not.toBeNull()
  })

  it('is answered once, however often and in whatever order Meta posts', async () => {
    const [first, second] = [says('halo'), says('menu')]
    const posts = [second, ...Array.from({ length: 200 }, () => first), second]
    const answers = await Promise.all(posts.map((body) => host.post(body)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const inbound = await host.world.database.run((db) => exec(db.select().from(db.t.inbound)))
    expect(inbound).toHaveLength(2)
  })

  it('in a reply that may have arrived is not told it again', async () => {
    api.fault({ does: 'reset after' })
    await host.post(says('halo'))
    await expect.poll(async () => (await rows()).map(({ unknownAt }) => unknownAt !== null)).toEqual([true, false])
    await host.post(told(api.sent[0]!, { status: 'delivered', at: host.seconds() }))
    expect((await rows())[0]).toMatchObject({ sentAt: expect.any(Date), deliveredAt: expect.any(Date) })
    expect(api.sent).toHaveLength(2)
  })
})

describe('what is posted', () => {
  it('is refused where it is not signed, cut short, or none of Meta’s', async () => {
    expect((await host.post(says('halo'), 'another secret')).status).toBe(401)
    expect((await host.post('{"object":"whatsapp_business_account","entry":[{"id":')).status).toBe(400)
    expect((await host.post({ object: 'page', entry: [] })).status).toBe(400)
    expect(await contacts()).toEqual([])
  })

  it('may be as large as Meta’s largest, and no larger', async () => {
    const filler = (bytes: number) => payload({ messages: [], filler: 'x'.repeat(bytes) })
    expect((await host.post(filler(3 * 1024 * 1024))).status).toBe(200)
    expect((await host.post(filler(5 * 1024 * 1024))).status).toBe(413)
    await sentAfter(2, () => says('halo'))
  })

  it('may hold hundreds of messages of many people', async () => {
    const messages = Array.from({ length: 300 }, (_, n) =>
      new Person(api, { phone: `62810000${String(90_000 + (n % 100))}` }).message(
        { type: 'text', text: { body: `halo ${n}` } },
        host.seconds(),
      ),
    )
    expect((await host.post(payload({ messages }))).status).toBe(200)
    expect(await contacts()).toHaveLength(100)
  })

  it('verifies the address', async () => {
    const query = (token: string) => `hub.mode=subscribe&hub.challenge=12345&hub.verify_token=${token}`
    const right = await fetch(`${host.url}/hooks/whatsapp?${query(CLOUD.verifyToken)}`)
    expect([right.status, await right.text(), right.headers.get('content-type')]).toEqual([
      200,
      '12345',
      expect.stringContaining('text/plain'),
    ])
    expect((await fetch(`${host.url}/hooks/whatsapp?${query('wrong')}`)).status).toBe(403)
  })
})

it('tells operators where Meta refuses us, and loses nothing', async () => {
  expect(await metrics()).toContain('sapa_channel_ready{channel="whatsapp"} 1')
  api.fault({ does: refusal(190, 401) })
  await host.post(says('halo'))
  await expect.poll(readyz).toMatchObject({ states: { whatsapp: { is: 'lost' } } })
  expect(await metrics()).toContain('sapa_channel_ready{channel="whatsapp"} 0')
  await expect.poll(async () => (await rows()).map(({ leasedUntil }) => leasedUntil)).toEqual([null, null])
  expect(await rows()).toMatchObject([{ failedAt: null, unknownAt: null, attempts: 0 }, { attempts: 0 }])
})

it('lists templates and what to hand in at the shell', async () => {
  const listed = await host.home.run(['templates', '--json'])
  expect(listed.err).toContain('8 templat, 8 bisa dipakai')
  expect(JSON.parse(listed.out.split('\n')[0]!)).toMatchObject({ language: 'id', status: 'APPROVED', isUsable: true })
  api.isRefused = true
  expect(await host.home.run(['templates'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('Meta tidak menjawab'),
  })
  const toHandIn = await host.home.run(['templates', 'words'])
  expect(toHandIn.out).toContain('menyampaikan kabar dari {{1}}')
}, 60_000)
