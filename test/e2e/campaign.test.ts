import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { installation } from '../support/program.ts'

const HEAD = 'nik,nama,tanggal_lahir,telepon,kelurahan,pekerjaan,mulai,selesai,dibayar_sampai'
const ROW = '3574015708709001,Siti Aminah,17-08-1970,081000009001,Kanigaran,nelayan,2026-01,2040-12,2026-11'

let home: ReturnType<typeof installation>
beforeAll(async () => {
  home = installation()
  await home.run(['agency', 'add', 'DKPPP', 'Dinas Pertanian'])
  writeFileSync(`${home.folder}/daftar.csv`, `${HEAD}\n${ROW}\n`)
  const options = ['--agency', 'DKPPP', '--funding', 'apbd', '--consent', 'rapat', '--apply']
  expect((await home.run(['import', `${home.folder}/daftar.csv`, ...options])).code).toBe(0)
}, 60_000)
afterAll(() => home.drop())

const campaign = (...args: string[]) => home.run(['campaign', ...args])
const create = (text: string, ...more: string[]) =>
  home.run(
    ['campaign', 'create', '--agency', 'DKPPP', '--title', 'Kabar', '--text', '-', '--as', 'budi', ...more],
    text,
  )

it('goes from a text on standard input to approval by another officer, and no name is shown', async () => {
  const created = await create(
    'Salam {nama}, ada kabar dari {instansi}.',
    '--segment',
    'nelayan',
    '--kelurahan',
    'kanigaran',
  )
  const id = /Kampanye (\S+) dibuat/.exec(created.out)![1]!
  const preview = await campaign('preview', id)
  expect(preview.out).toContain('Sasaran: 1 orang')
  expect(preview.out).toContain('S••• A•••')
  expect((await campaign('submit', id)).out).toContain('menunggu persetujuan')
  expect(await campaign('approve', id)).toMatchObject({ code: 1, err: expect.stringContaining('--as') })
  expect(await campaign('approve', id, '--as', 'budi')).toMatchObject({
    ...{ code: 1, err: expect.stringContaining('petugas lain') },
  })
  expect((await campaign('approve', id, '--as', 'siti')).code).toBe(0)
  expect(JSON.parse((await campaign('status', id, '--json')).out)).toMatchObject({ id, persons: { frozen: 1 } })
  expect((await campaign('pause', id, '--as', 'budi')).out).toContain('dijeda')
  expect((await campaign('resume', id, '--as', 'siti')).code).toBe(0)
  expect((await campaign('stop', id, '--as', 'budi')).out).toContain('sudah dihentikan')
  expect((await campaign('list')).out).toBe(`${id}\tDKPPP\tsudah dihentikan\tKabar\n`)
}, 120_000)

it('says in an officer’s words what is wrong', async () => {
  const refused = await create('Kirim PIN {gaji}')
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toMatch(/isian gaji tidak dikenal[\s\S]+meminta NIK, PIN/)
  expect((await campaign('status', 'bukan-nomor')).err).toContain('tidak ditemukan')
  expect((await campaign('create', '--agency', 'DKPPP')).code).toBe(1)
  expect((await campaign('fly')).err).toContain('Cara pakai: sapa campaign create')
}, 60_000)

it('the report of reach is told of all agencies and by kelurahan, with its definitions', async () => {
  const days = ['--from', '2026-11-01', '--to', '2026-11-30']
  const all = await home.run(['reach', ...days])
  expect(all.out).toMatch(/semua instansi[\s\S]+instansi +terdaftar[\s\S]+DKPPP +1/)
  const csv = await home.run(['reach', '--agency', 'DKPPP', ...days, '--by', 'kelurahan', '--format', 'csv'])
  expect(csv.out).toContain('kelurahan;name;key;figure;persons;meaning')
  expect(csv.out).toMatch(/Kanigaran;listed;terdaftar;1;orang di daftar/)
  const json = JSON.parse((await home.run(['reach', ...days, '--by', 'segment', '--format', 'json'])).out)
  expect(json).toMatchObject({ agency: null, listed: 1, by: 'segment', groups: [{ key: 'nelayan', listed: 1 }] })
  expect((await home.run(['reach', ...days, '--format', 'xlsx'])).err).toContain('belum tersedia')
}, 60_000)
