import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { doubts } from '../../src/commands/doubts.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { withWorld } from '../../src/main.ts'
import { doubting, NIK } from '../services/register/doubting.ts'
import { enrol, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { hire, PASSWORD } from '../support/desk.ts'
import { piped } from '../support/shell.ts'
import { type TestWorld, TUESDAY } from '../support/world.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sapa-doubts-'))
const shellWith = (...input: string[]) =>
  piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)), ...input)

let id: string
beforeAll(async () => {
  await withWorld(shellWith(), async (real) => {
    const world = real as TestWorld
    const own = await listOf(world, 'DKPPP')
    const { workerId } = await enrol(world, { agencyId: await listOf(world, 'KESRA'), name: 'Sitti Aminah' })
    id = (await doubting(world, { agencyId: own, workerId, nik: NIK })).doubtId
    await hire(world, 'siti', 'approver', { agencyId: own })
    await hire(world, 'budi', 'clerk', { agencyId: 'agency-KESRA' })
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the command with some lines piped in; what it printed, or what refused it. */
async function run(args: string[], ...input: string[]): Promise<{ out: string; err: string }> {
  const shell = shellWith(...input)
  const refused = await doubts(args, shell).then(
    () => [],
    (error) => [shell.say([error.code, error.values])],
  )
  return { out: shell.lines.join('\n'), err: [...shell.errors, ...refused].join('\n') }
}
const merged = () =>
  withWorld(
    shellWith(),
    async ({ database }) => (await all(database, 'workers')).filter(({ mergedInto }) => mergedInto !== null).length,
  )

it('lists what waits, for people and for machines, of all agencies or of one', async () => {
  const listed = await run(['list'])
  expect(listed.out).toMatch(new RegExp(`${id} +sangat mirip, 90 +Siti Amina \\(daftar.csv, baris 2\\) +Sitti Aminah`))
  expect(listed.err).toContain('Menunggu keputusan: 1')
  const told = JSON.parse((await run(['list', '--agency', 'DKPPP', '--json'])).out)
  expect(told).toMatchObject({ id, score: 90, worker: { name: 'S••• A•••' }, row: { name: 'Siti Amina', line: 2 } })
  expect((await run(['list', '--agency', 'KESRA', '--json'])).out).toBe('')
  expect((await run(['list', '--agency', 'NONE'])).err).toContain('NONE')
})

it('takes an officer’s decision, another one, and takes it back', async () => {
  expect((await run(['decide', id, 'same', '--as', 'siti'], PASSWORD)).out).toContain('orang yang sama')
  expect(await merged()).toBe(1)
  expect((await run(['decide', id, 'same', '--as', 'siti'], PASSWORD)).err).toContain('Sudah diputuskan')
  expect((await run(['decide', id, 'different', '--as', 'siti'], PASSWORD)).out).toContain('orang yang berbeda')
  expect(await merged()).toBe(0)
  expect((await run(['undo', id, '--as', 'siti'], PASSWORD)).out).toContain('dibatalkan')
  expect((await run(['undo', id, '--as', 'siti'], PASSWORD)).err).toContain('Belum ada keputusan')
})

it('refuses who has no say, a wrong password, and what it does not understand', async () => {
  expect((await run(['decide', id, 'same', '--as', 'budi'], PASSWORD)).err).toContain('bukan urusan instansi Anda')
  expect((await run(['decide', id, 'same', '--as', 'siti'], 'salah')).out).toBe('')
  expect((await run(['decide', id, 'same'])).err).toContain('--as belum diisi')
  for (const args of [['decide', id, 'perhaps', '--as', 'siti'], ['fly'], []])
    expect((await run(args)).err).toContain('Cara pakai: sapa doubts list')
  expect(await merged()).toBe(0)
})
