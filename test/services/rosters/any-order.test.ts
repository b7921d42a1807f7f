import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { importRoster } from '../../../src/services/rosters/import-roster.ts'
import { listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { dyingAfter, onlyDeath } from '../../support/dying.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sapa-any-order-'))
const HEADER = 'nik,nama,tanggal_lahir,telepon,alamat,kelurahan,pekerjaan,mulai,selesai,dibayar_sampai'
const PEOPLE = [
  ['3574015708709001', 'Siti Aminah', '17-08-1970'],
  ['3574010302809002', 'Budi Santoso', '03-02-1980'],
  ['3574022205759003', 'Mistar Buhari', '22-05-1975'],
  ['3574034911829004', 'Sumiati', '09-11-1982'],
  ['3574041406909005', 'Achmad Fauzi', '14-06-1990'],
] as const

/** What an agency's list says of one of the people. */
const said = fc.record({
  who: fc.nat(PEOPLE.length - 1),
  spelling: fc.constantFrom('', ' ', 'Hj. ', 'x'),
  phone: fc.constantFrom('', '081000009001', '081000009002'),
  address: fc.constantFrom('', 'Jl. Mawar 3', 'Gg. Melati 7'),
  kelurahan: fc.constantFrom('Ketapang', 'Pilang'),
  starts: fc.constantFrom('2026-01', '2026-03'),
  paid: fc.constantFrom('', '2026-09', '2026-10'),
})
type Said = typeof said extends fc.Arbitrary<infer S> ? S : never

const AGENCIES = ['DINKES', 'KESRA', 'PEM']
const lists = fc.tuple(
  ...AGENCIES.map(() => fc.uniqueArray(said, { selector: ({ who }) => who, minLength: 1, maxLength: 5 })),
)
/** Which list is imported when, and after how many database works the machine stops; 0: not at all. */
const doings = fc.array(fc.record({ list: fc.nat(2), killedAfter: fc.nat(20) }), { maxLength: 6 })

function csv(name: string, rows: readonly Said[]): string {
  const lines = rows.map(({ who, spelling, phone, address, kelurahan, starts, paid }) => {
    const [nik, told, born] = PEOPLE[who]!
    const nama = spelling === 'x' ? told.replace('a', 'aa') : `${spelling}${told}`
    return [nik, nama, born, phone, address, kelurahan, 'Petani', starts, '2026-12', paid].join(',')
  })
  const file = path.join(folder, name)
  writeFileSync(file, [HEADER, ...lines].join('\n'))
  return file
}

it('any order and repetition of imports, and any crash, end in the same register', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(lists, doings, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), async (told, before, last) => {
      const files = told.map((rows, at) => csv(`${AGENCIES[at]}.csv`, rows))
      const plain = await imported(files, [0, 1, 2])
      const harried = await imported(files, last, before)
      const register = await registerOf(plain)
      expect(await registerOf(harried)).toEqual(register)
      expect(register.entries).toHaveLength(told.flat().length)
      await Promise.all([plain, harried].map(({ database }) => database.close()))
    }),
    { numRuns: 40 },
  )
})

async function imported(
  files: readonly string[],
  order: readonly number[],
  before: readonly { list: number; killedAfter: number }[] = [],
): Promise<TestWorld> {
  const world = await testWorld()
  for (const code of AGENCIES) await listOf(world, code)
  const run = (on: TestWorld, at: number) =>
    importRoster(on, files[at]!, {
      agency: AGENCIES[at]!,
      funding: 'apbd',
      mode: 'apply',
      by: 'test',
      mayShrink: true,
      rowsAtOnce: 2,
    })
  for (const { list, killedAfter } of before) {
    if (killedAfter === 0) await run(world, list)
    else await run(dyingAfter(world, killedAfter), list).catch(onlyDeath)
    // Whoever was killed keeps its turn for a while.
    world.clock.pass(20_000)
  }
  for (const at of order) await run(world, at)
  return world
}

/** What the register says, without ids and times. */
async function registerOf({ database, vault }: TestWorld) {
  const workers = await all(database, 'workers')
  const agencies = new Map((await all(database, 'agencies')).map(({ id, code }) => [id, code]))
  const niks = new Map(workers.map(({ id, nikSealed }) => [id, vault.open('workers.nik', nikSealed)]))
  const open = (place: string, sealed: string | null) => sealed && vault.open(place, sealed)
  const people = workers.map(({ id, name, bornOn, kelurahan, phoneSealed, addressSealed }) => ({
    ...{ nik: niks.get(id), name, bornOn, kelurahan, phone: open('workers.phone', phoneSealed) },
    address: open('workers.address', addressSealed),
  }))
  const entries = (await all(database, 'enrolments')).map(({ workerId, listedAs, agencyId, startsOn, ...entry }) => ({
    ...{ nik: niks.get(workerId), listedAs: niks.get(listedAs), agency: agencies.get(agencyId), startsOn },
    ...{ funding: entry.funding, endsOn: entry.endsOn, paidThrough: entry.paidThrough, line: entry.line },
  }))
  const keys = (await all(database, 'likenessKeys')).map(({ key }) => key)
  return { people: sorted(people), entries: sorted(entries), keys: sorted(keys) }
}

function sorted<T>(things: readonly T[]): string[] {
  return things.map((thing) => JSON.stringify(thing)).sort()
}
