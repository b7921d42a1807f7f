import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { deliverAllDue } from '../../../src/services/deliver.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, hidden, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const LIST = '/petugas/urusan-wafat'
const KETAPANG = '35.74.01.1001'
const PILANG = '35.74.01.1009'
const PHONE = '6281000009001'
const BORN = '17-08-1972'

let world: TestWorld
let app: FastifyInstance
let desk: DeskBrowser
let dinkes: string
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  dinkes = await listOf(world, 'DINKES')
  await hire(world, 'rina', 'clerk', { agencyId: dinkes })
  desk = await seated('rina')
})
afterEach(() => app.close())

let desks = 10
async function seated(username: string): Promise<DeskBrowser> {
  const browser = new DeskBrowser(app, `10.0.0.${++desks}`)
  await browser.logIn(username)
  return browser
}
const person = chatOf
/** A family reports from the worker's own phone, and says that the death certificate is there. */
async function reported(): Promise<string> {
  await enrol(world, { agencyId: dinkes, phone: PHONE, bornOn: '1970-08-17', kelurahan: KETAPANG })
  const say = person(world, 'a', PHONE)
  for (const text of ['menu', '1', '17-08-1970', 'meninggal', '1', '1', '4', BORN, '2', '1', '2', '1']) await say(text)
  for (const text of ['2', '1', '1', '4', 'menu']) await say(text)
  await desk.logIn('rina')
  return `${LIST}/${(await all(world.database, 'claims'))[0]!.id}`
}
const keep = (at: string, notes: string, by = desk) => by.fill(at, `${at}/catatan`, { notes })
const actions = async () =>
  (await all(world.database, 'audit'))
    .filter(({ action, actor }) => action.startsWith('claim.') && actor.startsWith('officer:'))
    .map(({ action }) => action)

describe('the list of cases', () => {
  it('has the open ones without a full name, and opens none by being read', async () => {
    expect((await desk.open(LIST)).body).toContain('Tidak ada urusan yang sedang berjalan.')
    const at = await reported()
    expect((await desk.open('/petugas')).body).toContain('<b>1</b> urusan keluarga wafat masih berjalan')
    const { body } = await desk.open(LIST)
    expect(body).toContain(`href="${at}"`)
    expect(body).toContain('S••• A•••')
    expect(body).toContain('Wafat bukan karena kerja (JKM) · Kelurahan Ketapang')
    expect(body).not.toMatch(/Siti|Aminah/)
    expect(await actions()).toEqual([])
  })

  it('shows one of which nobody knows who has died to those who see everything', async () => {
    const say = person(world, 'b')
    for (const text of ['meninggal', '1', 'Slamet Riyadi', '4', BORN, '2', '1', '2', '3']) await say(text)
    expect((await desk.open(LIST)).body).toContain('Tidak ada urusan')
    await hire(world, 'koor', 'coordinator')
    const { body } = await (await seated('koor')).open(LIST)
    expect(body).toContain('Belum diketahui siapa yang wafat')
    expect(body).toContain('Perlu dilihat petugas: Istri lebih dari satu')
    expect(body).not.toContain('Slamet')
  })

  it.each(['auditor', 'admin'] as const)('is not for %s', async (role) => {
    const at = await reported()
    await hire(world, role, role)
    const other = await seated(role)
    for (const url of [LIST, at]) expect((await other.open(url)).statusCode).toBe(403)
    expect((await other.open('/petugas')).body).not.toContain(LIST)
    expect(await actions()).toEqual([])
  })
})

describe('a case', () => {
  it('tells what the family told and which papers are missing, and each opening is noted', async () => {
    const at = await reported()
    const { body } = await desk.open(at)
    for (const told of ['Siti Aminah', 'Sakit atau sebab lain', 'Suami atau istri', 'belum dibuktikan'])
      expect(body).toContain(told)
    const [missing, have] = body
      .split('Surat yang sudah ada')
      .map((part) => part.split('Surat yang masih kurang').at(-1)!)
    expect(missing).toContain('Kartu Keluarga')
    expect(missing).not.toContain('<li>akta kematian')
    expect(have).toContain('(1)')
    expect(have).toContain('<li>akta kematian')
    await desk.open(at)
    expect(await actions()).toEqual(['claim.read', 'claim.read'])
  })

  it('has notes that other officers read and that lie sealed', async () => {
    const at = await reported()
    expect((await keep(at, 'Sudah ditelepon.\nMenunggu KK.')).headers.location).toBe(`${at}?tersimpan`)
    expect((await desk.open(`${at}?tersimpan`)).body).toContain('Catatan disimpan.')
    expect((await desk.open(at)).body).toContain('Sudah ditelepon.\nMenunggu KK.</textarea>')
    expect(JSON.stringify(await all(world.database, 'claims'))).not.toContain('ditelepon')
    expect(await actions()).toContain('claim.noted')
  })

  it('shows nothing of them as markup', async () => {
    const at = await reported()
    await keep(at, '</textarea><b>tebal</b>')
    expect((await desk.open(at)).body).not.toContain('<b>tebal')
  })

  it.each([
    ['NIK 3574015708709001', 'berisi nomor seperti NIK'],
    ['x'.repeat(2001), 'paling banyak 2000 huruf'],
  ])('keeps no notes like %j, and what was typed stays', async (notes, said) => {
    const at = await reported()
    const answer = await keep(at, notes)
    expect([answer.statusCode, answer.body.includes(said)]).toEqual([422, true])
    expect(answer.body).toContain(`${notes}</textarea>`)
    expect(await all(world.database, 'claims')).toMatchObject([{ notesSealed: null }])
  })

  it('takes notes once of a form that is handed in twice', async () => {
    const at = await reported()
    const form = { ...hidden((await desk.open(at)).body, `${at}/catatan`), notes: 'Sekali.' }
    await desk.post(`${at}/catatan`, form)
    const again = await desk.post(`${at}/catatan`, form)
    expect([again.statusCode, again.body.includes('tidak dikerjakan dua kali')]).toEqual([409, true])
    expect((await actions()).filter((action) => action === 'claim.noted')).toHaveLength(1)
  })

  it('whose notes a colleague has changed meanwhile shows both, and nothing is lost', async () => {
    const at = await reported()
    const form = hidden((await desk.open(at)).body, `${at}/catatan`)
    await hire(world, 'budi', 'coordinator')
    await keep(at, 'Catatan Budi.', await seated('budi'))
    const stale = await desk.post(`${at}/catatan`, { ...form, notes: 'Catatan saya.' })
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('Bu budi sudah mengubah catatan')
    expect(stale.body).toContain('Catatan Budi.</p>')
    expect(stale.body).toContain('Catatan saya.</textarea>')
    const both = { ...hidden(stale.body, `${at}/catatan`), notes: 'Catatan Budi. Catatan saya.' }
    expect((await desk.post(`${at}/catatan`, both)).statusCode).toBe(303)
  })

  it('takes notes that were begun before the family told more', async () => {
    const at = await reported()
    const form = hidden((await desk.open(at)).body, `${at}/catatan`)
    const say = person(world, 'a', PHONE)
    for (const text of ['meninggal', '2', BORN]) await say(text)
    expect((await desk.post(`${at}/catatan`, { ...form, notes: 'Menunggu.' })).statusCode).toBe(303)
  })

  it('that was closed is read, and takes no more notes', async () => {
    const at = await reported()
    const form = hidden((await desk.open(at)).body, `${at}/catatan`)
    await keep(at, 'Akta sudah ada.')
    const say = person(world, 'a', PHONE)
    for (const text of ['meninggal', '2', BORN, '7', '1']) await say(text)
    const { body } = await desk.open(at)
    expect(body).toContain('sudah dibayar, menurut keluarga')
    expect(body).toContain('Akta sudah ada.</p>')
    expect(body).not.toContain('<textarea')
    const late = await desk.post(`${at}/catatan`, { ...form, rev: '1', notes: 'Terlambat.' })
    expect([late.statusCode, late.body.includes('sudah ditutup')]).toEqual([409, true])
    expect(late.body).toContain('Terlambat.</p>')
  })

  it('of another agency or kelurahan is as absent as one that is not there, and nothing is noted', async () => {
    const at = await reported()
    await listOf(world, 'DKUPP')
    await hire(world, 'lain', 'clerk', { agencyId: 'agency-DKUPP' })
    await hire(world, 'pilang', 'clerk', { agencyId: dinkes, kelurahan: PILANG })
    for (const username of ['lain', 'pilang']) {
      const other = await seated(username)
      const own = { ...hidden((await other.open(LIST)).body, '/petugas/keluar'), rev: '0', notes: 'x' }
      for (const url of [at, `${LIST}/0190-none`]) {
        expect((await other.open(url)).statusCode).toBe(404)
        expect((await other.post(`${url}/catatan`, own)).statusCode).toBe(404)
      }
      expect((await other.open(LIST)).body).not.toContain(at)
    }
    expect(await actions()).toEqual([])
  })
})

describe('closing a case for a family', () => {
  const ask = (at: string, as: string) => `${at}/tutup?sebagai=${as}`
  const close = (at: string, as: string, by = desk) => by.fill(ask(at, as), `${at}/tutup`)
  const states = async () => (await all(world.database, 'claims')).map(({ state }) => state)
  const mourning = async () => (await all(world.database, 'contacts')).map(({ bereavedAt }) => bereavedAt !== null)
  const told = () => world.carried.map(({ prompt }) => prompt.text).filter((text) => text.includes('Kalau ini keliru'))

  it.each([
    ['paid', 'Santunan sudah dibayar', 'sudah dibayar, menurut petugas', 'santunan sudah dibayar'],
    ['dropped', 'Tidak jadi diurus', 'tidak jadi diurus', 'tidak dilanjutkan'],
    ['mistaken', 'Ternyata tidak ada yang wafat', 'ternyata tidak ada yang wafat', 'tidak ada yang wafat'],
  ])('as %s asks once more, closes it, is noted, and tells the family in its chat', async (as, way, state, said) => {
    const at = await reported()
    const case_ = (await desk.open(at)).body
    expect(case_).toContain(`<a href="${ask(at, as)}">${way}</a>`)
    expect((await desk.open(ask(at, as))).body).toContain('Keluarga diberi tahu')
    expect(await states()).toEqual(['open'])
    expect((await close(at, as)).headers.location).toBe(`${at}?ditutup`)
    expect(await states()).toEqual([as])
    expect(await actions()).toContain('claim.closed')
    const { body } = await desk.open(`${at}?ditutup`)
    for (const words of ['Urusan ini sudah ditutup', state, 'Bu rina menutup urusan ini']) expect(body).toContain(words)
    expect(body).not.toContain('/tutup')
    await deliverAllDue(world)
    expect(told()).toHaveLength(1)
    expect(told()[0]).toContain(said)
    expect(told()[0]).not.toMatch(/Siti|Aminah/)
    expect(await mourning()).toEqual([as !== 'mistaken'])
  })

  it('tells each chat that took the case up, and ends the mourning of all of them when nobody has died', async () => {
    const at = await reported()
    const code = world.vault.open('claims.code', (await all(world.database, 'claims'))[0]!.codeSealed)
    const second = person(world, 'b')
    for (const text of ['meninggal', '2', BORN, code]) await second(text)
    await desk.logIn('rina')
    await close(at, 'mistaken')
    await deliverAllDue(world)
    expect(told()).toHaveLength(2)
    expect(await mourning()).toEqual([false, false])
  })

  it('tells nobody at night, and nobody who asked to be left alone', async () => {
    const at = await reported()
    const code = world.vault.open('claims.code', (await all(world.database, 'claims'))[0]!.codeSealed)
    const second = person(world, 'b')
    for (const text of ['meninggal', '2', BORN, code, 'stop']) await second(text)
    world.clock.pass(12 * 3_600_000)
    await desk.logIn('rina')
    await close(at, 'paid')
    await deliverAllDue(world)
    expect(told()).toEqual([])
    world.clock.pass(12 * 3_600_000)
    await deliverAllDue(world)
    expect(told()).toHaveLength(1)
  })

  it('waits for another look when the family has gone on meanwhile, and is done once', async () => {
    const at = await reported()
    const form = hidden((await desk.open(ask(at, 'paid'))).body, `${at}/tutup`)
    await keep(at, 'Sudah ditelepon.')
    const stale = await desk.post(`${at}/tutup`, form)
    expect([stale.statusCode, stale.body.includes('Belum ditutup')]).toEqual([409, true])
    const fresh = hidden((await desk.open(ask(at, 'paid'))).body, `${at}/tutup`)
    expect((await desk.post(`${at}/tutup`, fresh)).statusCode).toBe(303)
    expect((await desk.post(`${at}/tutup`, fresh)).statusCode).toBe(409)
    expect((await desk.post(`${at}/tutup`, { ...fresh, key: `${fresh.key}2` })).body).toContain('sudah ditutup')
    expect(
      await all(world.database, 'outbox').then((rows) => rows.filter(({ cause }) => cause === 'claim')),
    ).toHaveLength(1)
  })

  it('is not for another kelurahan, another agency or an auditor, and not without the token of the page', async () => {
    const at = await reported()
    const form = hidden((await desk.open(ask(at, 'paid'))).body, `${at}/tutup`)
    expect((await desk.post(`${at}/tutup`, { ...form, csrf: 'x' })).statusCode).toBe(403)
    await hire(world, 'pilang', 'clerk', { kelurahan: PILANG })
    await hire(world, 'dkupp', 'clerk', { agencyId: await listOf(world, 'DKUPP') })
    await hire(world, 'auditor', 'auditor')
    for (const [username, status] of [
      ['pilang', 404],
      ['dkupp', 404],
      ['auditor', 403],
    ] as const) {
      const other = await seated(username)
      const { csrf } = hidden((await other.open('/petugas')).body, '/petugas/keluar')
      expect((await other.open(ask(at, 'paid'))).statusCode).toBe(status)
      expect((await other.post(`${at}/tutup`, { ...form, csrf: csrf! })).statusCode).toBe(status)
    }
    expect(await states()).toEqual(['open'])
  })

  it('is done in no other way than those that a family has', async () => {
    const at = await reported()
    const form = hidden((await desk.open(ask(at, 'paid'))).body, `${at}/tutup`)
    expect((await desk.open(ask(at, 'open'))).body).not.toContain('Ya, tutup')
    expect((await desk.post(`${at}/tutup`, { ...form, as: 'open' })).statusCode).toBe(422)
    expect(await states()).toEqual(['open'])
  })
})
