import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { runCampaigns } from '../../../src/services/campaigns/run.ts'
import { deliverAllDue } from '../../../src/services/deliver.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all, put } from '../../store/rows.ts'
import { DeskBrowser, type Hidden, type Hired, hidden, hire } from '../../support/desk.ts'
import { SMALL } from '../../support/media.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const LIST = '/petugas/pesan'
const NEW = `${LIST}/baru`
const PILANG = '35.74.01.1009'
const PHONE = '6281000009001'

let world: TestWorld
let app: FastifyInstance
let dinkes: string
let writer: Hired
let desk: DeskBrowser
let second: DeskBrowser
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  dinkes = await listOf(world, 'DINKES')
  writer = await hire(world, 'rina', 'clerk', { agencyId: dinkes })
  desk = await seated('rina')
  await hire(world, 'budi', 'approver', { agencyId: dinkes })
  second = await seated('budi')
  await enrol(world, { agencyId: dinkes, phone: PHONE, agreed: true })
  await enrol(world, { agencyId: dinkes, name: 'Budi Santoso' })
})
afterEach(() => app.close())

let desks = 10
async function seated(username: string): Promise<DeskBrowser> {
  const browser = new DeskBrowser(app, `10.0.0.${++desks}`)
  await browser.logIn(username)
  return browser
}

const DRAFT = { title: 'Kabar perlindungan', id: 'Salam {nama}, ada kabar dari {instansi}.' }
const write = (fields: Hidden = {}, by = desk) => by.fill(NEW, LIST, { ...DRAFT, ...fields })
async function written(fields: Hidden = {}): Promise<string> {
  return (await write(fields)).headers.location!.replace('?tersimpan', '')
}
async function submitted(fields: Hidden = {}): Promise<string> {
  const at = await written(fields)
  await desk.fill(at, `${at}/ajukan`)
  return at
}
async function approved(): Promise<string> {
  const at = await submitted()
  await second.fill(at, `${at}/setujui`)
  return at
}
const campaigns = () => all(world.database, 'campaigns')
const actions = async () =>
  (await all(world.database, 'audit')).map(({ action }) => action).filter((action) => action.startsWith('campaign.'))
async function sweep(): Promise<void> {
  await runCampaigns(world)
  await deliverAllDue(world)
  await runCampaigns(world)
}
/** The figure of a row of a table. */
const figure = (body: string, name: string) =>
  Number(new RegExp(`<th scope="row">${name}</th><td class="n">(\\d+)</td>`).exec(body)?.[1])

describe('a draft', () => {
  it('is looked at before it is kept: whom it reaches, ten messages as they would be, and what to mind', async () => {
    const form = hidden((await desk.open(NEW)).body, LIST)
    const { statusCode, body } = await desk.post(`${NEW}/lihat`, { ...form, ...DRAFT, id: `${DRAFT.id} Pasti cair.` })
    expect(statusCode).toBe(200)
    for (const [n, of] of [
      [2, 'orang dituju'],
      [1, 'bisa dikirimi pesan'],
      [1, 'perlu dikunjungi'],
    ])
      expect(body).toContain(`<b>${n}</b> ${of}`)
    expect(body).toContain('Salam S••• A•••, ada kabar dari Dinas DINKES. Pasti cair.')
    expect(body).toContain('Untuk B••• S••• (dikunjungi: tidak ada nomor HP)')
    expect(body).toContain('terdengar seperti janji')
    expect(body).toContain('value="Kabar perlindungan"')
    expect(body).not.toMatch(/Siti|Santoso|62810/)
    expect(await campaigns()).toEqual([])
    expect((await desk.post(LIST, { ...hidden(body, LIST), ...DRAFT })).statusCode).toBe(303)
  })

  it('has its own audience, languages and time', async () => {
    const at = await written({
      ...{ jv: 'Sugeng {nama}.', segment: 'petani', kelurahan: PILANG, notReached: 'ya' },
      ...{ startsOn: '2026-12-01', startsTime: '09:30', endsWithin: '45', without: 'p12, 7', notUnderstood: 'ya' },
      ...{ arrears: 'ya', ended: 'ya' },
    })
    expect(await campaigns()).toMatchObject([
      {
        audience: {
          ...{ segment: 'petani', kelurahan: PILANG, notReached: true },
          ...{ states: ['arrears', 'ended'], endsWithin: 45, notUnderstood: true, without: ['P0000012', 'P0000007'] },
        },
        startsAt: new Date('2026-12-01T09:30:00+07:00'),
        createdBy: writer.id,
      },
    ])
    const { body } = await desk.open(at)
    expect(body).toContain(
      'Petani, Kelurahan Pilang, hanya yang belum terjangkau, menunggak menurut berkas iuran / masanya sudah berakhir, masanya habis dalam 45 hari',
    )
    expect(body).toContain('tidak sebelum 1 Desember 2026 pukul 09.30')
    expect(body).toContain('Bahasa Jawa')
    const form = (await desk.open(`${at}/ubah`)).body
    for (const kept of [
      'value="45"',
      'P0000012 P0000007</textarea>',
      'value="2026-12-01"',
      'value="09:30"',
      'Sugeng {nama}.</textarea>',
      'checked',
    ])
      expect(form).toContain(kept)
  })

  it.each([
    [{ title: ' ' }, 'Judul harus diisi'],
    [{ id: 'Kirim PIN {gaji}' }, 'isian gaji tidak dikenal'],
    [{ jv: 'Transfer uang dulu.' }, 'Bahasa Jawa: naskah meminta uang'],
    [{ startsOn: 'besok' }, 'Waktu mulai belum terbaca'],
    [{ startsTime: '09:00' }, 'Waktu mulai belum terbaca'],
    [{ segment: 'raja' }, 'tidak dikenal'],
    [{ kelurahan: '35.13.01.1001' }, 'tidak dikenal'],
  ])('is not kept with %j, and what was typed stays', async (fields: Hidden, said) => {
    for (const answer of [await write(fields), await desk.fill(NEW, LIST, {}).then(() => looked(fields))]) {
      expect([answer.statusCode, answer.body.includes(said)]).toEqual([422, true])
      expect(answer.body).toContain(`${fields.id ?? DRAFT.id}</textarea>`)
    }
    expect(await campaigns()).toEqual([])
  })
  async function looked(fields: Hidden) {
    const form = hidden((await desk.open(NEW)).body, LIST)
    return await desk.post(`${NEW}/lihat`, { ...form, ...DRAFT, ...fields })
  }

  it('is of the officer’s own agency, whatever a form says', async () => {
    await listOf(world, 'DKUPP')
    expect((await desk.open(NEW)).body).not.toContain('DKUPP')
    const answer = await write({ agency: 'DKUPP' })
    expect([answer.statusCode, answer.body.includes('tidak bisa kami baca')]).toEqual([422, true])
    expect(await campaigns()).toEqual([])
  })

  it('is of the agency that an officer of none chooses', async () => {
    await listOf(world, 'DKUPP')
    await hire(world, 'koor', 'coordinator')
    const coordinator = await seated('koor')
    expect((await write({}, coordinator)).statusCode).toBe(422)
    expect((await write({ agency: 'DKUPP' }, coordinator)).statusCode).toBe(303)
    expect(await campaigns()).toMatchObject([{ agencyId: 'agency-DKUPP' }])
  })

  it('of an officer of one kelurahan speaks to that kelurahan', async () => {
    await hire(world, 'pilang', 'clerk', { agencyId: dinkes, kelurahan: PILANG })
    const local = await seated('pilang')
    expect((await local.open(NEW)).body).not.toContain('<optgroup')
    expect((await write({ kelurahan: '35.74.01.1001' }, local)).statusCode).toBe(303)
    expect(await campaigns()).toMatchObject([{ audience: { kelurahan: PILANG } }])
  })

  it('is made once of a form that is handed in twice', async () => {
    const form = { ...hidden((await desk.open(NEW)).body, LIST), ...DRAFT }
    await desk.post(LIST, form)
    const again = await desk.post(LIST, form)
    expect([again.statusCode, again.body.includes('tidak dikerjakan dua kali')]).toEqual([409, true])
    expect(await campaigns()).toHaveLength(1)
  })

  it('that a colleague has changed meanwhile is not written over unseen, and the words stay', async () => {
    const at = await written()
    const form = hidden((await desk.open(`${at}/ubah`)).body, `${at}/ubah`)
    await second.fill(`${at}/ubah`, `${at}/ubah`, { ...DRAFT, title: 'Judul kedua' })
    const mine = { ...DRAFT, id: 'Tulisan saya untuk {nama}.' }
    const stale = await desk.post(`${at}/ubah`, { ...form, ...mine })
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toMatch(/sudah berubah:\njudul\nTulisan Anda/)
    expect(stale.body).toContain('Tulisan saya untuk {nama}.</textarea>')
    expect(await campaigns()).toMatchObject([{ title: 'Judul kedua' }])
    const again = await desk.post(`${at}/ubah`, { ...hidden(stale.body, `${at}/ubah`), ...mine })
    expect(again.statusCode).toBe(303)
  })

  it('that is looked at while it is edited still knows when it was opened', async () => {
    const at = await written()
    const form = hidden((await desk.open(`${at}/ubah`)).body, `${at}/ubah`)
    await second.fill(`${at}/ubah`, `${at}/ubah`, { ...DRAFT, title: 'Judul kedua' })
    const { body } = await desk.post(`${at}/ubah/lihat`, { ...form, ...DRAFT })
    expect((await desk.post(`${at}/ubah`, { ...hidden(body, `${at}/ubah`), ...DRAFT })).statusCode).toBe(409)
  })

  it('is closed to those who write none', async () => {
    for (const role of ['auditor', 'admin'] as const) {
      await hire(world, role, role)
      const other = await seated(role)
      for (const url of [LIST, NEW]) expect((await other.open(url)).statusCode).toBe(403)
      expect((await other.open('/petugas')).body).not.toContain(`href="${LIST}"`)
    }
  })
})

describe('a picture or a PDF', () => {
  const png = (content = SMALL.png, name = 'kartu.png') => new File([new Uint8Array(content)], name)

  it('is handed in with the draft, seen, replaced, taken away, and stands among the changes', async () => {
    const at = await written()
    expect((await desk.open(at)).body).toContain('Sertakan gambar atau PDF')
    expect((await desk.handIn(at, `${at}/berkas`, {}, png())).headers.location).toBe(`${at}?berkas`)
    const { body } = await desk.open(`${at}?berkas`)
    expect(body).toContain(`<img class="sent" src="${at}/berkas"`)
    expect(body).toContain('gambar PNG, 1 kB')
    expect(body).toContain('Saluran latihan tidak bisa membawa berkas itu')
    const seen = await desk.open(`${at}/berkas`)
    expect([seen.statusCode, seen.headers['content-type'], seen.rawPayload]).toEqual([200, 'image/png', SMALL.png])
    expect(seen.headers['cache-control']).toBe('no-store')
    expect(body).not.toContain('kuota')
    await desk.handIn(at, `${at}/berkas`, {}, png(Buffer.concat([SMALL.pdf, Buffer.alloc(1_200_000)]), 'bohong.jpg'))
    expect((await desk.open(at)).body).toMatch(/<a href="[^"]+\/berkas">PDF, 1.200 kB<\/a>[\s\S]+menghabiskan kuota/)
    expect((await desk.fill(at, `${at}/berkas/hapus`)).headers.location).toBe(`${at}?tanpa-berkas`)
    expect((await desk.open(`${at}/berkas`)).statusCode).toBe(404)
    expect((await desk.open(at)).body.match(/gambar atau PDF<\/li>/g)).toHaveLength(3)
    expect(await all(world.database, 'files')).toEqual([])
    expect((await actions()).filter((action) => action === 'campaign.edit')).toHaveLength(3)
  })

  it.each([
    [png(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')), 422, 'bukan gambar JPG'],
    [new File([], ''), 422, 'Berkasnya kosong'],
    [png(Buffer.concat([SMALL.pdf, Buffer.alloc(11_000_000)])), 422, 'terlalu besar, paling besar 10 MB'],
  ])('that is none is refused with what to do (%#)', async (file, status, said) => {
    const at = await written()
    const refused = await desk.handIn(at, `${at}/berkas`, {}, file)
    expect([refused.statusCode, refused.body.includes(said)]).toEqual([status, true])
    expect(await all(world.database, 'files')).toEqual([])
  })

  it('is not taken by a form of another page, by a stale one, or once the message is approved', async () => {
    const at = await written()
    const form = hidden((await desk.open(at)).body, `${at}/berkas`)
    expect((await desk.postFile(`${at}/berkas`, { ...form, csrf: 'x' }, png())).statusCode).toBe(403)
    await second.handIn(at, `${at}/berkas`, {}, png(SMALL.jpg))
    expect((await desk.postFile(`${at}/berkas`, form, png())).statusCode).toBe(409)
    expect(await all(world.database, 'files')).toMatchObject([{ type: 'image/jpeg' }])
    await hire(world, 'sari', 'approver', { agencyId: dinkes })
    const late = hidden((await desk.open(at)).body, `${at}/berkas`)
    await desk.fill(at, `${at}/ajukan`)
    const third = await seated('sari')
    await third.fill(at, `${at}/setujui`)
    const { body } = await desk.open(at)
    expect(body).toContain(`src="${at}/berkas"`)
    expect(body).not.toContain('type="file"')
    expect((await desk.postFile(`${at}/berkas`, late, png())).statusCode).toBe(409)
    expect(await all(world.database, 'files')).toMatchObject([{ type: 'image/jpeg' }])
  })
})

describe('a try', () => {
  it('goes to the officer’s own linked chat by one button, and by the code of a chat where none is linked', async () => {
    const at = await written()
    const say = chatOf(world, 'rina', '6281000009500')
    await say('halo')
    await deliverAllDue(world)
    world.carried.length = 0
    const [chat] = await all(world.database, 'contacts')
    expect((await desk.open(at)).body).toContain('Sambungkan di Akun saya')
    const refused = await desk.fill(at, `${at}/coba`, { chat: 'ABCDEF' })
    expect([refused.statusCode, refused.body.includes('bukan milik Anda')]).toEqual([422, true])
    expect((await desk.fill(at, `${at}/coba`, { chat: chat!.code })).headers.location).toBe(`${at}?coba`)
    await put(world.database, 'officerChats', {
      officerId: writer.id,
      contactId: chat!.id,
      linkedAt: world.clock.now(),
    })
    const { body } = await desk.open(at)
    expect(body).not.toContain('name="chat"')
    await desk.post(`${at}/coba`, hidden(body, `${at}/coba`))
    expect((await desk.open(`${at}?coba`)).body).toContain('Uji coba dikirim ke obrolan Anda.')
    await deliverAllDue(world)
    expect(world.carried.map(({ address }) => address)).toEqual(['rina', 'rina'])
    expect((await actions()).filter((action) => action === 'campaign.test')).toHaveLength(2)
    await desk.fill(at, `${at}/ajukan`)
    await second.fill(at, `${at}/setujui`)
    expect((await desk.open(at)).body).not.toContain(`${at}/coba`)
  })
})

describe('an approval', () => {
  it('shows exactly what goes out, to how many, when, how long it takes, and who wrote it', async () => {
    const { body } = await second.open(await submitted({ startsOn: '2026-11-25' }))
    expect(body).toContain('Salam {nama}, ada kabar dari {instansi}.')
    expect(body).toContain('Salam S••• A•••, ada kabar dari Dinas DINKES.')
    expect(body).toContain('<b>1</b> bisa dikirimi pesan')
    expect(body).toContain('Berangkat mulai 25 November 2026 pukul 08.00')
    expect(body).toContain('kira-kira 1 menit')
    expect(body).toContain('Saluran latihan: 1 orang di 1 obrolan, kira-kira 1 menit. Tidak ada biaya per pesan.')
    expect(body).toContain('Bu rina, 24 November 2026 pukul 09.00')
    expect(body).toContain('Setujui pesan ini')
  })

  it('is another officer’s, and the writer is told so kindly', async () => {
    await hire(world, 'sari', 'approver', { agencyId: dinkes })
    const own = await seated('sari')
    const at = (await write({}, own)).headers.location!.replace('?tersimpan', '')
    await own.fill(at, `${at}/ajukan`)
    const { body } = await own.open(at)
    expect(body).toContain('perlu mata kedua')
    expect(body).not.toContain(`${at}/setujui`)
    const made = { ...hidden(body, '/petugas/keluar'), rev: '2' }
    const answer = await own.post(`${at}/setujui`, made)
    expect([answer.statusCode, answer.body.includes('disetujui oleh petugas lain')]).toEqual([422, true])
    expect(await campaigns()).toMatchObject([{ approvedAt: null }])
  })

  it('is not for a clerk, who reads whom it waits for', async () => {
    const at = await submitted()
    const { body } = await desk.open(at)
    expect(body).toContain('Menunggu disetujui oleh petugas')
    expect(body).not.toContain(`${at}/setujui`)
    const made = { ...hidden(body, '/petugas/keluar'), rev: '2' }
    expect((await desk.post(`${at}/setujui`, made)).statusCode).toBe(403)
  })

  it('of what was changed meanwhile is refused, and the page shows what it is now', async () => {
    const at = await submitted()
    const form = hidden((await second.open(at)).body, `${at}/setujui`)
    await desk.fill(`${at}/ubah`, `${at}/ubah`, { ...DRAFT, id: 'Lain sama sekali.' })
    await desk.fill(at, `${at}/ajukan`)
    const stale = await second.post(`${at}/setujui`, form)
    expect([stale.statusCode, stale.body.includes('Lain sama sekali.')]).toEqual([409, true])
    expect(stale.body).toMatch(/sudah berubah sejak Anda membukanya:\nnaskah\ndiajukan/)
    expect(await campaigns()).toMatchObject([{ approvedAt: null }])
  })

  it('is counted at home for those who may give it, and for nobody else', async () => {
    await submitted()
    const waits = /<b>(\d)<\/b> pesan ke pekerja menunggu persetujuan/
    expect(waits.exec((await second.open('/petugas')).body)?.[1]).toBe('1')
    expect((await desk.open('/petugas')).body).not.toMatch(waits)
    await hire(world, 'lain', 'approver', { agencyId: await listOf(world, 'DKUPP') })
    expect(waits.exec((await (await seated('lain')).open('/petugas')).body)?.[1]).toBe('0')
  })

  it('handed in twice is done once', async () => {
    const at = await submitted()
    const form = hidden((await second.open(at)).body, `${at}/setujui`)
    expect((await second.post(`${at}/setujui`, form)).headers.location).toBe(`${at}?setujui`)
    expect((await second.post(`${at}/setujui`, form)).statusCode).toBe(409)
    expect((await actions()).filter((action) => action === 'campaign.approve')).toHaveLength(1)
  })
})

describe('a message on its way', () => {
  it('shows how far it has come with what each figure means, and why somebody is visited', async () => {
    const at = await approved()
    await sweep()
    const { body } = await desk.open(at)
    expect([figure(body, 'penerima'), figure(body, 'terkirim'), figure(body, 'dikunjungi')]).toEqual([2, 1, 1])
    expect(body).toContain('pesannya sampai di HP')
    expect(body).toContain('<b>1</b> tidak ada nomor HP')
    expect(world.carried.map(({ prompt }) => prompt.text)).toEqual(['Salam S••• A•••, ada kabar dari Dinas DINKES.'])
    expect((await desk.open(LIST)).body).toContain('2 penerima, 1 terkirim')
  })

  it('is held, goes on by an approver, and is stopped only after one more question', async () => {
    const at = await approved()
    expect((await desk.fill(at, `${at}/jeda`)).headers.location).toBe(`${at}?jeda`)
    await sweep()
    expect(world.carried).toEqual([])
    expect((await desk.open(at)).body).not.toContain(`${at}/lanjutkan`)
    await second.fill(at, `${at}/lanjutkan`)
    const asked = await desk.open(`${at}/hentikan`)
    expect(asked.body).toContain('Yang sudah terkirim tidak bisa ditarik')
    expect(await campaigns()).toMatchObject([{ stoppedAt: null }])
    await desk.fill(`${at}/hentikan`, `${at}/hentikan`)
    const { body } = await desk.open(at)
    expect(body).toContain('sudah dihentikan')
    for (const deed of ['jeda', 'lanjutkan', 'hentikan', 'ubah']) expect(body).not.toContain(`${at}/${deed}`)
    await sweep()
    expect(world.carried).toEqual([])
  })

  it('cannot be edited, not even by a form that was open before', async () => {
    const at = await submitted()
    const form = hidden((await desk.open(`${at}/ubah`)).body, `${at}/ubah`)
    await second.fill(at, `${at}/setujui`)
    const late = await desk.post(`${at}/ubah`, { ...form, ...DRAFT, id: 'Lain.' })
    expect([late.statusCode, late.body.includes('tidak bisa diubah')]).toEqual([409, true])
  })

  it('tells who did what to it', async () => {
    const { body } = await desk.open(await approved())
    expect(body).toMatch(/Bu rina: diajukan[\s\S]+Bu budi: disetujui/)
    expect(await actions()).toEqual(['campaign.create', 'campaign.submit', 'campaign.approve'])
  })
})

it('a message of another agency is as absent as one that is not there, to read and to change', async () => {
  const at = await submitted()
  await listOf(world, 'DKUPP')
  await hire(world, 'lain', 'approver', { agencyId: 'agency-DKUPP' })
  const other = await seated('lain')
  const form = { ...hidden((await other.open(NEW)).body, LIST), ...DRAFT, rev: '2' }
  for (const url of [at, `${LIST}/0190-none`]) {
    for (const page of ['', '/ubah', '/hentikan']) expect((await other.open(url + page)).statusCode).toBe(404)
    for (const deed of [
      'ajukan',
      'setujui',
      'jeda',
      'lanjutkan',
      'hentikan',
      'ubah',
      'ubah/lihat',
      'coba',
      'berkas/hapus',
    ])
      expect([deed, (await other.post(`${url}/${deed}`, form)).statusCode]).toEqual([deed, 404])
  }
  expect((await other.open(LIST)).body).toContain('Belum ada pesan.')
  expect(await campaigns()).toMatchObject([{ approvedAt: null, rev: 2 }])
})
