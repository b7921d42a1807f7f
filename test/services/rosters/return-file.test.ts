import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '../../../src/domain/officer.ts'
import { PROBLEM_CODES } from '../../../src/domain/roster/row.ts'
import { decideDoubt } from '../../../src/services/register/decide.ts'
import { type ImportOptions, importRoster } from '../../../src/services/rosters/import-roster.ts'
import { returnFile, saveReturnFile } from '../../../src/services/rosters/return-file.ts'
import { exec } from '../../../src/store/work.ts'
import { listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sapa-return-'))
afterAll(() => rmSync(folder, { recursive: true }))

let world: TestWorld
beforeEach(async () => {
  world = await testWorld()
  await listOf(world, 'DINKES')
  await listOf(world, 'KESRA')
})

const HEAD = 'nik,nama,tanggal_lahir,telepon,kelurahan,pekerjaan,mulai,selesai,dibayar_sampai'
const SITI = '3574015708709001,Siti Aminah,17-08-1970,081000009001,Jati,nelayan,2026-01,2026-12,2026-11'
const BUDI = '3574010302809002,Budi Santoso,03-02-1980,,Jati,nelayan,2026-01,2026-12,2026-11'
const RINA = '3574014505909003,Rina Wati,05-05-1990,,Jati,nelayan,2026-01,2026-12,2026-11'

let files = 0
async function handIn(lines: string[], agency = 'DINKES', over: Partial<ImportOptions> = {}): Promise<string> {
  const file = path.join(folder, `daftar-${++files}.csv`)
  writeFileSync(file, [HEAD, ...lines].join('\n'))
  world.clock.pass(60_000)
  const result = await importRoster(world, file, { agency, funding: 'apbd', by: 'operator', mode: 'apply', ...over })
  return result.importId!
}

type Sheets = Record<string, unknown[][]>
async function sheetsOf(importId: string, reader?: Officer, limit?: number): Promise<Sheets> {
  const { content } = await returnFile(world, importId, reader, limit)
  const read = await readExcelFile(await buffer(content))
  return Object.fromEntries(read.map(({ sheet, data }) => [sheet, data]))
}
const below = (sheets: Sheets, sheet: string) => sheets[sheet]!.slice(1)
const officer = (over: Partial<Officer>): Officer => ({
  ...{ id: 'o', username: 'rina', name: 'Rina', role: 'clerk', agencyId: 'agency-DINKES', kelurahan: null },
  ...over,
})

describe('the return file of an import', () => {
  it('has its five sheets, the summary first', async () => {
    const sheets = await sheetsOf(await handIn([SITI]))
    expect(Object.keys(sheets)).toEqual([
      ...['Ringkasan', 'Perlu diperbaiki', 'Terdaftar ganda', 'Perlu keputusan', 'Tidak ada lagi'],
    ])
    expect(sheets.Ringkasan).toContainEqual(['Instansi', 'Dinas DINKES', null])
    expect(sheets.Ringkasan).toContainEqual(['Tanggal dibaca', '24 November 2026', null])
    expect(sheets.Ringkasan).toContainEqual(['Dikerjakan oleh', 'pengelola sistem', null])
    expect(sheets.Ringkasan).toContainEqual(['baru', 1, 'Belum pernah ada di daftar instansi ini.'])
    expect(sheets.Ringkasan!.at(-1)).toEqual(['1.', 'Tidak ada yang perlu diperbaiki. Terima kasih.', null])
  })

  it('tells each problem by line, name, column, what is wrong and how to mend it: invalid lines first', async () => {
    const sheets = await sheetsOf(
      await handIn([
        `${SITI.replace('081000009001', 'rusak')}`,
        '357401570870,Budi,03-02-1980,,Jati,nelayan,2026-01,,',
      ]),
    )
    expect(below(sheets, 'Perlu diperbaiki')).toEqual([
      [...[3, 'Budi', '0870', 'nik', 'harus diperbaiki'], ...['NIK tidak berisi 16 angka.', 'Periksa kembali di KTP.']],
      [
        ...[3, 'Budi', '0870', 'selesai', 'perlu dilihat'],
        ...[
          'Akhir periode belum diisi.',
          'Isi kolom selesai, atau isi akhir masa saat menyerahkan daftar (pilihan --to).',
        ],
      ],
      [
        ...[2, 'Siti Aminah', '9001', 'telepon', 'perlu dilihat'],
        ...['Nomor telepon tidak terbaca.', 'Tulis seperti 0812xxxxxxxx; tanpa nomor, pekerja dikunjungi.'],
      ],
    ])
    expect(sheets.Ringkasan).toContainEqual([null, 1, 'NIK tidak berisi 16 angka. Periksa kembali di KTP.'])
    expect(sheets.Ringkasan!.slice(-2).map(([n]) => n)).toEqual(['1.', '2.'])
  })

  it('names a column as the agency’s own files do, where that is remembered', async () => {
    const importId = await handIn(['123,Budi,03-02-1980,,Jati,nelayan,2026-01,2026-12,2026-11'])
    await world.database.run(function* (db) {
      yield* exec(db.update(db.t.agencies).set({ headerNames: { 'nomor penduduk': 'nik' } }))
    })
    expect(below(await sheetsOf(importId), 'Perlu diperbaiki')[0]![3]).toBe('nomor penduduk')
  })

  it('says of a double the other agency’s name and the months, and nothing else of its list', async () => {
    await handIn([SITI.replace('2026-01,2026-12', '2026-03,2026-08').replace('2026-11', '2026-08')], 'KESRA')
    const sheets = await sheetsOf(await handIn([SITI, BUDI]))
    expect(below(sheets, 'Terdaftar ganda')).toEqual([
      [2, 'Siti Aminah', '9001', 'Dinas KESRA', 'Maret 2026 – Agustus 2026'],
    ])
    expect(below(sheets, 'Perlu diperbaiki')).toEqual([])
  })

  it('explains a doubtful line field by field, with the score and the other side’s code alone', async () => {
    await handIn([SITI], 'KESRA')
    const importId = await handIn([SITI.replace('3574015708709001', '3574015708709011')])
    const [worker] = await all(world.database, 'workers')
    const before = below(await sheetsOf(importId), 'Perlu keputusan')
    expect(before).toEqual([
      [
        ...[
          2,
          'Siti Aminah',
          '9011',
          100,
          expect.stringMatching(/^NIK beda satu angka; Nama sama; Tanggal lahir sama/),
        ],
        ...[worker!.code, 'belum diputuskan'],
      ],
    ])
    const [doubt] = await all(world.database, 'doubts')
    const by = officer({ role: 'coordinator', agencyId: null })
    await decideDoubt(world, { doubtId: doubt!.id, decision: 'same', by })
    expect(below(await sheetsOf(importId), 'Perlu keputusan')[0]?.at(-1)).toBe('orang yang sama')
  })

  it.each(['judge', 'apply'] as const)('explains it as well in a list that comes again (%s)', async (mode) => {
    const slip = SITI.replace('3574015708709001', '3574015708709011')
    await handIn([SITI], 'KESRA')
    if (mode === 'apply') await handIn([slip])
    const sheets = await sheetsOf(await handIn([slip, BUDI], 'DINKES', { mode }))
    expect(below(sheets, 'Perlu keputusan')[0]![4]).toMatch(/^NIK beda satu angka; Nama sama; Tanggal lahir sama/)
  })

  it('names who stood on the agency’s earlier list and is missing now', async () => {
    await handIn([SITI, BUDI, RINA])
    await handIn([RINA.replace('Rina Wati', 'Rina Watik')], 'KESRA')
    const importId = await handIn([SITI, `${RINA.replace('05-05-1990', '31-02-1990')}`])
    const budi = (await all(world.database, 'workers')).find(({ name }) => name === 'Budi Santoso')!
    expect(below(await sheetsOf(importId), 'Tidak ada lagi')).toEqual([[budi.code, 'Budi Santoso']])
  })

  it('misses nobody in a list that was only looked at, nor for another funding, nor whose period has ended', async () => {
    await handIn([SITI, BUDI.replace('2026-01,2026-12', '2025-01,2025-12')])
    expect(below(await sheetsOf(await handIn([RINA], 'DINKES', { mode: 'judge' })), 'Tidak ada lagi')).toEqual([])
    expect(below(await sheetsOf(await handIn([RINA], 'DINKES', { funding: 'dbhcht' })), 'Tidak ada lagi')).toEqual([])
    expect(below(await sheetsOf(await handIn([RINA])), 'Tidak ada lagi').map(([, name]) => name)).toEqual([
      'Siti Aminah',
    ])
  })

  it('takes nobody for missing because a later file has named them', async () => {
    const first = await handIn([SITI, BUDI])
    await handIn([SITI])
    expect(below(await sheetsOf(first), 'Tidak ada lagi')).toEqual([])
  })

  it('finds a person again who was merged under another entry', async () => {
    await handIn([SITI, BUDI])
    const workers = await all(world.database, 'workers')
    const [siti, budi] = ['Siti Aminah', 'Budi Santoso'].map(
      (wanted) => workers.find(({ name }) => name === wanted)!.id,
    )
    await world.database.run(function* (db) {
      const { workers, enrolments } = db.t
      yield* exec(db.update(workers).set({ mergedInto: siti! }).where(eq(workers.id, budi!)))
      yield* exec(db.update(enrolments).set({ workerId: siti! }).where(eq(enrolments.workerId, budi!)))
    })
    const importId = await handIn([BUDI, RINA])
    expect(below(await sheetsOf(importId), 'Tidak ada lagi')).toEqual([])
  })

  it('keeps text as text and shows no whole NIK and no phone, wherever they stand', async () => {
    const importId = await handIn([
      '3574015708709001,+Siti,17-08-197,081000009001,Jati,nelayan,2026-01,2026-12,2026-11',
      '3574010302809002,@Budi,31-02-1980,,Jati,nelayan,2026-01,2026-12,2026-11',
      '0810 0000 9003,3574014505909003 Rina,05-05-1990,,Jati,nelayan,2026-01,2026-12,2026-11',
    ])
    const sheets = await sheetsOf(importId)
    const names = new Set(below(sheets, 'Perlu diperbaiki').map(([, name]) => name))
    expect(names).toEqual(new Set(['+Siti', '@Budi', '••• Rina']))
    expect(JSON.stringify(sheets)).not.toMatch(/\d{12}|0810 0000/)
  })

  it('says how many lines a sheet had no room for', async () => {
    const broken = Array.from({ length: 5 }, (_, n) => `12${n},Budi,03-02-1980,,Jati,nelayan,2026-01,2026-12,2026-11`)
    const sheets = await sheetsOf(await handIn(broken), undefined, 3)
    expect(below(sheets, 'Perlu diperbaiki')).toHaveLength(3)
    expect(sheets.Ringkasan!.at(-1)![1]).toMatch(/^2 baris tidak dimuat di lembar Perlu diperbaiki, .*3 baris/)
    expect(sheets.Ringkasan).toContainEqual([null, 5, 'NIK tidak berisi 16 angka. Periksa kembali di KTP.'])
  })

  it('is the affair of the agency’s officers and of those who see the whole city', async () => {
    const importId = await handIn([SITI])
    const readers = [officer({}), officer({ role: 'coordinator', agencyId: null })]
    for (const reader of readers) expect((await returnFile(world, importId, reader)).fileName).toMatch(/^hasil-DINKES/)
    const others = [
      ...[officer({ agencyId: 'agency-KESRA' }), officer({ role: 'admin', agencyId: null })],
      officer({ kelurahan: '35.74.01.1001' }),
    ]
    for (const reader of others) {
      await expect(returnFile(world, importId, reader)).rejects.toMatchObject({ code: 'returns.noImport' })
    }
    await expect(returnFile(world, 'nothing')).rejects.toMatchObject({ code: 'returns.noImport' })
  })

  it('is written for nobody else on the machine, and refused with a sentence where it cannot be', async () => {
    const importId = await handIn([SITI])
    const file = path.join(folder, 'hasil.xlsx')
    await saveReturnFile(world, importId, file)
    expect(statSync(file).mode & 0o077).toBe(0)
    const nowhere = saveReturnFile(world, importId, path.join(folder, 'nowhere', 'x.xlsx'))
    await expect(nowhere).rejects.toMatchObject({ code: 'operation.cannotWrite' })
  })
})

it('the words for every problem say first what is wrong and then how to mend it', () => {
  for (const code of PROBLEM_CODES) {
    expect(world.words.say('id', `roster.problem.${code}`), code).toMatch(/^[^.].*?[.] \S.*[.]$/)
  }
})
