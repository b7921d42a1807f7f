import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agency } from '../../src/commands/agency.ts'
import { campaign } from '../../src/commands/campaign.ts'
import { importCommand } from '../../src/commands/import.ts'
import { reach } from '../../src/commands/reach.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { withWorld } from '../../src/main.ts'
import { readCampaign } from '../../src/services/campaigns/known.ts'
import { agencyByCode } from '../../src/store/agencies.ts'
import { hire, PASSWORD } from '../support/desk.ts'
import { SMALL } from '../support/media.ts'
import { piped } from '../support/shell.ts'
import { TUESDAY } from '../support/world.ts'

const HEAD = 'nik,nama,tanggal_lahir,telepon,kelurahan,pekerjaan,mulai,selesai,dibayar_sampai'
const ROW = '3574015708709001,Siti Aminah,17-08-1970,081000009001,Kanigaran,nelayan,2026-01,2026-12,2026-11'

const AUDITOR = { id: 'a', username: 'a', name: 'A', role: 'auditor', agencyId: null, kelurahan: null } as const

const folder = mkdtempSync(path.join(tmpdir(), 'sapa-campaign-'))
const shellWith = (...input: string[]) =>
  piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)), ...input)

beforeAll(async () => {
  const shell = shellWith()
  await agency(['add', 'DKPPP', 'Dinas Pertanian'], shell)
  const file = path.join(folder, 'daftar.csv')
  writeFileSync(file, `${HEAD}\n${ROW}\n`)
  await importCommand([file, '--agency', 'DKPPP', '--funding', 'apbd', '--consent', 'rapat', '--apply'], shell)
  await withWorld(shell, async (world) => {
    const own = await world.database.run((db) => agencyByCode(db, 'DKPPP'))
    await hire(world, 'budi', 'clerk', { agencyId: own!.id })
    await hire(world, 'siti', 'approver', { agencyId: own!.id })
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the command with some lines piped in; what it printed, or what refused it. */
async function run(args: string[], ...input: string[]): Promise<{ out: string; err: string }> {
  const shell = shellWith(...input)
  const refused = await campaign(args, shell).then(
    () => [],
    (error) => [shell.say([error.code, error.values])],
  )
  return { out: shell.lines.join('\n'), err: [...shell.errors, ...refused].join('\n') }
}
const create = (text: string, ...more: string[]) =>
  run(
    ['create', '--agency', 'DKPPP', '--title', 'Kabar', '--text', '-', '--as', 'budi', ...more],
    PASSWORD,
    ...text.split('\n'),
  )

it('goes from a text on standard input to approval by another officer, and no name is shown', async () => {
  const made = await create(
    'Salam {nama},\nada kabar dari {instansi}.',
    '--segment',
    'nelayan',
    '--kelurahan',
    'kanigaran',
  )
  const id = /Kampanye (\S+) dibuat/.exec(made.out)![1]!
  const preview = await run(['preview', id])
  expect(preview.out).toContain('Sasaran: 1 orang')
  expect(preview.out).toMatch(/Berangkat mulai|Saat ini tidak ada yang bisa/)
  expect(preview.out).toContain('S••• A•••')
  expect((await run(['submit', id])).out).toContain('menunggu persetujuan')
  expect((await run(['approve', id])).err).toContain('--as belum diisi')
  expect((await run(['approve', id, '--as', 'siti'], 'salah')).out).toBe('')
  expect((await run(['approve', id, '--as', 'budi'], PASSWORD)).err).toContain('Peran Anda')
  expect((await run(['approve', id, '--as', 'siti'], PASSWORD)).err).toBe('')
  expect(JSON.parse((await run(['status', id, '--json'])).out)).toMatchObject({ id, persons: { frozen: 1 } })
  expect((await run(['status', id])).out).toMatch(/penerima +1 +orang yang ditetapkan/)
  expect((await run(['pause', id, '--as', 'budi'], PASSWORD)).out).toContain('dijeda')
  expect((await run(['resume', id, '--as', 'siti'], PASSWORD)).out).toContain('sedang dikirim')
  expect((await run(['stop', id, '--as', 'budi'], PASSWORD)).out).toContain('sudah dihentikan')
  expect((await run(['list'])).out).toBe(`${id}\tDKPPP\tsudah dihentikan\tKabar`)
})

it('takes a picture or a PDF along, by what is in it, and lets it go again', async () => {
  const file = path.join(folder, 'kartu.txt')
  writeFileSync(file, SMALL.png)
  const made = await create('Salam {nama}.', '--media', file)
  const id = /Kampanye (\S+) dibuat/.exec(made.out)![1]!
  expect((await run(['preview', id])).out).toContain('Berkas yang disertakan')
  expect((await run(['detach', id, '--as', 'budi'], PASSWORD)).err).toBe('')
  expect((await run(['preview', id])).out).not.toContain('Berkas yang disertakan')
  writeFileSync(file, 'MZ')
  for (const refused of [
    await create('Salam.', '--media', file),
    await run(['attach', id, '--media', file, '--as', 'budi'], PASSWORD),
  ])
    expect(refused.err).toContain('bukan gambar JPG')
  expect((await run(['attach', id, '--as', 'budi'], PASSWORD)).err).toContain('--media belum diisi')
  expect((await create('Salam.', '--media', path.join(folder, 'none.png'))).err).toContain('tidak bisa dibaca')
  writeFileSync(file, SMALL.pdf)
  expect((await run(['attach', id, '--media', file, '--as', 'budi'], PASSWORD)).out).toContain('masih konsep')
})

it('reads texts from files, in several languages', async () => {
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text)
    return path.join(folder, name)
  }
  const args = ['create', '--agency', 'DKPPP', '--title', 'Dua bahasa', '--as', 'budi', '--not-reached']
  const texts = ['--text', file('id.txt', 'Salam {nama}.'), '--text-jv', file('jv.txt', 'Kirim PIN.')]
  expect((await run([...args, ...texts], PASSWORD)).err).toContain('Bahasa Jawa: naskah meminta NIK, PIN')
  expect((await run([...args, '--text', path.join(folder, 'none.txt')], PASSWORD)).err).toContain('tidak bisa dibaca')
  const timed = await run([...args, '--text', path.join(folder, 'id.txt'), '--starts-at', 'besok'], PASSWORD)
  expect(timed.err).toContain('ISO 8601')
})

it('says in an officer’s words what is wrong', async () => {
  expect((await create('Kirim PIN {gaji}')).err).toMatch(/isian gaji tidak dikenal[\s\S]+meminta NIK, PIN/)
  expect((await create('Bapak/Ibu terdaftar.')).err).toContain('pakai {status}')
  expect((await run(['status', 'bukan-nomor'])).err).toContain('tidak ditemukan')
  expect((await run(['fly'])).err).toContain('Cara pakai: sapa campaign create')
  expect((await run(['stop', '--as', 'budi'], PASSWORD)).err).toContain('ID belum diisi')
})

it('the report of reach is told of all agencies and by kelurahan, with its definitions', async () => {
  const report = async (...args: string[]) => {
    const shell = shellWith()
    await reach(['--from', '2026-11-01', '--to', '2026-11-30', ...args], shell)
    return shell.lines.join('\n')
  }
  expect(await report()).toMatch(/semua instansi[\s\S]+instansi +terdaftar[\s\S]+DKPPP +1/)
  const csv = await report('--agency', 'DKPPP', '--by', 'kelurahan', '--format', 'csv')
  expect(csv).toContain('kelurahan;name;key;figure;persons;meaning')
  expect(csv).toMatch(/Kanigaran;listed;terdaftar;1;orang di daftar/)
  expect(JSON.parse(await report('--by', 'segment', '--format', 'json'))).toMatchObject({
    ...{ agency: null, listed: 1, by: 'segment', groups: [{ key: 'nelayan', listed: 1 }] },
    meanings: {
      listed: expect.stringContaining('orang di daftar'),
      attended: expect.stringContaining('sosialisasi'),
      awareness: expect.stringContaining('dari 1 orang yang tercakup'),
    },
  })
  await expect(report('--format', 'xlsx')).rejects.toMatchObject({ code: 'cli.missing' })
  await expect(report('--by', 'warna')).rejects.toMatchObject({ code: 'cli.badChoice' })
})

it.each([
  [['kode 123 456', 'Salam {nama},'], 'Salam {nama},\nada kabar dari {instansi}.'],
  [['350000', 'Salam {nama},'], '350000\nSalam {nama},\nada kabar dari {instansi}.'],
])('takes of %j only what is said to be a code out of the text', async (lines, text) => {
  const args = ['create', '--agency', 'DKPPP', '--title', 'Kabar', '--text', '-', '--as', 'budi']
  const made = await run(args, PASSWORD, ...lines, 'ada kabar dari {instansi}.')
  const id = /Kampanye (\S+) dibuat/.exec(made.out)![1]!
  await withWorld(shellWith(), async (world) => {
    expect((await readCampaign(world, id, AUDITOR)).texts.id).toBe(text)
  })
})

it('narrows whom it is for, and says what it cannot read', async () => {
  const made = await create(
    'Salam {nama}, ada kabar.',
    '--ends-within',
    '60',
    '--state',
    'unpaid,paid',
    '--language',
    'id',
  )
  const id = /Kampanye (\S+) dibuat/.exec(made.out)![1]!
  expect((await run(['preview', id])).out).toContain('Sasaran: 1 orang')
  const none = await create('Salam {nama}, ada kabar.', '--ends-within', '5')
  expect((await run(['preview', /Kampanye (\S+) dibuat/.exec(none.out)![1]!])).out).toContain('Sasaran: 0 orang')
  const codes = path.join(folder, 'kode.txt')
  writeFileSync(codes, 'P0000001, 7\n8')
  const without = await create('Salam {nama}, ada kabar.', '--without', codes)
  expect((await run(['preview', /Kampanye (\S+) dibuat/.exec(without.out)![1]!])).out).toContain('Sasaran: 0 orang')
  writeFileSync(codes, '3574015708709001')
  expect((await create('Salam.', '--without', codes)).err).toContain('bukan kode pekerja')
  expect((await create('Salam.', '--not-of', 'lain')).err).toContain('tidak ditemukan')
  expect((await create('Salam.', '--state', 'besok')).err).toContain('paid, unpaid, arrears, ended, future')
  expect((await create('Salam.', '--ends-within', 'x')).err).toContain('hari dari 0')
})
