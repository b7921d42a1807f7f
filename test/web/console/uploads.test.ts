import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { workOnUploads } from '../../../src/services/uploads/work.ts'
import { listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const LIST = '/petugas/daftar-masuk'
const FORM = `${LIST}/serahan`
const HEADER = 'nik,nama,tanggal_lahir,kelurahan,pekerjaan,mulai,selesai'
const SITI = '3574015708709001,Siti Aminah,17-08-1970,Kanigaran,nelayan,2026-01,2026-12'
const BUDI = '3574010302809002,Budi Santoso,03-02-1980,Kanigaran,nelayan,2026-01,2026-12'
const RINA = '3574014505909003,Rina Wati,05-05-1990,Kanigaran,nelayan,2026-01,2026-12'

let inbox: string
let world: TestWorld
let app: FastifyInstance
let dinkes: string
let officer: string
let desk: DeskBrowser
beforeEach(async () => {
  inbox = path.join(mkdtempSync(path.join(tmpdir(), 'sapa-uploads-')), 'masuk')
  world = await testWorld({ inbox })
  app = await buildHost(world)
  dinkes = await listOf(world, 'DINKES')
  officer = (await hire(world, 'rina', 'clerk', { agencyId: dinkes })).id
  desk = await seated('rina')
})
afterEach(async () => {
  await app.close()
  rmSync(path.dirname(inbox), { recursive: true })
})

async function seated(username: string): Promise<DeskBrowser> {
  const browser = new DeskBrowser(app)
  await browser.logIn(username)
  return browser
}

const csv = (...lines: string[]) => new File([lines.join('\n')], 'kader.csv', { type: 'text/csv' })
const work = () => workOnUploads(world, () => false)
const uploads = () => all(world.database, 'uploads')
const imports = () => all(world.database, 'imports')
const files = () => (existsSync(inbox) ? readdirSync(inbox, { recursive: true, encoding: 'utf8' }) : [])

/** Hands a list in; gives the address of its page. */
async function handIn(file: File, fields: Record<string, string> = { funding: 'apbd' }): Promise<string> {
  const answer = await desk.handIn(FORM, FORM, fields, file)
  expect([answer.statusCode, answer.body]).toEqual([303, ''])
  return String(answer.headers.location)
}

async function applied(...lines: string[]): Promise<void> {
  const page = await handIn(csv(HEADER, ...lines))
  await work()
  await desk.fill(page, `${page}/terapkan`)
  await work()
  expect((await desk.open(page)).body).toContain('Sudah diterapkan ke daftar induk.')
}

describe('a list handed in at the console', () => {
  it('is kept for nobody else, judged in the background, and applied when its officer says so', async () => {
    const page = await handIn(csv(HEADER, SITI, '123,Budi,03-02-1980,Kanigaran,nelayan,2026-01,2026-12'))
    const waiting = await desk.open(page)
    expect(waiting.body).toContain('Menunggu giliran dikerjakan.')
    expect(waiting.headers.refresh).toBe('3')
    const [folder, file] = files()
    expect([statSync(inbox), statSync(path.join(inbox, folder!))].map(({ mode }) => mode & 0o777)).toEqual([
      0o700, 0o700,
    ])
    expect([path.basename(file!), statSync(path.join(inbox, file!)).mode & 0o777]).toEqual(['kader.csv', 0o600])
    await work()
    const judged = await desk.open(page)
    expect(judged.headers.refresh).toBeUndefined()
    expect(judged.body).toContain('Belum diterapkan ke daftar induk.')
    expect(judged.body).toMatch(/baru 1<\/b>.*tidak sah 1<\/b>/)
    expect(judged.body).toContain('1 baris: NIK tidak berisi 16 angka.')
    expect(await all(world.database, 'enrolments')).toEqual([])
    const result = await desk.open(/href="([^"]+hasil\.xlsx)"/.exec(judged.body)![1]!)
    expect(result.statusCode).toBe(200)
    expect((await desk.fill(page, `${page}/terapkan`)).headers.location).toBe(page)
    expect((await desk.open(page)).headers.refresh).toBe('3')
    await work()
    expect((await desk.open(page)).body).toContain('Sudah diterapkan ke daftar induk.')
    expect(await all(world.database, 'enrolments')).toHaveLength(1)
    expect(files()).toEqual([])
  })

  it('stands in the audit, by whom it was received and applied', async () => {
    await applied(SITI)
    const noted = (await all(world.database, 'audit')).filter(({ actor }) => actor === `officer:${officer}`)
    const actions = noted.map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['upload.received', 'upload.apply', 'import.applied']))
    expect((await imports()).map(({ startedBy }) => startedBy)).toEqual([`officer:${officer}`])
  })

  it('takes from the form what its rows do not say', async () => {
    const page = await handIn(
      csv('nik,nama,tanggal_lahir,kelurahan', '3574015708709001,Siti Aminah,17-08-1970,Kanigaran'),
      {
        ...{ funding: 'dbhcht', from: '2026-01', to: '2026-12', segment: 'nelayan' },
        ...{ basis: 'SK Wali Kota', consent: 'formulir Mei 2026' },
      },
    )
    await work()
    await desk.fill(page, `${page}/terapkan`)
    await work()
    expect(await all(world.database, 'enrolments')).toMatchObject([
      { funding: 'dbhcht', startsOn: '2026-01-01', endsOn: '2026-12-31', segment: 'nelayan', basis: 'SK Wali Kota' },
    ])
  })

  it('is thrown away with all that was kept of it', async () => {
    const page = await handIn(csv(HEADER, SITI))
    await work()
    await desk.fill(page, `${page}/buang`)
    expect(files()).toEqual([])
    await work()
    expect([await imports(), await all(world.database, 'importRows')]).toEqual([[], []])
    expect((await desk.open(page)).body).toContain('Sudah dibuang.')
    expect((await desk.open(LIST)).body).not.toContain('kader.csv')
    expect((await all(world.database, 'audit')).map(({ action }) => action)).toContain('upload.discarded')
  })

  it('is one, and is applied once, however often its buttons are pressed', async () => {
    const { body } = await desk.open(FORM)
    const fields = { csrf: /name="csrf" value="([^"]+)"/.exec(body)![1]!, key: 'the-same-key', funding: 'apbd' }
    const [first, second] = [
      await desk.postFile(FORM, fields, csv(HEADER, SITI)),
      await desk.postFile(FORM, fields, csv(HEADER, SITI)),
    ]
    expect(second.headers.location).toBe(first.headers.location)
    expect([(await uploads()).length, files().length]).toEqual([1, 2])
    const page = String(first.headers.location)
    await work()
    const form = { csrf: fields.csrf, key: 'another-key', rev: String((await uploads())[0]!.rev) }
    const answers = [await desk.post(`${page}/terapkan`, form), await desk.post(`${page}/terapkan`, form)]
    await work()
    answers.push(await desk.post(`${page}/terapkan`, form))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303])
    expect((await imports()).length).toBe(1)
    expect((await desk.post(`${page}/buang`, form)).statusCode).toBe(409)
  })

  it('tells who is no longer named, and sends doubtful rows to be decided', async () => {
    await applied(SITI, BUDI)
    const page = await handIn(
      csv(HEADER, SITI, '3574015708709004,Siti Aminah,17-08-1970,Kanigaran,nelayan,2026-01,2026-12'),
    )
    await work()
    const { body } = await desk.open(page)
    expect(body).toContain('Tidak ada lagi: 1 orang')
    expect(body).toContain('meragukan 1')
    expect(body).toContain('href="/petugas/data-kembar"')
  })

  it('that has lost more than half of its lines is asked about once more', async () => {
    await applied(SITI, BUDI, RINA)
    const page = await handIn(csv(HEADER, SITI))
    await work()
    const asked = await desk.fill(page, `${page}/terapkan`)
    expect(asked.statusCode).toBe(422)
    expect(asked.body).toContain('hanya berisi 1 baris, padahal daftar terakhir berisi 3 baris')
    expect(asked.body).not.toContain('--shrunk')
    await work()
    expect((await imports()).filter(({ appliedAt }) => appliedAt)).toHaveLength(1)
    const fields = Object.fromEntries(
      [
        ...asked.body
          .split(`${page}/terapkan`)[1]!
          .split('</form>')[0]!
          .matchAll(/name="(\w+)" value="([^"]*)"/g),
      ].map(([, name, value]) => [name!, value!]),
    )
    expect(fields.mayShrink).toBe('ya')
    await desk.post(`${page}/terapkan`, fields)
    await work()
    expect((await imports()).filter(({ appliedAt }) => appliedAt)).toHaveLength(2)
  })

  it('of what was paid goes the same way, known by its header', async () => {
    await applied(SITI)
    const paid = new File(['NIK;Bulan;Iuran;Status\n3574015708709001;2026-10;16800;lunas'], 'iuran.csv')
    const page = await handIn(paid, {})
    await work()
    expect((await desk.open(page)).body).toContain('Bulan yang belum tercatat.')
    await desk.fill(page, `${page}/terapkan`)
    await work()
    expect(await all(world.database, 'contributions')).toMatchObject([{ month: '2026-10', status: 'paid' }])
    expect(files()).toEqual([])
  })

  it('of workers of which nobody has said who pays is asked for that, and not for the file', async () => {
    const page = await handIn(csv(HEADER, SITI), {})
    await work()
    expect((await desk.open(page)).body).toContain('sumber dananya perlu dipilih')
    await desk.fill(page, `${page}/periksa`, { funding: 'apbd' })
    await work()
    expect((await desk.open(page)).body).toContain('baru 1')
  })
})

describe('a header that is not understood', () => {
  const STRANGE = 'Nomor Induk,nama,Lahirnya,kelurahan,pekerjaan,mulai,selesai'

  it('is asked about column by column, and remembered for the agency once the list is applied', async () => {
    const page = await handIn(csv(STRANGE, SITI))
    await work()
    const { body } = await desk.open(page)
    expect(body).toContain('kolom nik, tanggal_lahir tidak ada')
    expect([...body.matchAll(/<select id="(column-\w+)"/g)].map(([, id]) => id)).toEqual([
      'column-nik',
      'column-bornOn',
    ])
    expect(body).toContain('<option value="Nomor Induk">')
    await desk.fill(page, `${page}/periksa`, { 'column-nik': 'Nomor Induk', 'column-bornOn': 'Lahirnya' })
    await work()
    expect((await desk.open(page)).body).toContain('baru 1')
    expect((await all(world.database, 'agencies'))[0]!.headerNames).toBeNull()
    await desk.fill(page, `${page}/terapkan`)
    await work()
    const names = { 'nomor induk': 'nik', lahirnya: 'bornOn' }
    expect((await all(world.database, 'agencies'))[0]!.headerNames).toEqual(names)
    const next = await handIn(csv(STRANGE, SITI))
    await work()
    expect((await desk.open(next)).body).toContain('sama 1')
  })

  it('may be explained again where the first choice was wrong', async () => {
    const page = await handIn(csv(STRANGE, SITI))
    await work()
    await desk.fill(page, `${page}/periksa`, { 'column-nik': 'Lahirnya', 'column-bornOn': 'Nomor Induk' })
    await work()
    const { body } = await desk.open(page)
    expect(body).toContain('tidak sah 1')
    const chosen = [...body.matchAll(/<option[^>]* selected[^>]*>([^<]*)</g)].map(([, header]) => header)
    expect(chosen).toEqual(['Lahirnya', 'Nomor Induk'])
    await desk.fill(page, `${page}/periksa`, { 'column-nik': 'Nomor Induk', 'column-bornOn': 'Lahirnya' })
    await work()
    expect((await desk.open(page)).body).toContain('baru 1')
  })

  it.each([
    ['nothing', {}, 'Pilih judul kolom untuk setiap hal'],
    [
      'a header of no file',
      { 'column-nik': 'bohong', 'column-bornOn': 'Lahirnya' },
      'Pilih judul kolom untuk setiap hal',
    ],
    ['one header twice', { 'column-nik': 'Lahirnya', 'column-bornOn': 'Lahirnya' }, 'dipilih untuk dua hal'],
  ])('is not explained by %s', async (_, fields, words) => {
    const page = await handIn(csv(STRANGE, SITI))
    await work()
    const answer = await desk.fill(page, `${page}/periksa`, fields)
    expect([answer.statusCode, answer.body.includes(words)]).toEqual([422, true])
    expect((await uploads())[0]!.wanted).toBeNull()
  })

  it('lies sealed: it may be a worker’s row', async () => {
    const page = await handIn(csv(SITI, BUDI, RINA))
    await work()
    expect((await desk.open(page)).body).toContain('judul kolom yang dikenal tidak ditemukan')
    expect(JSON.stringify(await uploads())).not.toMatch(/3574|Siti/)
  })
})

describe('a file that is no list', () => {
  it.each<[string, File, string]>([
    ['empty', new File([''], 'kosong.csv'), 'Berkas kosong.csv kosong.'],
    ['a picture', new File([Buffer.from([0x89, 0x50, 0, 1, 2, 3])], 'foto.csv'), 'bukan berkas teks'],
    ['of another type', new File(['halo'], 'surat.docx'), 'Jenis berkas surat.docx tidak dikenal'],
    ['a damaged sheet', new File(['halo'], 'rusak.xlsx'), 'Berkas rusak.xlsx rusak'],
  ])('%s, is told of in the officer’s words', async (_, file, words) => {
    const page = await handIn(file)
    await work()
    const { body } = await desk.open(page)
    expect(body).toContain(words)
    expect(body).not.toMatch(/\/terapkan|\/periksa/)
    await desk.fill(page, `${page}/buang`)
    expect(files()).toEqual([])
  })

  it('is asked for where none was chosen, and what was typed stays', async () => {
    const answer = await desk.handIn(FORM, FORM, { funding: 'dbhcht', basis: 'SK 7' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Belum ada berkas yang dipilih.')
    expect(answer.body).toMatch(/<option value="dbhcht" selected|<option selected value="dbhcht"/)
    expect(answer.body).toContain('value="SK 7"')
  })

  it.each([
    [{ funding: 'emas' }, 'Sumber dana itu tidak dikenal'],
    [{ from: 'kapan-kapan' }, 'Bulan ditulis seperti 2026-01'],
    [{ from: '2026-12', to: '2026-01' }, 'Tanggal akhir lebih dulu'],
    [{ segment: 'raja' }, 'Segmen itu tidak dikenal'],
    [{ basis: 'x'.repeat(301) }, 'paling panjang 300 huruf'],
  ])('leaves no file behind where the form is refused: %j', async (fields, words) => {
    const answer = await desk.handIn(FORM, FORM, fields, csv(HEADER, SITI))
    expect([answer.statusCode, answer.body.includes(words)]).toEqual([422, true])
    expect([files(), await uploads()]).toEqual([[], []])
  })

  it('is told to be too large, and not kept', async () => {
    const sheet = new File([Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(40_000_001)])], 'besar.xlsx')
    const answer = await desk.handIn(FORM, FORM, { funding: 'apbd' }, sheet)
    expect([answer.statusCode, answer.body.includes('lebih besar dari 40 MB')]).toEqual([413, true])
    expect(files()).toEqual([])
  })
})

describe('whose list it is', () => {
  it('nobody of another agency learns, nor an officer of one kelurahan', async () => {
    const page = await handIn(csv(HEADER, SITI))
    await work()
    const rev = String((await uploads())[0]!.rev)
    await hire(world, 'lain', 'approver', { agencyId: await listOf(world, 'KESRA') })
    await hire(world, 'lurah', 'clerk', { agencyId: dinkes, kelurahan: '35.74.01.1001' })
    for (const name of ['lain', 'lurah']) {
      const other = await seated(name)
      const { csrf } = { csrf: /name="csrf" value="([^"]+)"/.exec((await other.open(LIST)).body)![1]! }
      expect((await other.open(page)).statusCode).toBe(404)
      for (const deed of ['terapkan', 'buang', 'periksa'])
        expect((await other.post(`${page}/${deed}`, { csrf, key: 'some-key-of-it', rev })).statusCode).toBe(404)
    }
    expect((await uploads())[0]).toMatchObject({ wanted: null, outcome: null })
  })

  it('an officer of one kelurahan and a coordinator see no form, and can hand nothing in', async () => {
    await hire(world, 'lurah', 'clerk', { agencyId: dinkes, kelurahan: '35.74.01.1001' })
    await hire(world, 'koor', 'coordinator')
    for (const [name, status] of [
      ['lurah', 404],
      ['koor', 403],
    ] as const) {
      const other = await seated(name)
      const { body } = await other.open(LIST)
      expect(body).not.toContain(FORM)
      expect((await other.open(FORM)).statusCode).toBe(status)
      const csrf = /name="csrf" value="([^"]+)"/.exec(body)![1]!
      const answer = await other.postFile(FORM, { csrf, key: 'some-key-of-it', funding: 'apbd' }, csv(HEADER, SITI))
      expect([name, answer.statusCode]).toEqual([name, status])
    }
    expect(files()).toEqual([])
  })

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['without the token of its session', { csrf: 'made-up' }, {}],
    ['from a page of another site', {}, { 'sec-fetch-site': 'cross-site' }],
  ])('no form is taken %s, and no file kept', async (_, fields, headers) => {
    const csrf = /name="csrf" value="([^"]+)"/.exec((await desk.open(LIST)).body)![1]!
    const sent = { csrf, key: 'some-key-of-it', funding: 'apbd', ...fields }
    expect((await desk.postFile(FORM, sent, csv(HEADER, SITI), headers)).statusCode).toBe(403)
    expect([files(), await uploads()]).toEqual([[], []])
  })

  it('a name that climbs out of its folder stays in it', async () => {
    await handIn(new File([`${HEADER}\n${SITI}`], '../../../jahat.csv'))
    expect(
      files()
        .map((file) => path.basename(file))
        .at(-1),
    ).toBe('jahat.csv')
    expect(readFileSync(path.join(inbox, files().at(-1)!), 'utf8')).toContain('Siti')
  })
})
