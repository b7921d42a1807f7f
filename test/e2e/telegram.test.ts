import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../../src/main.ts'
import { exec } from '../../src/store/work.ts'
import { BotApi, type Shown, TOKEN } from '../support/telegram/bot-api.ts'
import { SECRET, type TelegramHost, telegramHost } from '../support/telegram/host.ts'
import { Person } from '../support/telegram/person.ts'
import { fillRegister } from '../support/transcript.ts'

let api: BotApi
let host: TelegramHost
let budi: Person
let codes: ReadonlyMap<string, string>

beforeEach(async () => {
  api = await BotApi.open()
  budi = new Person(api, 8_100_000_001)
})
afterEach(async () => {
  await host.close()
  await api.close()
  expect(api.faulty).toEqual([])
})

async function begin(way: 'polling' | 'webhook'): Promise<void> {
  host = await telegramHost(api, way)
  await expect
    .poll(() => readyz())
    .toMatchObject({ states: { telegram: { is: 'ready', account: 'sapa_standin_bot' } } })
  codes = await fillRegister(host.world)
}

async function readyz(): Promise<object> {
  return (await (await fetch(`http://127.0.0.1:${host.port}/readyz`)).json()) as object
}

const rows = () => host.world.database.run((db) => exec(db.select().from(db.t.outbox).orderBy(db.t.outbox.id)))
const contacts = () => host.world.database.run((db) => exec(db.select().from(db.t.contacts)))
const texts = (messages: readonly Shown[]) => messages.map(({ text }) => text)

/** Does something and gives back what the bot shows upon it, so many messages. */
async function seenAfter(count: number, act: () => unknown, person = budi): Promise<Shown[]> {
  const before = person.sees().length
  host.clock.pass(5000)
  act()
  await expect.poll(() => person.sees().length - before, { timeout: 8000 }).toBe(count)
  return person.sees().slice(before)
}

const isSettled = async () => (await rows()).every(({ sentAt, failedAt, unknownAt }) => sentAt ?? failedAt ?? unknownAt)

describe.each(['polling', 'webhook'] as const)('by %s', (way) => {
  beforeEach(() => begin(way))

  it('a person is greeted, shares the phone, proves who they are and understands', async () => {
    const [welcome, menu] = await seenAfter(2, () => budi.says('/start'))
    expect(welcome!.text).toContain('Sapa')
    expect(welcome!.text).not.toContain('*')
    expect(menu!.reply_markup!.inline_keyboard!.flat()[0]).toEqual({
      text: '1. Cek perlindungan saya',
      callback_data: '1|status',
    })
    const [ways] = await seenAfter(1, () => budi.presses(menu!, '1. '))
    expect(ways!.reply_markup!.keyboard![0]).toEqual([{ text: 'Bagikan nomor HP saya', request_contact: true }])
    await expect.poll(() => api.answered).toEqual([`press-${menu!.message_id}`])
    const [thanks, bornOn] = await seenAfter(2, () => budi.sharesContact('+6281000009001'))
    expect(thanks!.reply_markup).toEqual({ remove_keyboard: true })
    expect(bornOn!.text).toContain('tanggal lahir')
    const told = await seenAfter(3, () => budi.says('17-08-1970'))
    expect(told[0]!.text).toContain('S••• A•••, Bapak/Ibu tercatat sebagai peserta')
    const [thanked, asked] = await seenAfter(2, () => budi.presses(told[2]!, '1. Saya sudah paham'))
    expect(thanked!.text).toContain('Kami catat bahwa Bapak/Ibu sudah paham')
    const [praised] = await seenAfter(1, () => budi.presses(asked!, '2. Kota, lewat dinas'))
    expect(praised!.text).toContain('Betul sekali')
    expect(await isSettled()).toBe(true)
    expect(api.shown).toHaveLength((await rows()).length)
    expect(host.logged.filter(({ level }) => level !== 'info')).toEqual([])
  })

  it('a button pressed twice, or after its question, answers nothing', async () => {
    const [, menu] = await seenAfter(2, () => budi.says('halo'))
    const [, benefits] = await seenAfter(2, () => budi.presses(menu!, '2. '))
    const pressed = () => api.answered.length
    for (const _ of [1, 2]) {
      const before = pressed()
      host.clock.pass(5000)
      budi.presses(menu!, '2. ')
      await expect.poll(pressed).toBe(before + 1)
    }
    const shown = await seenAfter(1, () => budi.presses(benefits!, '1. '))
    expect(shown[0]!.text).toContain('JKK menolong')
    expect(api.shown).toHaveLength(5)
  })

  it("a card of somebody else's is no proof", async () => {
    const [, menu] = await seenAfter(2, () => budi.says('halo'))
    await seenAfter(1, () => budi.presses(menu!, '1. '))
    const [again, choose] = await seenAfter(2, () => budi.sharesContact('+6281000009001', 8_100_000_002))
    expect(again!.text).toContain('tidak bisa kami baca')
    expect(choose!.reply_markup!.keyboard![0]![0]!.request_contact).toBe(true)
    expect(await contacts()).toMatchObject([{ phoneHash: null }])
  })

  it('a number typed or a line tapped below the phone button is understood', async () => {
    const [, menu] = await seenAfter(2, () => budi.says('halo'))
    const [ways] = await seenAfter(1, () => budi.presses(menu!, '1. '))
    const lines = ways!.reply_markup!.keyboard!.flat().map(({ text }) => text)
    const [code] = await seenAfter(1, () => budi.says(lines[1]!))
    expect(code!.text).toContain('kode pribadi')
    expect(code!.reply_markup).toEqual({ remove_keyboard: true })
  })

  it('the link of a slip asks for nothing but the birth date', async () => {
    const code = codes.get('SUPARMAN') ?? [...codes.values()][0]!
    const [bornOn] = await seenAfter(1, () => budi.says(`/start ${code.replace('-', '')}`))
    expect(bornOn!.text).toContain('tanggal lahir')
  })

  it('a NIK is taken out of the chat, and nothing waits for that', async () => {
    api.fault({ method: 'deleteMessage', does: { error_code: 500, description: 'Internal Server Error' } })
    const said = await seenAfter(2, () => budi.says('nik saya 3574 0145 0870 9001'))
    expect(said[0]!.text).toContain('jangan kirim NIK')
    host.clock.pass(10_000)
    // A sweep that comes by once a second takes it out.
    await expect
      .poll(() => api.calls.filter(({ method }) => method === 'deleteMessage'), { timeout: 8000 })
      .toHaveLength(1)
    expect(api.deleted).toEqual([])
    await expect
      .poll(
        () => {
          host.clock.pass(20_000)
          return api.deleted
        },
        { timeout: 10_000, interval: 500 },
      )
      .toEqual([{ chat: budi.id, message_id: 1 }])
    await expect.poll(isSettled).toBe(true)
  })

  it('a person who stops us gets nothing unasked, and hears from us again only when they wish it', async () => {
    await seenAfter(2, () => budi.says('halo'))
    budi.blocks()
    await expect.poll(async () => (await contacts())[0]!.optedOutAt).not.toBeNull()
    budi.unblocks()
    await seenAfter(1, () => budi.says('bantuan'))
    expect((await contacts())[0]!.optedOutAt).not.toBeNull()
    await seenAfter(2, () => budi.says('mulai lagi'))
    expect((await contacts())[0]!.optedOutAt).toBeNull()
  })

  it('what a platform asks to wait with is delivered once, and the others wait too', async () => {
    api.fault({
      method: 'sendMessage',
      does: { error_code: 429, description: 'Too Many Requests: retry after 1', parameters: { retry_after: 1 } },
    })
    budi.says('halo')
    await expect.poll(() => api.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(1)
    const siti = new Person(api, 8_100_000_002)
    siti.says('halo')
    await expect.poll(async () => (await rows()).filter(({ leasedUntil }) => leasedUntil === null)).toHaveLength(4)
    expect(api.shown).toEqual([])
    await new Promise((done) => setTimeout(done, 1100))
    await seenAfter(2, () => host.clock.pass(5000))
    await expect.poll(isSettled).toBe(true)
    expect([budi.sees().length, siti.sees().length]).toEqual([2, 2])
  })

  it('a person who has blocked the bot is noted when a reply is refused', async () => {
    const description = 'Forbidden: bot was blocked by the user'
    api.fault({ method: 'sendMessage', does: { error_code: 403, description }, times: 2 })
    budi.says('halo')
    await expect.poll(async () => (await contacts())[0]?.optedOutAt ?? null).not.toBeNull()
    expect(api.shown).toEqual([])
  })

  it.each(['reset before', 'reset after'] as const)(
    'a reply that may have arrived is not repeated: %s',
    async (does) => {
      api.fault({ method: 'sendMessage', does })
      budi.says('halo')
      await expect.poll(async () => (await rows()).map(({ unknownAt }) => unknownAt !== null)).toEqual([true, false])
      await expect.poll(isSettled).toBe(true)
      host.clock.pass(600_000)
      await new Promise((done) => setTimeout(done, 1500))
      expect(budi.sees()).toHaveLength(does === 'reset after' ? 2 : 1)
    },
  )

  it('what is under way when the host is to end is sent and settled, and nothing is left in doubt', async () => {
    const people = Array.from({ length: 20 }, (_, n) => new Person(api, 8_100_000_100 + n))
    for (const person of people) person.says('halo')
    await expect.poll(() => api.shown.length).toBeGreaterThan(0)
    await host.stop()
    const { world, close } = await openWorld(host.env, host.clock, [])
    const left = await world.database.run((db) => exec(db.select().from(db.t.outbox)))
    await close()
    expect(left.filter(({ sentAt }) => sentAt !== null)).toHaveLength(api.shown.length)
    expect(left.filter(({ sentAt, leasedUntil }) => sentAt === null && leasedUntil !== null)).toEqual([])
  })

  it('a token that is revoked is told to operators, and nothing is lost', async () => {
    api.fault({ method: 'sendMessage', does: { error_code: 401, description: 'Unauthorized' } })
    budi.says('halo')
    await expect.poll(readyz).toMatchObject({ states: { telegram: { is: 'lost' } } })
    expect(host.logged.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      expect.stringContaining('@BotFather'),
    ])
    await expect.poll(async () => (await rows()).map(({ leasedUntil }) => leasedUntil)).toEqual([null, null])
    expect(await rows()).toMatchObject([{ failedAt: null, unknownAt: null, attempts: 0 }, { attempts: 0 }])
    expect(await (await fetch(`http://127.0.0.1:${host.port}/metrics`)).text()).toContain(
      'sapa_channel_ready{channel="telegram"} 0',
    )
  })
})

describe('by webhook', () => {
  beforeEach(() => begin('webhook'))
  const post = async (update: object, secret?: string) => {
    const headers = secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }
    const url = `http://127.0.0.1:${host.port}/hooks/telegram`
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) })).status
  }

  it('a forged update is refused', async () => {
    const update = { update_id: 1, message: { message_id: 1, chat: { id: 5, type: 'private' }, text: 'halo' } }
    expect(await Promise.all([post(update), post(update, 'wrong'), post(update, `${SECRET}x`)])).toEqual([
      401, 401, 401,
    ])
    expect(await contacts()).toEqual([])
  })

  it('an update that comes twice has one effect', async () => {
    let update = {}
    await seenAfter(2, () => (update = budi.says('halo')))
    expect(await post(update, SECRET)).toBe(200)
    await new Promise((done) => setTimeout(done, 300))
    expect(budi.sees()).toHaveLength(2)
  })

  it('what is no update is refused', async () => {
    expect(await Promise.all([post([], SECRET), post({ message: {} }, SECRET)])).toEqual([400, 400])
  })
})

describe('by polling', () => {
  beforeEach(() => begin('polling'))

  it('a second reader of the same bot is told of, and the polling goes on when it is gone', async () => {
    await fetch(`${api.url}/bot${TOKEN}/getUpdates`, { method: 'POST', body: JSON.stringify({ timeout: 0 }) })
    await expect
      .poll(() => host.logged.map(({ message }) => message))
      .toContainEqual(expect.stringContaining('Another program reads the messages'))
    expect(texts(await seenAfter(2, () => budi.says('halo')))[1]).toContain('Balas dengan angka')
    await expect.poll(readyz).toMatchObject({ states: { telegram: { is: 'ready' } } })
  })

  it('has no hook', async () => {
    expect((await fetch(`http://127.0.0.1:${host.port}/hooks/telegram`, { method: 'POST' })).status).toBe(404)
  })
})
