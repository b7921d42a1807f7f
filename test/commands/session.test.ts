import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { session } from '../../src/commands/session.ts'
import { visitor } from '../../src/commands/visitor.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { withWorld } from '../../src/main.ts'
import { chatOf, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { hire, PASSWORD } from '../support/desk.ts'
import { piped } from '../support/shell.ts'
import { type TestWorld, TUESDAY } from '../support/world.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sapa-session-'))
const shellWith = (...input: string[]) =>
  piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)), ...input)

let chatCode: string
beforeAll(async () => {
  await withWorld(shellWith(), async (real) => {
    const world = real as TestWorld
    const own = await listOf(world, 'DKPPP')
    await hire(world, 'siti', 'clerk', { agencyId: own })
    await hire(world, 'adi', 'auditor')
    await chatOf(world, 'kader')('halo')
    chatCode = (await all(world.database, 'contacts'))[0]!.code
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a command with some lines piped in; what it printed, or what refused it. */
async function run(command: typeof session, args: string[], ...input: string[]): Promise<{ out: string; err: string }> {
  const shell = shellWith(...input)
  const refused = await command(args, shell).then(
    () => [],
    (error) => [shell.say([error.code, error.values])],
  )
  return { out: shell.lines.join('\n'), err: [...shell.errors, ...refused].join('\n') }
}
const OPEN = [
  ...['open', '--agency', 'DKPPP', '--kelurahan', 'Wiroborang', '--place', 'Balai RW 3', '--topic', 'Perlindungan'],
  ...['--on', '2026-11-25', '--at', '19:00', '--as'],
]

it('opens a meeting with its links and poster, lists it and closes it with a headcount', async () => {
  const poster = path.join(folder, 'poster.pdf')
  const { out } = await run(session, [...OPEN, 'siti', '--poster', poster], PASSWORD)
  const code = /Kode: (\w{5})/.exec(out)![1]!
  expect(out).toContain(`/chat?hadir=${code}`)
  expect(readFileSync(poster).subarray(0, 5).toString()).toBe('%PDF-')
  expect(
    (await run(session, ['close', code.toLowerCase(), '--headcount', '45', '--as', 'siti'], PASSWORD)).out,
  ).toContain(code)
  const listed = await run(session, ['list', '--agency', 'DKPPP'])
  expect(listed.out).toMatch(/Balai RW 3, Wiroborang.*dihitung 45 orang hadir.*sudah ditutup/)
  expect(listed.err).toBe('Acara: 1')
})

it('refuses who may not, what is nowhere, and what it does not know', async () => {
  expect((await run(session, [...OPEN, 'adi'], PASSWORD)).err).toContain('tidak mencakup')
  expect((await run(session, [...OPEN, 'siti'], 'wrong')).out).toBe('')
  expect((await run(session, ['close', '2A3CD', '--as', 'siti'], PASSWORD)).err).toContain('tidak ditemukan')
  expect((await run(session, ['hold'])).err).toContain('session open')
})

it('makes a chat a visitor, lists and removes it', async () => {
  const add = ['add', chatCode, '--agency', 'DKPPP', '--kelurahan', 'Wiroborang', '--name', 'Bu Kader', '--as', 'siti']
  expect((await run(visitor, add, PASSWORD)).out).toContain('Bu Kader sekarang petugas kunjungan untuk Wiroborang')
  const { out } = await run(visitor, ['list'])
  expect(out).toMatch(/Bu Kader +Dinas DKPPP +Wiroborang/)
  await run(visitor, ['remove', out.trim().split(' ')[0]!, '--as', 'siti'], PASSWORD)
  expect((await run(visitor, ['list'])).err).toBe('Petugas kunjungan: 0')
})
