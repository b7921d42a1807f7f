import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { deliverAllDue } from '../../src/services/deliver.ts'
import { routeNotices } from '../../src/services/notices.ts'
import { reachReport } from '../../src/services/reach-report.ts'
import { importRoster } from '../../src/services/rosters/import-roster.ts'
import { chainAudit } from '../../src/services/sweeps.ts'
import { brokenLink } from '../../src/store/audit.ts'
import { chatOf, listOf } from '../store/registered.ts'
import { engines } from '../support/databases.ts'
import { testWorld } from '../support/world.ts'

const ROSTER = `nik,nama,tanggal_lahir,telepon,kelurahan,pekerjaan,mulai,selesai,dibayar_sampai
3574015708709001,Siti Aminah,17-08-1970,081000009001,Kanigaran,nelayan,2026-01,2026-12,2026-11
3574010302809002,Budi Santoso,03-02-1980,081000009001,Kanigaran,petani,2026-01,2026-12,2026-11
3574014505909003,Rina Wati,05-05-1990,,Kanigaran,petani,2026-01,2026-12,2026-11
`

it('the whole way from a list to the report is the same on PostgreSQL', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sapa-pg-'))
  const file = path.join(folder, 'daftar.csv')
  writeFileSync(file, ROSTER)
  const world = await testWorld({ database: await engines.postgres() })
  await listOf(world, 'DKPPP')
  const options = { agency: 'DKPPP', funding: 'apbd', consent: 'rapat', mode: 'apply', by: 'test' } as const
  expect(await importRoster(world, file, options)).toMatchObject({ lines: 3, applied: 3, verdicts: { new: 3 } })
  expect(await importRoster(world, file, options)).toMatchObject({ verdicts: { same: 3 } })
  expect(await routeNotices(world)).toEqual({ told: 2, messages: 1, visits: 1 })
  expect(await routeNotices(world)).toEqual({ told: 0, messages: 0, visits: 0 })
  await deliverAllDue(world)
  const say = chatOf(world, '6281000009001', '081000009001')
  await say('1')
  expect((await say('18-08-1970')).session.step).toBe('refused')
  await say('menu')
  await say('1')
  expect((await say('17-08-1970')).session.step).toBe('show')
  await say('1')
  expect(await reachReport(world, 'DKPPP', '2026-11-01', '2026-11-30')).toMatchObject({
    ...{ listed: 3, reached: 2, notReached: 1, visitsOpen: 1 },
    persons: { sent: 2, answered: 2, confirmed: 1 },
  })
  await chainAudit(world, 'test')
  expect(await world.database.run(brokenLink)).toBeUndefined()
  await world.database.close()
  rmSync(folder, { recursive: true })
})
