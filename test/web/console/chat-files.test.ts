import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { fetchFiles, sweepFiles } from '../../../src/services/chat-files/fetch.ts'
import { type CloudWorld, cloudWorld } from '../../services/whatsapp/cloud.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, hire } from '../../support/desk.ts'
import { Person } from '../../support/whatsapp/person.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PDF = Buffer.from('%PDF-1.7 paper')
const PHONE = '6281000009001'
const DAY_MS = 86_400_000

let of: CloudWorld
let app: FastifyInstance
let desk: DeskBrowser
let budi: Person
beforeEach(async () => {
  of = await cloudWorld()
  app = await buildHost(of.world)
  const agencyId = await listOf(of.world, 'DINKES')
  await hire(of.world, 'rina', 'clerk', { agencyId })
  desk = new DeskBrowser(app)
  await desk.logIn('rina')
  budi = new Person(of.api, { phone: PHONE })
})
afterEach(async () => {
  await app.close()
  await of.close()
})

const files = () => all(of.world.database, 'chatFiles')
const attach = (id: string, bytes: Buffer, mime = 'image/png', more: object = {}) => {
  of.api.media.set(id, { bytes, mime, ...more })
  const type = mime === 'application/pdf' ? 'document' : 'image'
  return of.posted(budi.sends({ type, [type]: { id, mime_type: mime, sha256: 'x', caption: 'KTP' } }, of.seconds()))
}
const thread = async () => {
  await of.says(budi, 'petugas')
  const { body } = await desk.open('/petugas/bantuan')
  return /href="(\/petugas\/bantuan\/[\w-]+)"/.exec(body)![1]!
}
const linkIn = (body: string) => /href="(\/petugas\/bantuan\/[\w-]+\/berkas\/[\w-]+)"/.exec(body)?.[1]

describe('what a person attaches', () => {
  it('is kept sealed where an officer was asked for, and given to that officer alone', async () => {
    const at = await thread()
    await attach('77', PNG)
    expect((await desk.open(at)).body).toContain('Berkas sedang diambil')
    await fetchFiles(of.world)
    const [file] = await files()
    expect(file).toMatchObject({ type: 'image/png', bytes: PNG.length, refSealed: null })
    expect(file!.bodySealed).not.toContain(PNG.toString('base64'))
    const link = linkIn((await desk.open(at)).body)!
    const given = await desk.open(link)
    expect(given.statusCode).toBe(200)
    expect(given.rawPayload).toEqual(PNG)
    expect(given.headers).toMatchObject({
      ...{ 'content-type': 'image/png', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
      'content-disposition': 'attachment; filename="gambar.png"',
    })
    const stranger = await app.inject({ url: link })
    expect([stranger.statusCode, stranger.headers.location]).toEqual([303, '/petugas/masuk'])
    expect((await all(of.world.database, 'audit')).map(({ action }) => action)).toContain('handover.file')
  })

  it('is thanked for, and answered with nothing else', async () => {
    await thread()
    const before = of.api.sent.length
    of.api.media.set('77', { bytes: PNG, mime: 'image/png' })
    await of.posted(budi.sends({ type: 'image', image: { id: '77' } }, of.seconds()))
    expect(of.api.sent.slice(before).map(({ body }) => body.text?.body)).toEqual([
      expect.stringContaining('kami teruskan kepada petugas'),
    ])
  })

  it('is not given to an officer who may not see the chat, nor under another thread', async () => {
    const at = await thread()
    await attach('77', PNG)
    await fetchFiles(of.world)
    const link = linkIn((await desk.open(at)).body)!
    const other = await listOf(of.world, 'DKPPP')
    await enrol(of.world, { agencyId: other, phone: PHONE, bornOn: '1970-08-17' })
    for (const text of ['cek', '17-08-1970']) await of.says(budi, text)
    expect((await desk.open(link)).statusCode).toBe(404)
    const id = link.split('/').at(-1)
    expect((await desk.open(`/petugas/bantuan/x/berkas/${id}`)).statusCode).toBe(404)
  })

  it('is not even fetched where nobody asked for it', async () => {
    await of.says(budi, 'halo')
    await attach('77', PNG)
    expect(await files()).toEqual([])
  })

  it.each<[string, () => Promise<number>, string]>([
    ['is not what it says', () => attach('77', Buffer.from('<script>alert(1)</script>')), 'notAllowed'],
    ['is a program called a PDF', () => attach('77', Buffer.from('MZ…'), 'application/pdf'), 'notAllowed'],
    ['is larger than 10 MB', () => attach('77', Buffer.concat([PNG, Buffer.alloc(10_000_000)])), 'tooLarge'],
    ['was changed on the way', () => attach('77', PNG, 'image/png', { sha256: 'ab'.repeat(32) }), 'damaged'],
  ])('is not kept where it %s, and the officer is told', async (_, act, refusal) => {
    const at = await thread()
    await act()
    await fetchFiles(of.world)
    expect(await files()).toMatchObject([{ refusal, bodySealed: null, refSealed: null }])
    expect((await desk.open(at)).body).toContain('Berkas tidak disimpan')
  })

  it('is kept as what it is, whatever it is called', async () => {
    await thread()
    await attach('77', PDF, 'image/jpeg')
    await fetchFiles(of.world)
    expect(await files()).toMatchObject([{ type: 'application/pdf' }])
  })

  it('is fetched later where Meta does not answer, and given up at last', async () => {
    await thread()
    await attach('77', PNG)
    of.api.isDown = true
    await fetchFiles(of.world)
    await fetchFiles(of.world)
    expect(await files()).toMatchObject([{ attempts: 1, refusedAt: null }])
    for (let n = 0; n < 10; n++) {
      of.world.clock.pass(DAY_MS)
      await fetchFiles(of.world)
    }
    expect(await files()).toMatchObject([{ refusal: 'gone' }])
  })

  it('comes once, however often it is posted', async () => {
    await thread()
    of.api.media.set('77', { bytes: PNG, mime: 'image/png' })
    const body = budi.sends({ type: 'image', image: { id: '77' } }, of.seconds())
    for (const _ of [1, 2, 3]) await of.posted(body)
    expect(await files()).toHaveLength(1)
  })

  it('after a day of silence is answered once the person writes again, and the officer is told so', async () => {
    const at = await thread()
    of.world.clock.pass(DAY_MS + 3_600_000)
    await desk.logIn('rina')
    await desk.fill(at, `${at}/balas`, { words: 'Silakan datang ke kelurahan.' })
    expect((await desk.open(at)).body).toContain('baru terkirim setelah warga menulis lagi')
    await of.says(budi, 'baik bu')
    await of.deliver()
    expect(of.api.sent.at(-1)!.body.text!.body).toContain('Silakan datang ke kelurahan.')
    expect((await desk.open(at)).body).not.toContain('baru terkirim setelah warga menulis lagi')
  })

  it('is forgotten 90 days after the thread was closed', async () => {
    const at = await thread()
    await attach('77', PNG)
    await fetchFiles(of.world)
    await desk.fill(at, `${at}/tutup`, {})
    of.world.clock.pass(89 * DAY_MS)
    await sweepFiles(of.world)
    expect(await files()).toHaveLength(1)
    of.world.clock.pass(2 * DAY_MS)
    await sweepFiles(of.world)
    expect(await files()).toEqual([])
  })
})
