import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../../../src/domain/officer.ts'
import { buildHost } from '../../../src/host/build-host.ts'
import { deliverAllDue } from '../../../src/services/deliver.ts'
import { exec } from '../../../src/store/work.ts'
import { type Chat, chatOf, enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, hidden, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const LIST = '/petugas/data-salah'
const PHONE = '6281000009001'
const HOUR = 3_600_000

let world: TestWorld
let app: FastifyInstance
let dinkes: string
let desk: DeskBrowser
let say: Chat
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  dinkes = await listOf(world, 'DINKES')
  desk = await seated('rina', 'clerk', { agencyId: dinkes })
  await enrol(world, { agencyId: dinkes, phone: PHONE })
  say = chatOf(world, PHONE, PHONE)
  for (const text of ['cek', '17-08-1970', 'menu']) await say(text)
})
afterEach(() => app.close())

let desks = 10
async function seated(username: string, role: Role, scope: { agencyId?: string } = {}): Promise<DeskBrowser> {
  await hire(world, username, role, scope)
  const browser = new DeskBrowser(app, `10.0.0.${++desks}`)
  await browser.logIn(username)
  return browser
}

/** The worker says that a field (by its number) is wrong; the address of the page about it. */
async function reported(field = '1', wish = 'Harusnya <b>Sitti</b>'): Promise<string> {
  for (const text of ['data salah', '1', field, wish, 'ya']) await say(text)
  return `${LIST}/${(await all(world.database, 'corrections'))[0]!.id}`
}
const answer = (at: string, fields: Record<string, string> = {}, by = desk) =>
  by.fill(at, `${at}/jawab`, { outcome: 'mended', answer: 'Sudah kami betulkan.', ...fields })
const actions = async () =>
  (await all(world.database, 'audit'))
    .filter(({ action, actor }) => action.startsWith('mending.') && actor.startsWith('officer:'))
    .map(({ action }) => action)

describe('the list of what is wrong', () => {
  it('has the open ones with their due time, and neither a full name nor what was written', async () => {
    expect((await desk.open(LIST)).body).toContain('Tidak ada laporan yang menunggu jawaban.')
    const at = await reported()
    expect((await desk.open('/petugas')).body).toContain('<b>1</b> laporan data salah menunggu jawaban')
    const { body } = await desk.open(LIST)
    expect(body).toContain(`href="${at}"`)
    expect(body).toMatch(/S••• A••• \(P\d{7}\)/)
    expect(body).toContain('jawab paling lambat 27 November 2026')
    expect(body).not.toMatch(/Siti|Aminah|Sitti/)
    expect(await actions()).toEqual([])
  })

  it('says in words what is late', async () => {
    await reported()
    world.clock.pass(75 * HOUR)
    await desk.logIn('rina')
    expect((await desk.open(LIST)).body).toMatch(/<b>TERLAMBAT 3 jam: seharusnya dijawab 27 November 2026/)
  })

  it('is empty for another agency, and whole for those of the city', async () => {
    const at = await reported()
    const other = await seated('budi', 'clerk', { agencyId: await listOf(world, 'DKPPP') })
    expect((await other.open(LIST)).body).not.toContain(at)
    expect((await other.open(at)).statusCode).toBe(404)
    expect((await (await seated('koor', 'coordinator')).open(LIST)).body).toContain(at)
  })

  it.each(['auditor', 'admin'] as const)('is not for %s', async (role) => {
    const at = await reported()
    const other = await seated(role, role)
    for (const url of [LIST, at]) expect((await other.open(url)).statusCode).toBe(403)
    expect((await other.open('/petugas')).body).not.toContain(LIST)
  })
})

describe('one of them', () => {
  it('shows who, what the list says of that field alone, and what the worker wrote; each opening is noted', async () => {
    const at = await reported()
    const { body } = await desk.open(at)
    expect(body).toMatch(/<h1>Siti Aminah \(P\d{7}\)<\/h1>/)
    expect(body).toContain('<dd>Siti Aminah</dd>')
    expect(body).toContain('Harusnya &lt;b>Sitti')
    for (const other of ['17 Agustus 1970', '9001', 'nelayan']) expect(body).not.toContain(other)
    await desk.open(at)
    expect(await actions()).toEqual(['mending.read', 'mending.read'])
  })

  it.each([
    ['2', '17 Agustus 1970'],
    ['4', '+6281000009001'],
    ['5', '(kosong), kelurahan Ketapang'],
    ['6', 'segmen nelayan, pekerjaan (kosong)'],
    ['7', '1 Januari 2026 sampai 31 Desember 2026, dibayar sampai 30 November 2026'],
    ['8', 'tidak ada isinya'],
  ])('shows of the field %s what stands there: %s', async (field, value) => {
    expect((await desk.open(await reported(field))).body).toContain(`<dd>${value}</dd>`)
  })

  it('shows of an identity number its end and no more', async () => {
    const { body } = await desk.open(await reported('3', 'satu angka salah'))
    const [{ nikSealed }] = (await all(world.database, 'workers')) as unknown as [{ nikSealed: string }]
    const nik = world.vault.open('workers.nik', nikSealed)
    expect(body).toContain(`berakhir dengan ${nik.slice(-4)}`)
    expect(body).not.toContain(nik.slice(0, 12))
    expect(body).toContain('Jangan tulis atau minta NIK lewat chat')
  })

  it('is answered once; the worker is told, and the page says what was answered and by whom', async () => {
    const at = await reported()
    const page = (await desk.open(at)).body
    expect((await answer(at)).headers.location).toBe(`${at}?dijawab`)
    const { body } = await desk.open(`${at}?dijawab`)
    for (const told of ['laporan ditutup', 'Sudah dibetulkan di daftar', 'Sudah kami betulkan.', 'Bu rina'])
      expect(body).toContain(told)
    expect(body).not.toContain(`${at}/jawab`)
    const late = { ...hidden(page, `${at}/jawab`), key: 'another key', outcome: 'kept', answer: 'Tidak jadi.' }
    const again = await desk.post(`${at}/jawab`, late)
    expect(again.statusCode).toBe(409)
    for (const told of ['sudah dijawab', 'Sudah kami betulkan.', 'tidak terkirim', 'Tidak jadi.'])
      expect(again.body).toContain(told)
    await deliverAllDue(world)
    expect(world.carried.at(-1)!.prompt.text).toContain('Sudah kami betulkan.')
    expect((await desk.open(LIST)).body).not.toContain(at)
  })

  it.each([
    [{ outcome: '' }, 'Pilih dulu hasilnya'],
    [{ outcome: 'forgotten' }, 'Pilih dulu hasilnya'],
    [{ answer: ' ' }, 'Jawabannya kosong'],
    [{ answer: 'x'.repeat(501) }, 'paling banyak 500 huruf'],
    [{ answer: 'Kirimkan foto KTP ke sini.' }, 'naskah meminta NIK'],
    [{ answer: 'Silakan transfer dulu.' }, 'naskah meminta uang'],
  ])('takes no answer like %j, and what was typed stays', async (fields: Record<string, string>, said) => {
    const at = await reported()
    const refused = await answer(at, fields)
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain(said)
    expect(refused.body).toContain(`${fields.answer ?? 'Sudah kami betulkan.'}</textarea>`)
    expect(await all(world.database, 'corrections')).toMatchObject([{ closedAt: null }])
  })

  it('is read again before it is answered where the worker has added something', async () => {
    const at = await reported()
    const fields = {
      ...hidden((await desk.open(at)).body, `${at}/jawab`),
      outcome: 'kept',
      answer: 'Tidak ada yang salah.',
    }
    for (const text of ['data salah', '1', '1', '1', 'di KK juga Sitti', 'ya']) await say(text)
    const stale = await desk.post(`${at}/jawab`, fields)
    expect(stale.statusCode).toBe(409)
    for (const told of ['menambah keterangan', 'di KK juga Sitti', 'Tidak ada yang salah.</textarea>'])
      expect(stale.body).toContain(told)
    expect(stale.body).toMatch(/<option value="kept" selected/)
  })

  it('warns that the answer waits where the worker wants silence since', async () => {
    const at = await reported()
    expect((await desk.open(at)).body).toContain('Jawaban dikirim ke chat pekerja')
    await say('stop')
    expect((await desk.open(at)).body).toContain('minta tidak dikirimi pesan')
  })

  it('takes no form of another site, nor one without its token', async () => {
    const at = await reported()
    const fields = { ...hidden((await desk.open(at)).body, `${at}/jawab`), outcome: 'kept', answer: 'Tidak.' }
    expect((await desk.post(`${at}/jawab`, fields, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await desk.post(`${at}/jawab`, { ...fields, csrf: 'x' })).statusCode).toBe(403)
    expect(await all(world.database, 'corrections')).toMatchObject([{ closedAt: null }])
  })

  it('is there also where the list no longer has the worker', async () => {
    const at = await reported('6', 'bukan nelayan lagi')
    await world.database.run((db) => exec(db.delete(db.t.enrolments)))
    expect((await desk.open(at)).body).toContain('tidak ada isinya')
  })
})
