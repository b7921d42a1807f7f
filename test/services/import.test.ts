import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { routeNotices } from '../../src/services/notices.ts'
import { applyImport } from '../../src/services/rosters/apply-import.ts'
import { type ImportOptions, importRoster } from '../../src/services/rosters/import-roster.ts'
import { agencyByCode } from '../../src/store/agencies.ts'
import { holdLease } from '../../src/store/leases.ts'
import { listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { dyingAfter, onlyDeath } from '../support/dying.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sapa-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

let world: TestWorld
beforeEach(async () => {
  world = await testWorld()
  await listOf(world, 'DKPPP')
  await listOf(world, 'KESRA')
})

interface Line {
  nik: string
  nama: string
  tanggal_lahir: string
  telepon?: string
  kelurahan?: string
  pekerjaan?: string
  dibayar_sampai?: string
  izin_pesan?: string
  izin_tanggal?: string
  izin_sumber?: string
}

const SITI: Line = {
  ...{ nik: '3574015708709001', nama: 'Siti Aminah', tanggal_lahir: '17-08-1970', telepon: '081000009001' },
  ...{ izin_pesan: 'ya', izin_tanggal: '10-01-2026', izin_sumber: 'formulir' },
}
const BUDI: Line = { nik: '3574010302809002', nama: 'Budi Santoso', tanggal_lahir: '03-02-1980' }
const RINA: Line = { nik: '3574014505909003', nama: 'Rina Wati', tanggal_lahir: '05-05-1990' }

const HEADERS = [
  ...['nik', 'nama', 'tanggal_lahir', 'telepon', 'kelurahan', 'pekerjaan', 'mulai', 'selesai', 'dibayar_sampai'],
  ...['izin_pesan', 'izin_tanggal', 'izin_sumber'],
]

let files = 0
function csv(...lines: Line[]): string {
  const given = {
    kelurahan: 'Kanigaran',
    pekerjaan: 'nelayan',
    mulai: '2026-01',
    selesai: '2026-12',
    dibayar_sampai: '2026-11',
  }
  const rows = lines.map((line) =>
    HEADERS.map((header) => ({ ...given, ...line })[header as keyof Line] ?? '').join(','),
  )
  return written([HEADERS.join(','), ...rows].join('\n'))
}

function written(text: string): string {
  const file = path.join(folder, `daftar-${++files}.csv`)
  writeFileSync(file, text)
  return file
}

function run(file: string, mode: ImportOptions['mode'] = 'apply', over: Partial<ImportOptions> = {}) {
  world.clock.pass(1000)
  return importRoster(world, file, { agency: 'DKPPP', funding: 'apbd', by: 'test', mode, ...over })
}

const counted = (verdicts: Record<string, number>) =>
  Object.fromEntries(Object.entries(verdicts).filter(([, count]) => count > 0))

/** Everything of the register that an import may change, without when it was touched. */
async function register() {
  const open = (place: string, sealed: string | null) => (sealed === null ? null : world.vault.open(place, sealed))
  const workers = await all(world.database, 'workers')
  const enrolments = await all(world.database, 'enrolments')
  const consents = await all(world.database, 'consents')
  return {
    workers: workers
      .map(({ id, code, name, nikSealed, phoneSealed }) => {
        return [id, code, name, open('workers.nik', nikSealed), open('workers.phone', phoneSealed)]
      })
      .sort(),
    enrolments: enrolments
      .map(({ id, workerId, agencyId, paidThrough }) => [id, workerId, agencyId, paidThrough])
      .sort(),
    consents: consents.map(({ id, withdrawnAt }) => [id, withdrawnAt]).sort(),
  }
}

describe('a look', () => {
  it('judges every line and keeps nothing', async () => {
    const result = await run(csv(SITI, { ...BUDI, nik: '123' }), 'look')
    expect(result).toMatchObject({ importId: null, lines: 2, applied: 0 })
    expect(counted(result.verdicts)).toEqual({ new: 1, invalid: 1 })
    expect(Object.fromEntries(result.problems)).toMatchObject({ nikLength: 1 })
    for (const table of ['imports', 'importRows', 'workers', 'enrolments', 'consents', 'audit'] as const)
      expect(await all(world.database, table), table).toEqual([])
  })
})

it('a period that ends before it begins is refused, also where every row has its own', async () => {
  const inverted = run(csv(SITI), 'apply', { from: '2026-12', to: '2026-01' })
  await expect(inverted).rejects.toMatchObject({ code: 'operation.daysInverted' })
  expect(await all(world.database, 'imports')).toEqual([])
  expect((await run(csv(SITI), 'look', { from: '2026-12', to: '2026-12' })).lines).toBe(1)
})

describe('a judgement', () => {
  it('is kept for review with its problems, and the register stays as it is', async () => {
    const { importId } = await run(csv(SITI, { ...BUDI, nik: '123' }), 'judge')
    const rows = (await all(world.database, 'importRows')).toSorted((a, b) => a.line - b.line)
    expect(rows.map(({ line, verdict, problems }) => [line, verdict, problems.map(({ code }) => code)])).toEqual([
      [2, 'new', []],
      [3, 'invalid', ['nikLength']],
    ])
    expect(await all(world.database, 'imports')).toMatchObject([
      { id: importId, counts: { lines: 2, new: 1, invalid: 1 }, appliedAt: null, options: { funding: 'apbd' } },
    ])
    expect(await all(world.database, 'workers')).toEqual([])
  })

  it('of the same file again takes the place of the first', async () => {
    const file = csv(SITI)
    await run(file, 'judge')
    const { importId } = await run(file, 'judge')
    expect((await all(world.database, 'imports')).map(({ id }) => id)).toEqual([importId])
    expect(await all(world.database, 'importRows')).toHaveLength(1)
  })

  it('can be applied later as it stands', async () => {
    const { importId } = await run(csv(SITI, BUDI), 'judge')
    const agency = await world.database.run((db) => agencyByCode(db, 'DKPPP'))
    expect(await applyImport(world, importId!, agency!, { funding: 'apbd', by: 'test' })).toBe(2)
    expect(await applyImport(world, importId!, agency!, { funding: 'apbd', by: 'test' })).toBe(0)
    expect((await register()).workers.map(([, , name]) => name).sort()).toEqual(['Budi Santoso', 'Siti Aminah'])
  })

  it('holds no NIK, phone or name in clear', async () => {
    await run(csv(SITI), 'judge')
    const kept = JSON.stringify([await all(world.database, 'importRows'), await all(world.database, 'imports')])
    expect(kept).not.toMatch(/5708709001|81000009001|Siti|Aminah/)
  })
})

describe('an applied list', () => {
  it('makes workers, enrolments and leave to write, and notes how many', async () => {
    expect(await run(csv(SITI, BUDI))).toMatchObject({ lines: 2, applied: 2 })
    const { workers, enrolments, consents } = await register()
    expect(workers.map(([, ...told]) => told).sort()).toEqual([
      ['P0000001', 'Siti Aminah', '3574015708709001', '6281000009001'],
      ['P0000002', 'Budi Santoso', '3574010302809002', null],
    ])
    expect(enrolments.map(([, , agency, paid]) => [agency, paid])).toEqual(
      Array(2).fill(['agency-DKPPP', '2026-11-30']),
    )
    expect(consents).toHaveLength(1)
    expect((await all(world.database, 'enrolments'))[0]).toMatchObject({
      ...{ programmes: ['jkk', 'jkm'], funding: 'apbd', startsOn: '2026-01-01', endsOn: '2026-12-31' },
      ...{ asOf: '2026-11-24', segment: 'nelayan' },
    })
    expect((await all(world.database, 'audit')).map(({ action, detail }) => [action, detail])).toEqual([
      ['import.applied', { rows: 2 }],
    ])
  })

  it('applied twice leaves the same register', async () => {
    const file = csv(SITI, BUDI)
    await run(file)
    const before = await register()
    const again = await run(file)
    expect(counted(again.verdicts)).toEqual({ same: 2 })
    expect(await register()).toEqual(before)
  })

  it('again under another funding makes no second stretch for the same months', async () => {
    const file = csv(SITI)
    await run(file)
    const before = await register()
    const again = await run(file, 'apply', { funding: 'dbhcht' })
    expect(counted(again.verdicts)).toEqual({ doubtful: 1 })
    expect(Object.fromEntries(again.problems)).toEqual({ fundingDiffers: 1 })
    expect(await register()).toEqual(before)
  })

  it('brings what has changed up to date, and numbers newcomers on', async () => {
    await run(csv(SITI, BUDI))
    const before = await register()
    const again = await run(csv({ ...SITI, dibayar_sampai: '2026-12' }, BUDI, RINA))
    expect(counted(again.verdicts)).toEqual({ changed: 1, same: 1, new: 1 })
    const now = await register()
    expect(now.workers.slice(0, 2)).toEqual(before.workers)
    expect(now.workers.map(([, code]) => code).sort()).toEqual(['P0000001', 'P0000002', 'P0000003'])
    expect(now.enrolments.map(([, , , paid]) => paid).sort()).toEqual(['2026-11-30', '2026-11-30', '2026-12-31'])
  })

  it('takes nothing back that a later list leaves empty', async () => {
    await run(csv(SITI))
    const { telepon: _, ...without } = SITI
    await run(csv(without))
    expect((await register()).workers[0]).toContain('6281000009001')
  })

  it('takes in what it can and leaves out what is invalid or doubtful', async () => {
    const twin = { ...SITI, nik: '3574015708709010' }
    const result = await run(csv(SITI, { ...BUDI, nik: '35740103028' }, twin))
    expect(counted(result.verdicts)).toEqual({ new: 1, invalid: 1, doubtful: 1 })
    expect(result.applied).toBe(1)
    expect((await register()).workers.map(([, , name]) => name)).toEqual(['Siti Aminah'])
    expect((await register()).enrolments).toHaveLength(1)
  })

  it('may hold the same worker on two agencies’ lists: both are recorded and it is said', async () => {
    await run(csv(SITI))
    const second = await run(csv(SITI), 'apply', { agency: 'KESRA' })
    expect(counted(second.verdicts)).toEqual({ double: 1 })
    expect(Object.fromEntries(second.problems)).toEqual({ enrolledElsewhere: 1 })
    const { workers, enrolments } = await register()
    expect(workers).toHaveLength(1)
    expect(enrolments.map(([, , agency]) => agency).sort()).toEqual(['agency-DKPPP', 'agency-KESRA'])
  })

  it('takes in a NIK once, however often it stands in the file and however far apart', async () => {
    const result = await run(csv(...Array<Line>(120).fill(SITI)), 'apply', { rowsAtOnce: 50 })
    expect([counted(result.verdicts), result.applied]).toEqual([{ new: 1, invalid: 119 }, 1])
    expect(result.problems.get('nikTwice')).toBe(119)
  })

  it('of many rows is applied whole, whatever the batches', async () => {
    const lines = Array.from({ length: 620 }, (_, n): Line => {
      const day = String((n % 28) + 1).padStart(2, '0')
      const month = String((Math.floor(n / 28) % 12) + 1).padStart(2, '0')
      const year = 70 + Math.floor(n / 336)
      const [one, two] = [n % 26, Math.floor(n / 26)].map((at) => String.fromCharCode(97 + at)) as [string, string]
      return {
        nik: `357401${day}${month}${year}${9000 + n}`,
        nama: `${one}${two}${one}${two} ${two}${one}${two}`,
        tanggal_lahir: `${day}-${month}-19${year}`,
      }
    })
    const progress: unknown[] = []
    const result = await run(csv(...lines), 'apply', { rowsAtOnce: 500, onProgress: (...told) => progress.push(told) })
    expect(result).toMatchObject({ lines: 620, applied: 620 })
    expect(progress).toEqual([
      ['reading', 500],
      ['reading', 620],
      ['applying', 500],
      ['applying', 620],
    ])
    const [kept] = await all(world.database, 'imports')
    expect(kept).toMatchObject({ progress: { phase: 'applied', rows: 620 }, appliedThrough: 621 })
    expect(await all(world.database, 'workers')).toHaveLength(620)
  })
})

describe('leave to write', () => {
  const standing = async () => (await all(world.database, 'consents')).filter(({ withdrawnAt }) => withdrawnAt === null)

  it('is taken from a row only with its day and its source', async () => {
    const { izin_sumber: _, ...without } = SITI
    const result = await run(csv(without))
    expect(Object.fromEntries(result.problems)).toEqual({ consentIncomplete: 1 })
    expect(await standing()).toEqual([])
  })

  it('may be the agency’s word for the whole list, which a row’s own no outweighs', async () => {
    const budi = { ...BUDI, telepon: '081000009002', izin_pesan: 'tidak' }
    const rina = { ...RINA, telepon: '081000009003' }
    await run(csv(budi, rina), 'apply', { consent: 'rapat kelompok 5 Januari' })
    expect((await standing()).map(({ phoneHash, source }) => [phoneHash, source])).toEqual([
      [world.vault.hash('phone', '6281000009003'), 'rapat kelompok 5 Januari'],
    ])
  })

  it('is withdrawn by a later no, and nobody is written to', async () => {
    await run(csv(SITI))
    await run(csv({ ...SITI, izin_pesan: 'tidak' }))
    expect(await standing()).toEqual([])
    expect(await routeNotices(world)).toEqual({ told: 0, messages: 0, visits: 1 })
  })

  it('is not withdrawn by a list that says nothing of it', async () => {
    await run(csv(SITI))
    await run(csv({ ...SITI, izin_pesan: '' }))
    expect(await standing()).toHaveLength(1)
  })
})

describe('a file that cannot be read', () => {
  it.each([
    ['is empty', '', 'roster.error.empty'],
    ['has no line below its header', `${HEADERS.join(',')}\n`, 'roster.error.noRows'],
    ['lacks a column', 'nik,nama,kelurahan\n3574015708709001,Siti,Kanigaran\n', 'roster.error.columnMissing'],
    [
      'breaks off in the midst of a quote',
      `${HEADERS.join(',')}\n3574015708709001,"Siti`,
      'roster.error.quoteNeverClosed',
    ],
  ])('because it %s leaves nothing behind', async (_, text, code) => {
    await expect(run(written(text))).rejects.toMatchObject({ name: 'DomainError', code })
    for (const table of ['imports', 'importRows', 'workers', 'audit'] as const)
      expect(await all(world.database, table), table).toEqual([])
  })

  it('below its first thousand lines leaves nothing of them either', async () => {
    const good = Array.from({ length: 1100 }, (_, n) => `3574015708709001,Warga ${n},17-08-1970,Kanigaran`)
    const file = written(['nik,nama,tanggal_lahir,kelurahan', ...good, 'x,"never closed'].join('\n'))
    await expect(run(file, 'apply', { from: '2026-01', to: '2026-12' })).rejects.toMatchObject({ name: 'DomainError' })
    for (const table of ['imports', 'importRows', 'workers'] as const)
      expect(await all(world.database, table), table).toEqual([])
  })

  it('because it is not there is told so', async () => {
    await expect(run(path.join(folder, 'nowhere.csv'))).rejects.toMatchObject({ code: 'roster.error.notFound' })
  })
})

it('an agency that is not there is refused before the file is looked at', async () => {
  const refused = run(path.join(folder, 'nowhere.csv'), 'apply', { agency: 'NOBODY' })
  await expect(refused).rejects.toMatchObject({ code: 'operation.noAgency', values: { code: 'NOBODY' } })
})

it('two imports are not applied at the same time: one is told to wait, and loses nothing', async () => {
  const one = await run(csv(SITI), 'judge')
  const other = await run(csv(BUDI), 'judge')
  const agency = (await world.database.run((db) => agencyByCode(db, 'DKPPP')))!
  const apply = (id: string) => applyImport(world, id, agency, { funding: 'apbd', by: 'test' })
  const outcomes = await Promise.allSettled([apply(one.importId!), apply(other.importId!)])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect((outcomes[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'operation.importRunning' })
  expect(await apply(other.importId!)).toBe(1)
  expect((await register()).workers).toHaveLength(2)
})

it('an import that was cut short while it was applied goes on behind the last row that was taken in, under its first record', async () => {
  const list = csv(SITI, BUDI, RINA)
  const options = { agency: 'DKPPP', funding: 'apbd', mode: 'apply', by: 'test', rowsAtOnce: 1 } as const
  let taken = 0
  for (let works = 1; taken === 0; works++) {
    await importRoster(dyingAfter(world, works), list, options).catch(onlyDeath)
    world.clock.pass(20_000)
    taken = (await register()).enrolments.length
  }
  const [record] = await all(world.database, 'imports')
  expect(await importRoster(world, list, options)).toMatchObject({
    ...{ isResumed: true, importId: record!.id, lines: 3, applied: 3 - taken },
  })
  expect((await register()).enrolments).toHaveLength(3)
  expect(await all(world.database, 'imports')).toHaveLength(1)
})

it('an import that may not apply is told before it reads a line, and one that was killed keeps nobody waiting for long', async () => {
  const now = world.clock.now()
  await world.database.run((db) => holdLease(db, 'import', 'killed', now, new Date(now.getTime() + 20_000)))
  const lines: number[] = []
  const list = csv(SITI)
  const refused = run(list, 'apply', { onLine: ({ line }) => lines.push(line) })
  await expect(refused).rejects.toMatchObject({ code: 'operation.importRunning' })
  expect([lines, await all(world.database, 'imports')]).toEqual([[], []])
  world.clock.pass(20_000)
  expect(await run(list)).toMatchObject({ applied: 1 })
  expect(await all(world.database, 'leases')).toEqual([])
})
