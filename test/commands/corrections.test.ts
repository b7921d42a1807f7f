import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agency } from '../../src/commands/agency.ts'
import { corrections } from '../../src/commands/corrections.ts'
import { importCommand } from '../../src/commands/import.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { withWorld } from '../../src/main.ts'
import { askCorrection } from '../../src/services/corrections/ask.ts'
import { agencyByCode } from '../../src/store/agencies.ts'
import { addContact } from '../../src/store/contacts.ts'
import { all, contact } from '../store/rows.ts'
import { piped } from '../support/shell.ts'
import { REGISTER } from '../support/transcript.ts'
import { TUESDAY } from '../support/world.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sapa-corrections-'))
const clock = new TurnableClock(new Date(TUESDAY))
const shellWith = () => piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, clock)

beforeAll(async () => {
  const shell = shellWith()
  await agency(['add', 'DINKES', 'Dinas Kesehatan'], shell)
  await agency(['add', 'DKPPP', 'Dinas Pertanian'], shell)
  await importCommand([REGISTER, '--agency', 'DINKES', '--funding', 'apbd', '--apply'], shell)
  await withWorld(shell, async (world) => {
    const worker = (await all(world.database, 'workers')).find(({ name }) => name === 'Siti Aminah')!
    await world.database.run(function* (db) {
      const chat = yield* addContact(db, contact())
      const { id: agencyId } = (yield* agencyByCode(db, 'DINKES'))!
      const asked = { workerId: worker.id, agencyId, field: 'name', wish: 'Harusnya Sitti' } as const
      yield* askCorrection(db, world, chat, asked, clock.now())
    })
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...args: string[]): Promise<{ out: string; err: string; refused?: string }> {
  const shell = shellWith()
  const refused = await corrections(args, shell).then(
    () => ({}),
    (error) => ({ refused: shell.say([error.code, error.values]) }),
  )
  return { out: shell.lines.join('\n'), err: shell.errors.join('\n'), ...refused }
}

it('lists what waits by code and field, and nothing else of a person', async () => {
  const { out, err } = await run('list', '--agency', 'DINKES')
  expect(out).toMatch(/P\d{7} +DINKES +Nama +27 November 2026.* belum lewat/)
  expect(err).toContain('1 laporan data salah menunggu jawaban; ditampilkan 1, di antaranya 0 terlambat.')
  expect(out + err).not.toMatch(/Siti|Sitti|Aminah|S•••/)
})

it('prints a JSON object for each, to be read by a machine', async () => {
  const { out } = await run('list', '--json')
  expect(JSON.parse(out)).toEqual({
    ...{ id: expect.any(String), worker: expect.stringMatching(/^P\d{7}$/), agency: 'DINKES', field: 'name' },
    ...{ openedAt: '2026-11-24T02:00:00.000Z', dueAt: '2026-11-27T02:00:00.000Z', late: false },
  })
})

it('says what is late', async () => {
  clock.pass(73 * 3_600_000)
  const { out, err } = await run('list')
  expect(out).toMatch(/ terlambat$/)
  expect(err).toContain('di antaranya 1 terlambat')
})

it('has nothing of an agency whose list is right, and refuses one that is not there and another verb', async () => {
  expect((await run('list', '--agency', 'DKPPP')).out).toBe('')
  expect((await run('list', '--agency', 'XYZ')).refused).toContain('XYZ')
  expect((await run('close')).refused).toContain('sapa corrections list')
  expect((await run()).refused).toContain('sapa corrections list')
})
