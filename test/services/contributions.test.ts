import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { applyContributions } from '../../src/services/contributions/apply-contributions.ts'
import { type ContributionOptions, importContributions } from '../../src/services/contributions/import-contributions.ts'
import { memberNumberHash } from '../../src/services/contributions/member-number-hash.ts'
import { importRoster } from '../../src/services/rosters/import-roster.ts'
import { holdLease } from '../../src/store/leases.ts'
import { type Database, exec } from '../../src/store/work.ts'
import { chatOf, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { engines } from '../support/databases.ts'
import {
  CONTRIBUTION_AGENCY,
  CONTRIBUTION_FILE,
  contributionBytes,
  fictionalContributions,
} from '../support/fictional-contributions.ts'
import { fictionalRoster } from '../support/fictional-roster.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sapa-contributions-'))
afterAll(() => rmSync(folder, { recursive: true }))

const WORKERS = [
  ['3574015708709001', 'Siti Aminah', '17-08-1970', '0810-0000-9001', '99035749001'],
  ['3574010302809002', 'Budi Santoso', '03-02-1980', '', '99035749002'],
  ['3574014505909003', 'Rina Wati', '05-05-1990', '', ''],
]
const SITI = '99035749001'
const BUDI = '99035749002'

let world: TestWorld
beforeEach(async () => {
  world = await registered()
})

async function registered(database?: Database): Promise<TestWorld> {
  const made = await testWorld(database ? { database } : {})
  await listOf(made, 'PEM')
  await listOf(made, 'KESRA')
  const rows = WORKERS.map(([nik, name, born, phone, number]) =>
    [nik, name, born, phone, number, 'Jati', 'nelayan', '2026-01', '2026-12', '2026-12'].join(','),
  )
  const header = 'nik,nama,tanggal_lahir,telepon,nomor_peserta,kelurahan,pekerjaan,mulai,selesai,dibayar_sampai'
  const list = written([header, ...rows].join('\n'))
  await importRoster(made, list, { agency: 'PEM', funding: 'apbd', mode: 'apply', by: 'test' })
  return made
}

let files = 0
function written(text: string): string {
  const file = path.join(folder, `berkas-${++files}.csv`)
  writeFileSync(file, text)
  return file
}

type Line = [number: string, name: string, month: string, amount: string, status: string, nik?: string]
function csv(...lines: Line[]): string {
  return written(['KPJ;Nama;BLTH;Iuran;Status;NIK', ...lines.map((line) => line.join(';'))].join('\n'))
}

const paid = (number: string, month: string): Line => [number, '', month, '16.800', 'Lunas']
const unpaid = (number: string, month: string): Line => [number, '', month, '0', 'Belum bayar']

function run(file: string, over: Partial<ContributionOptions> = {}, on = world) {
  on.clock.pass(1000)
  return importContributions(on, file, { agency: 'PEM', mode: 'apply', by: 'test', ...over })
}

const counted = (verdicts: Record<string, number>) =>
  Object.fromEntries(Object.entries(verdicts).filter(([, count]) => count > 0))

/** What is held of each month, whichever file said so. */
async function held(on = world) {
  const names = new Map((await all(on.database, 'workers')).map(({ id, name }) => [id, name]))
  const owners = new Map((await all(on.database, 'enrolments')).map(({ id, workerId }) => [id, names.get(workerId)!]))
  const rows = await all(on.database, 'contributions')
  return rows
    .map(
      ({ enrolmentId, month, status, amount, asOf }) =>
        `${owners.get(enrolmentId)} ${month} ${status} ${amount} ${asOf}`,
    )
    .sort()
}

const monthsChanged = async (database: Database) =>
  (await all(database, 'changes')).filter(({ kind }) => kind === 'contribution')

describe('a contribution file', () => {
  it('is matched by number, by NIK where it has one, and counted by verdict', async () => {
    const lines: Line[] = [
      paid(SITI, '2026-10'),
      unpaid('99 0357 49002', 'Oktober 2026'),
      ['', 'Rina Wati', '10/2026', 'Rp16.800,00', 'lunas', '3574014505909003'],
      paid('99035749999', '2026-10'),
      [SITI, 'Kusuma Wardhani', '2026-09', '16800', 'Lunas'],
    ]
    const result = await run(csv(...lines))
    expect(result).toMatchObject({ lines: 5, applied: 3, asOf: '2026-11-24' })
    expect(counted(result.verdicts)).toEqual({ new: 3, doubtful: 1, invalid: 1 })
    expect(Object.fromEntries(result.problems)).toEqual({ numberUnknown: 1, nameDiffers: 1 })
    expect(result.unpaid).toEqual([{ month: '2026-10', enrolments: 1 }])
    expect(await held()).toEqual([
      'Budi Santoso 2026-10 unpaid 0 2026-11-24',
      'Rina Wati 2026-10 paid 16800 2026-11-24',
      'Siti Aminah 2026-10 paid 16800 2026-11-24',
    ])
  })

  it('may be an XLSX, with numbers as numbers and months as days', async () => {
    const file = path.join(folder, 'iuran.xlsx')
    const month = { value: new Date('2026-10-01T00:00:00Z'), type: Date, format: 'mm/yyyy' }
    await writeExcelFile([
      ['Nomor Peserta', 'Nama', 'Periode', 'Nominal', 'Status'],
      [Number(SITI), 'SITI AMINAH', month, 16_800, 'BELUM BAYAR'],
    ]).toFile(file)
    expect(counted((await run(file)).verdicts)).toEqual({ new: 1 })
    expect(await held()).toEqual(['Siti Aminah 2026-10 unpaid 16800 2026-11-24'])
  })

  it('only looked at keeps nothing, judged only keeps the verdicts', async () => {
    const file = csv(paid(SITI, '2026-10'), paid('1', '2026-10'))
    const before = await all(world.database, 'imports')
    expect(await run(file, { mode: 'look' })).toMatchObject({ importId: null, lines: 2, applied: 0 })
    expect(await all(world.database, 'imports')).toEqual(before)
    const { importId } = await run(file, { mode: 'judge' })
    expect((await all(world.database, 'imports')).find(({ id }) => id === importId)).toMatchObject({
      ...{ kind: 'contributions', appliedAt: null, options: { asOf: '2026-11-24' } },
      ...{ counts: { lines: 2, new: 1, invalid: 1 }, progress: { phase: 'judged', rows: 2, of: 2 } },
    })
    expect(await held()).toEqual([])
    expect(await all(world.database, 'leases')).toEqual([])
  })

  it('holds no number, name or sum in clear', async () => {
    const { importId } = await run(csv([SITI, 'Siti Aminah', '2026-10', '16.800', 'Lunas', '3574015708709001']))
    const rows = (await all(world.database, 'importRows')).filter((row) => row.importId === importId)
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/9903574|Aminah|16\.800|5708709001/)
  })

  it('handed in twice is the same, and changes nothing', async () => {
    const file = csv(paid(SITI, '2026-10'), unpaid(BUDI, '2026-10'))
    await run(file)
    const before = await held()
    world.clock.pass(10 * 86_400_000)
    const again = await run(file)
    expect([counted(again.verdicts), again.asOf]).toEqual([{ same: 2 }, '2026-11-24'])
    expect(await held()).toEqual(before)
    expect(await monthsChanged(world.database)).toEqual([])
  })

  it('that follows an earlier one changes a month, and history says from what, from which file and line', async () => {
    await run(csv(unpaid(SITI, '2026-10')))
    const { importId, verdicts, unpaid: left } = await run(csv(paid(SITI, '2026-10')), { by: 'officer:o1' })
    expect([counted(verdicts), left]).toEqual([{ changed: 1 }, []])
    const [change, ...others] = await monthsChanged(world.database)
    expect(others).toEqual([])
    expect(change).toMatchObject({ kind: 'contribution', importId, line: 2, actor: 'officer:o1' })
    expect(JSON.parse(world.vault.open('changes.change', change!.changeSealed!))).toEqual({
      'contribution.2026-10': { from: 'unpaid 0', to: 'paid 16800' },
    })
  })

  it('that is older than what is held is told so and takes nothing back', async () => {
    await run(csv(paid(SITI, '2026-10')))
    const older = await run(csv(unpaid(SITI, '2026-10')), { asOf: '2026-11-01' })
    expect([counted(older.verdicts), Object.fromEntries(older.problems)]).toEqual([{ same: 1 }, { youngerKnown: 1 }])
    expect(await held()).toEqual(['Siti Aminah 2026-10 paid 16800 2026-11-24'])
  })

  it('that contradicts itself counts on none of the lines, wherever they stand', async () => {
    const result = await run(
      csv(paid(SITI, '2026-10'), paid(BUDI, '2026-10'), unpaid('99 035749001', '10-2026'), paid(BUDI, '2026-10')),
    )
    expect(counted(result.verdicts)).toEqual({ invalid: 2, new: 1, same: 1 })
    expect(Object.fromEntries(result.problems)).toEqual({ monthContradicts: 2, monthTwice: 1 })
    expect(await held()).toEqual(['Budi Santoso 2026-10 paid 16800 2026-11-24'])
  })

  it('of another agency does not speak of this one’s entries', async () => {
    const result = await run(csv(paid(SITI, '2026-10')), { agency: 'KESRA' })
    expect(Object.fromEntries(result.problems)).toEqual({ numberUnknown: 1 })
  })

  it('finds entries that were made before numbers were hashed', async () => {
    await world.database.run(function* (db) {
      yield* exec(db.update(db.t.enrolments).set({ memberNumberHash: null }))
    })
    expect(counted((await run(csv(paid(SITI, '2026-10')), { mode: 'look' })).verdicts)).toEqual({ new: 1 })
    const hashes = (await all(world.database, 'enrolments')).map((entry) => entry.memberNumberHash)
    expect(hashes.sort()).toEqual(
      [SITI, BUDI]
        .map((number) => memberNumberHash(world.vault, number))
        .concat(null)
        .sort(),
    )
  })
})

describe('what cannot be taken in', () => {
  it.each<[string, string, Partial<ContributionOptions>, string]>([
    ['a list of workers', 'nik,nama,tanggal_lahir,kelurahan\nx,y,z,w', {}, 'roster.error.otherKind'],
    ['a file without its months', 'KPJ;Iuran;Status\n1;2;3', {}, 'roster.error.columnMissing'],
    ['a file without lines', 'KPJ;Bulan;Iuran;Status\n', {}, 'roster.error.noRows'],
    [
      'two headers',
      `KPJ;Bulan;Iuran;Status\n${SITI};2026-10;1;lunas\nKPJ;Bulan;Iuran;Status`,
      {},
      'roster.error.twoHeaders',
    ],
    ['a day to come', 'KPJ;Bulan;Iuran;Status\n1;2;3;4', { asOf: '2026-11-25' }, 'operation.asOfAhead'],
    ['an agency that is not there', 'KPJ;Bulan;Iuran;Status\n1;2;3;4', { agency: 'NOBODY' }, 'operation.noAgency'],
  ])('%s is refused and leaves nothing behind', async (_, text, over, code) => {
    const before = await all(world.database, 'imports')
    await expect(run(written(text), over)).rejects.toMatchObject({ name: 'DomainError', code })
    expect(await all(world.database, 'imports')).toEqual(before)
    expect(await all(world.database, 'leases')).toEqual([])
  })

  it('a file that is not there is told so', async () => {
    await expect(run(path.join(folder, 'nowhere.csv'))).rejects.toMatchObject({ code: 'roster.error.notFound' })
  })

  it('a roster’s import refuses a contribution file', async () => {
    const roster = { agency: 'PEM', funding: 'apbd', mode: 'apply', by: 'test' } as const
    const refused = importRoster(world, csv(paid(SITI, '2026-10')), roster)
    await expect(refused).rejects.toMatchObject({ code: 'roster.error.otherKind' })
  })

  it('while another import has its turn is told to wait, and loses nothing', async () => {
    const now = world.clock.now()
    await world.database.run((db) => holdLease(db, 'import', 'roster', now, new Date(now.getTime() + 20_000)))
    const file = csv(paid(SITI, '2026-10'))
    await expect(run(file)).rejects.toMatchObject({ code: 'operation.importRunning' })
    world.clock.pass(20_000)
    expect((await run(file)).applied).toBe(1)
  })

  it('two at once: one is taken in, the other told to wait', async () => {
    const [one, other] = [csv(paid(SITI, '2026-10')), csv(paid(BUDI, '2026-10'))]
    const outcomes = await Promise.allSettled([run(one), run(other)])
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused.map(({ reason }) => reason.code)).toEqual(['operation.importRunning'])
    await Promise.all([run(one)])
    await run(other)
    expect(await held()).toHaveLength(2)
  })
})

it('what was cut short while it was taken in goes on behind the last line, or anew, with the same end', async () => {
  const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map((month) => `2026-${month}`)
  const file = csv(...months.map((month) => unpaid(SITI, month)), ...months.map((month) => paid(BUDI, month)))
  const { importId } = await run(file, { mode: 'judge' })
  const [agency] = await all(world.database, 'agencies')
  const applying = { importId: importId!, turn: 'turn', agencyId: agency!.id, asOf: '2026-11-24', by: 'test' }
  await world.database.run(function* (db) {
    yield* exec(db.update(db.t.imports).set({ appliedThrough: 8 }))
  })
  expect(await applyContributions(world, applying)).toBe(13)
  expect(await applyContributions(world, applying)).toBe(0)
  await world.database.run(function* (db) {
    yield* exec(db.update(db.t.imports).set({ appliedAt: null }))
    yield* exec(db.delete(db.t.leases))
  })
  const again = await run(file)
  expect([again.importId, again.applied, counted(again.verdicts)]).toEqual([importId, 20, { new: 7, same: 13 }])
  expect(await held()).toHaveLength(20)
  expect(await monthsChanged(world.database)).toEqual([])
})

it('it all comes to the same on PostgreSQL', async () => {
  const other = await registered(await engines.postgres())
  const first = csv(unpaid(SITI, '2026-10'), paid(BUDI, '2026-10'), paid('99035749999', '2026-10'))
  const second = csv(paid(SITI, '2026-10'), unpaid(BUDI, '2026-11'))
  for (const on of [world, other]) {
    expect(counted((await run(first, {}, on)).verdicts)).toEqual({ new: 2, invalid: 1 })
    const { verdicts, unpaid: left } = await run(second, {}, on)
    expect([counted(verdicts), left]).toEqual([{ changed: 1, new: 1 }, [{ month: '2026-11', enrolments: 1 }]])
  }
  expect(await held(other)).toEqual(await held())
  expect(await monthsChanged(other.database)).toHaveLength(1)
  await other.database.close()
})

describe('at once', () => {
  it('a chat is told that it is registered and not paid, and no longer once a later file has the month as paid', async () => {
    const phone = '6281000009001'
    const siti = chatOf(world, phone, phone)
    await siti('cek')
    expect((await siti('17-08-1970')).texts.join('\n')).toContain('Iuran tercatat dibayar sampai 31 Desember 2026.')
    const look = async () => {
      await siti('menu')
      return (await siti('1')).texts.join('\n')
    }
    await run(csv(unpaid(SITI, '2026-11')))
    const told = await look()
    expect(told).toContain('iuran bulan ini *belum tercatat dibayar*')
    expect(told).toContain('Menurut berkas iuran Dinas PEM per 24 November 2026')
    expect(told).toContain('• November 2026')
    await run(csv(paid(SITI, '2026-11')))
    expect(await look()).not.toMatch(/belum tercatat|berkas iuran/)
  })
})

it('the shipped file is what the generator makes, and comes to what was planned', async () => {
  const roster = fictionalRoster()
  const planned = fictionalContributions(roster)
  const shipped = path.resolve('docs/contoh', CONTRIBUTION_FILE)
  const made = path.join(folder, 'made.csv')
  writeFileSync(made, contributionBytes(planned))
  const own = await testWorld()
  await listOf(own, CONTRIBUTION_AGENCY)
  const list = path.resolve('docs/contoh', 'pem-ketua-rt-rw.csv')
  await importRoster(own, list, { agency: CONTRIBUTION_AGENCY, funding: 'apbd', mode: 'apply', by: 'test' })
  const lines: unknown[] = []
  const taken = await run(
    shipped,
    {
      onLine: ({ line, verdict, problems }) => lines.push([line, verdict, problems.map(({ code }) => code)]),
    },
    own,
  )
  expect(lines).toEqual(planned.map(({ line, verdict, problems }) => [line, verdict, problems]))
  const missing = planned.filter(({ isPaid, verdict }) => !isPaid && verdict === 'new')
  expect(taken.unpaid).toEqual(
    [...Map.groupBy(missing, ({ month }) => month)].sort().map(([month, some]) => ({ month, enrolments: some.length })),
  )
  expect(counted((await run(made, {}, own)).verdicts).new).toBeUndefined()
})

it('two files in any order, as often as they come, end in the same months', async () => {
  const month = fc.constantFrom('2026-08', '2026-09', '2026-10')
  const number = fc.constantFrom(SITI, BUDI)
  const line = fc.tuple(
    number,
    fc.constant(''),
    month,
    fc.constantFrom('0', '8.400', '16.800'),
    fc.constantFrom('Lunas', 'Belum', ''),
  )
  const file = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 6 }),
    asOf: fc.constantFrom('2026-11-20', '2026-11-21'),
  })
  const order = fc.array(fc.constantFrom(0, 1), { maxLength: 3 })
  const start = await registered()
  const bare = async () => {
    await start.database.run(function* (db) {
      yield* exec(db.delete(db.t.contributions))
    })
  }
  await fc.assert(
    fc.asyncProperty(file, file, order, async (one, other, more) => {
      const both = [one, other].map(({ lines, asOf }) => ({ file: csv(...(lines as Line[])), asOf }))
      const after = async (turns: number[]) => {
        await bare()
        for (const at of turns) await run(both[at]!.file, { asOf: both[at]!.asOf }, start)
        return held(start)
      }
      expect(await after([1, ...more, 0])).toEqual(await after([0, 1]))
    }),
    { numRuns: 40 },
  )
})
