import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { deliverAllDue } from '../../src/services/deliver.ts'
import { runJourneys } from '../../src/services/journeys/run.ts'
import { routeNotices } from '../../src/services/notices.ts'
import { importRoster } from '../../src/services/rosters/import-roster.ts'
import { chatOf, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'
import { approved, sweep } from './campaigns/campaigning.ts'

const PHONE = '6281000009001'
const HEAD = 'nik,nama,tanggal_lahir,telepon,kelurahan,pekerjaan,mulai,selesai,dibayar_sampai'
const line = (year: number) =>
  `3574015708709001,Siti Aminah,17-08-1970,081000009001,Kanigaran,nelayan,${year}-01,${year}-12,${year}-11`

let world: TestWorld
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-opt-out-'))
  world = await testWorld()
  await listOf(world, 'DKPPP')
})
afterEach(() => rmSync(folder, { recursive: true }))

async function handIn(consent: string, ...lines: string[]): Promise<void> {
  const file = path.join(folder, `${consent}.csv`)
  writeFileSync(file, `${[HEAD, ...lines].join('\n')}\n`)
  await importRoster(world, file, { agency: 'DKPPP', funding: 'apbd', consent, mode: 'apply', by: 'test' })
}

it.each(['stop ya pak, terima kasih', 'Stop. Terima kasih', 'jangan kirim2 lagi'])(
  'whoever says %j hears nothing more, though the list is handed in again with new leave and a new year',
  async (words) => {
    await handIn('rapat', line(2026))
    await routeNotices(world)
    await deliverAllDue(world)
    expect(world.carried).toHaveLength(1)
    await chatOf(world, PHONE, PHONE)(words)
    await deliverAllDue(world)
    const heard = world.carried.length
    world.clock.pass(60_000)
    await handIn('formulir-baru', line(2026), line(2027))
    await routeNotices(world)
    await approved(world)
    await sweep(world)
    await runJourneys(world)
    await deliverAllDue(world)
    expect(world.carried).toHaveLength(heard)
    expect((await all(world.database, 'contacts'))[0]!.optedOutAt).not.toBeNull()
    expect((await all(world.database, 'visits')).map(({ reason }) => reason)).toEqual(['optedOut'])
  },
)

it('whoever asks for news again hears it again', async () => {
  await handIn('rapat', line(2026))
  await routeNotices(world)
  await deliverAllDue(world)
  const say = chatOf(world, PHONE, PHONE)
  await say('stop ya pak, terima kasih')
  await say('mulai lagi')
  await deliverAllDue(world)
  const heard = world.carried.length
  world.clock.pass(3 * 86_400_000)
  await approved(world)
  await sweep(world)
  expect(world.carried).toHaveLength(heard + 1)
})
