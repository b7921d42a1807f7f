import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import { nameKey } from '../../src/domain/name-key.ts'
import { buildHost } from '../../src/host/build-host.ts'
import { receive } from '../../src/services/receive.ts'
import { exec } from '../../src/store/work.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const NIK = '3574015708709001'
const KETAPANG = '35.74.01.1001'
const PILANG = '35.74.01.1009'
const CARD = { nik: NIK, name: 'Siti Aminah', bornOn: '17-08-1970', kelurahan: KETAPANG }
const NOT_MATCHED = 'belum cocok dengan daftar kami per 20 November 2026'

describe('the one-time form', () => {
  let world: TestWorld
  let app: FastifyInstance

  beforeEach(async () => {
    world = await testWorld({ channels: [simulated(() => ({ sent: true }))] })
    app = await buildHost(world)
    await register(world)
  })
  afterEach(() => app.close())

  let written = 0
  /** A link as a chat gives it. */
  async function link(chat = 'chat-1'): Promise<string> {
    for (const text of ['menu', '1', '2']) {
      world.clock.pass(60_000)
      const { replies } = await receive(world, 'simulated', { externalId: `m${written++}`, address: chat, text })
      const [found] = replies.flatMap(({ prompt }) => prompt.text.match(/\/cek\/[\w-]+/) ?? [])
      if (found) return found
    }
    throw new Error('the chat gave no link')
  }
  const open = (url: string) => app.inject({ url, headers: { accept: 'text/html' } })
  const fill = (url: string, card: Partial<typeof CARD>) =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      payload: new URLSearchParams(card).toString(),
    })
  const audited = () =>
    world.database.run(function* (db) {
      const rows = yield* exec(db.select().from(db.t.audit))
      return rows.filter(({ action }) => action.startsWith('card.'))
    })

  it('asks for what is on the card, and lets nothing be kept', async () => {
    const { statusCode, body, headers } = await open(await link())
    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    expect(body).toContain('autocomplete="off"')
    expect(body.match(/<option value="35\./g)).toHaveLength(29)
  })

  it('gives the limited answer when all of it matches, and nothing more', async () => {
    const { statusCode, body } = await fill(await link(), CARD)
    expect(statusCode).toBe(200)
    expect(body).toContain('dalam daftar Dinas Perikanan, menurut data per 20 November 2026')
    expect(body).toContain('dibayar sampai 31 Desember 2026')
    expect(body).toContain('Rp42.000.000')
    for (const hidden of [NIK, 'Siti', 'Aminah', '1970', 'APBD', '081']) expect(body).not.toContain(hidden)
    expect(await linked(world)).toEqual([])
    expect(await audited()).toMatchObject([{ action: 'card.found', subject: 'worker:w1', detail: {} }])
  })

  it('says at once which months a contribution file has as unpaid', async () => {
    await world.database.run(function* (db) {
      const said = { enrolmentId: 'e1', month: '2026-10', amount: 0, status: 'unpaid' as const, agencyId: 'a1' }
      const from = { asOf: '2026-11-21', importId: 'i', line: 2, updatedAt: world.clock.now() }
      yield* exec(db.insert(db.t.contributions).values({ ...said, ...from }))
    })
    const { body } = await fill(await link(), CARD)
    expect(body).toContain('dibayar sampai 30 September 2026')
    expect(body).toMatch(/berkas iuran Dinas Perikanan per 21 November 2026.*Oktober 2026.*175/s)
    for (const hidden of [NIK, 'Siti', 'Aminah', '1970', 'APBD', '081']) expect(body).not.toContain(hidden)
  })

  it('reads a card as people write it', async () => {
    const spelled = { ...CARD, nik: '3574 0157 0870 9001', name: 'HJ. SITTI AMINAH, S.Pd', bornOn: '17 Agustus 1970' }
    expect((await fill(await link(), spelled)).body).toContain('Dinas Perikanan')
  })

  it.each([
    ['an unknown NIK', { nik: '3574015708709002' }],
    ['another name', { name: 'Siti Aisyah' }],
    ['another birth date', { bornOn: '18-08-1970' }],
    ['another kelurahan', { kelurahan: PILANG }],
    ['sixteen digits that are no NIK', { nik: '0000000000000000' }],
  ])('refuses %s in the same words', async (_, wrong) => {
    const url = await link()
    const { statusCode, body } = await fill(url, { ...CARD, ...wrong })
    expect(statusCode).toBe(200)
    expect(words(body)).toBe(words((await fill(await link('chat-2'), { ...CARD, nik: '3574015708709777' })).body))
    expect(body).toContain(NOT_MATCHED)
    expect(body).toContain('kantor kelurahan')
    expect(await audited()).toMatchObject([{ action: 'card.refused' }, { action: 'card.refused' }])
  })

  it('gives back what was typed, but never the NIK', async () => {
    const { body } = await fill(await link(), { ...CARD, name: 'Siti "Ani" <b>', nik: '3574015708709002' })
    expect(body).toContain('value="Siti &quot;Ani&quot; &lt;b>"')
    expect(body).toContain(`value="${KETAPANG}" selected`)
    expect(body).not.toContain('3574015708')
  })

  it('names the field that cannot be read, which uses nothing up', async () => {
    const url = await link()
    for (let n = 0; n < 6; n++) {
      const { statusCode, body } = await fill(url, { nik: '357401570870', name: '', bornOn: '31-02-1970' })
      expect(statusCode).toBe(422)
      for (const told of ['16 angka, seperti', 'belum diisi', 'belum terbaca', 'belum dipilih'])
        expect(body).toContain(told)
      expect(body).not.toContain('357401570870')
    }
    expect((await fill(url, CARD)).body).toContain('Dinas Perikanan')
  })

  it('works once: after an answer the link is used up, and says how to get another', async () => {
    const url = await link()
    await fill(url, CARD)
    for (const answer of [await open(url), await fill(url, CARD), await fill(url, {}), await open('/cek/unheard-of')]) {
      expect(answer.statusCode).toBe(410)
      expect(answer.body).toContain('mendapat alamat baru')
    }
  })

  it('opens any number of times, as previews of links do', async () => {
    const url = await link()
    for (let n = 0; n < 10; n++) await open(url)
    expect((await fill(url, CARD)).body).toContain('Dinas Perikanan')
  })

  it('ends with its time', async () => {
    const url = await link()
    world.clock.pass(31 * 60_000)
    expect((await fill(url, CARD)).statusCode).toBe(410)
  })

  it('is used up by three failures', async () => {
    const url = await link()
    for (const isLast of [false, false, true]) {
      const { body } = await fill(url, { ...CARD, name: 'Siapa Saja' })
      expect(body).toContain(NOT_MATCHED)
      expect(body.includes('<form')).toBe(!isLast)
    }
    expect((await fill(url, CARD)).statusCode).toBe(410)
  })

  it('locks a chat after too many tries a day, present persons or absent, in the same words', async () => {
    world.change({ cardTriesPerDay: 2 })
    for (const nik of ['3574015708709002', '3574015708709003']) await fill(await link(), { ...CARD, nik })
    expect((await fill(await link(), CARD)).body).toContain(NOT_MATCHED)
    expect((await fill(await link('chat-2'), CARD)).body).toContain('Dinas Perikanan')
  })

  it('locks a NIK after too many tries a day, from whichever chats, until the next day', async () => {
    world.change({ cardTriesPerDay: 2 })
    for (const chat of ['chat-1', 'chat-2']) await fill(await link(chat), { ...CARD, name: 'Siapa Saja' })
    expect((await fill(await link('chat-3'), CARD)).body).toContain(NOT_MATCHED)
    world.clock.pass(24 * 3_600_000)
    expect((await fill(await link('chat-4'), CARD)).body).toContain('Dinas Perikanan')
  })

  it('counts tries that come side by side', async () => {
    const url = await link()
    const answers = await Promise.all(Array.from({ length: 8 }, () => fill(url, { ...CARD, name: 'Siapa Saja' })))
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(3)
  })

  it('can be switched off by the installation, even behind a link that was given', async () => {
    const url = await link()
    world.change({ cardCheck: 'off' })
    for (const answer of [await open(url), await fill(url, CARD)]) {
      expect(answer.statusCode).toBe(410)
      expect(answer.body).toContain('tidak tersedia')
    }
  })

  it.each(['nik[]=1&nik=2', 'nik=%ff%fe', ''])('survives the form %j', async (payload) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await app.inject({ method: 'POST', url: await link(), headers, payload })
    expect(answer.statusCode).toBe(422)
  })

  it('tells the log nothing', async () => {
    await fill(await link(), CARD)
    await fill(await link(), { ...CARD, nik: '3574015708709002' })
    expect(world.logged).toEqual([])
  })
})

function words(body: string): string {
  return body.replace(/value="[^"]*"( selected)?/g, '')
}

async function linked(world: TestWorld): Promise<unknown[]> {
  return await world.database.run(function* (db) {
    return yield* exec(db.select().from(db.t.contactWorkers))
  })
}

async function register({ database, vault, clock }: TestWorld): Promise<void> {
  const now = clock.now()
  const stamps = { createdAt: now, updatedAt: now }
  await database.run(function* (db) {
    yield* exec(db.insert(db.t.agencies).values({ id: 'a1', code: 'DISKAN', name: 'Dinas Perikanan', createdAt: now }))
    yield* exec(
      db.insert(db.t.workers).values({
        ...{ id: 'w1', code: 'P0000001', name: 'SITI AMINAH', nameKey: nameKey('SITI AMINAH'), bornOn: '1970-08-17' },
        ...{ nikSealed: vault.seal('workers.nik', NIK), nikHash: vault.hash('nik', NIK), sex: 'female' as const },
        ...{ kelurahan: KETAPANG, ...stamps },
      }),
    )
    yield* exec(
      db.insert(db.t.enrolments).values({
        ...{ id: 'e1', workerId: 'w1', agencyId: 'a1', funding: 'apbd' as const, programmes: ['jkk', 'jkm'] as const },
        ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', paidThrough: '2026-12-31', asOf: '2026-11-20', ...stamps },
      } as never),
    )
  })
}
