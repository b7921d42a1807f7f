import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agency } from '../../src/commands/agency.ts'
import { release } from '../../src/commands/release.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { withWorld } from '../../src/main.ts'
import { releasesFor } from '../../src/services/journeys/released.ts'
import { agencyByCode } from '../../src/store/agencies.ts'
import { hire, PASSWORD } from '../support/desk.ts'
import { piped } from '../support/shell.ts'
import { TUESDAY } from '../support/world.ts'

const COORDINATOR = { id: 'k', username: 'k', name: 'K', role: 'coordinator', agencyId: null, kelurahan: null } as const

const folder = mkdtempSync(path.join(tmpdir(), 'sapa-release-'))
const shellWith = (...input: string[]) =>
  piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)), ...input)
const at = (name: string) => path.join(folder, name)
const AS_SITI = ['--agency', 'DKPPP', '--as', 'siti']

beforeAll(async () => {
  await agency(['add', 'DKPPP', 'Dinas Pertanian'], shellWith())
  await withWorld(shellWith(), async (world) => {
    const own = await world.database.run((db) => agencyByCode(db, 'DKPPP'))
    await hire(world, 'siti', 'approver', { agencyId: own!.id })
  })
  writeFileSync(at('id.txt'), 'Kota meneruskan sampai Desember.\n')
  writeFileSync(at('jv.txt'), 'Kutha nerasaken ngantos Desember.\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

const released = () =>
  withWorld(shellWith(), async (world) => (await releasesFor(world, COORDINATOR)).map(({ texts }) => texts))

it('releases the words of an agency in the languages in which there are any, and takes them back', async () => {
  const shell = shellWith(PASSWORD)
  await release(['--text', at('id.txt'), '--text-jv', at('jv.txt'), ...AS_SITI], shell)
  expect(shell.lines.join()).toContain('Keputusan DKPPP dipakai')
  expect(await released()).toEqual([
    { id: 'Kota meneruskan sampai Desember.', jv: 'Kutha nerasaken ngantos Desember.' },
  ])
  await release(['withdraw', ...AS_SITI], shellWith(PASSWORD))
  expect(await released()).toEqual([null])
})

it.each([
  [AS_SITI, 'cli.missing'],
  [['--text', 'tidak-ada.txt', ...AS_SITI], 'cli.campaign.noText'],
  [['--text', at('id.txt'), '--agency', 'DKPPP'], 'cli.missing'],
  [['tarik', ...AS_SITI], 'cli.usage'],
])('refuses %j', async (args, code) => {
  await expect(release(args, shellWith(PASSWORD))).rejects.toMatchObject({ code })
  expect(await released()).toEqual([null])
})
