import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { simulated as Simulated } from '../../../src/channels/simulated/simulated.ts'
import type { Funding } from '../../../src/domain/cover.ts'
import type { openWorld as OpenWorld } from '../../../src/main.ts'
import type { routeNotices as RouteNotices } from '../../../src/services/notices.ts'
import type { importRoster as ImportRoster } from '../../../src/services/rosters/import-roster.ts'
import type { World } from '../../../src/services/world.ts'
import type { addAgency as AddAgency } from '../../../src/store/agencies.ts'
import type { exec as Exec } from '../../../src/store/work.ts'
import { built } from '../built.ts'
import type { Person } from './walks.ts'

const FOLDER = fileURLToPath(new URL('../../../docs/contoh', import.meta.url))
const LISTS: readonly [code: string, file: string, funding: Funding][] = [
  ['PEM', 'pem-ketua-rt-rw.csv', 'apbd'],
  ['KESRA', 'kesra-guru-ngaji-guru-minggu.csv', 'apbd'],
  ['DKPPP', 'dkppp-petani-nelayan.csv', 'apbd'],
  ['DKUPP', 'dkupp-pelaku-umkm.csv', 'apbd'],
  ['DINKES', 'dinkes-kader-kesehatan.xlsx', 'apbd'],
  ['DISPERINAKER', 'disperinaker-dbhcht.csv', 'dbhcht'],
]

/** Fills a new database with the fictional lists and their notices; gives those who can prove that they stand on one. */
export async function fillRegister(env: NodeJS.ProcessEnv): Promise<Person[]> {
  const { openWorld } = await built<{ openWorld: typeof OpenWorld }>('main')
  const { simulated } = await built<{ simulated: typeof Simulated }>('channels/simulated/simulated')
  const { routeNotices } = await built<{ routeNotices: typeof RouteNotices }>('services/notices')
  const carrier = simulated(() => ({ sent: false, because: 'unknown', failure: 'bench' }))
  const { world, close } = await openWorld(env, { now: () => new Date() }, [carrier])
  await importLists(world)
  await routeNotices(world)
  const people = await provable(world)
  await close()
  return people
}

async function importLists(world: World): Promise<void> {
  const { importRoster } = await built<{ importRoster: typeof ImportRoster }>('services/rosters/import-roster')
  const { addAgency } = await built<{ addAgency: typeof AddAgency }>('store/agencies')
  for (const [code, file, funding] of LISTS) {
    const now = world.clock.now()
    await world.database.run((db) => addAgency(db, { id: world.ids.next(now), code, name: code, createdAt: now }))
    await importRoster(world, path.join(FOLDER, file), { agency: code, funding, mode: 'apply', by: 'bench' })
  }
}

/** One person for each phone: several who share one may share a birth date too. */
async function provable({ database, vault }: World): Promise<Person[]> {
  const { exec } = await built<{ exec: typeof Exec }>('store/work')
  const workers = await database.run((db) => exec(db.select().from(db.t.workers)))
  const people = workers.flatMap(({ phoneSealed, bornOn }) =>
    phoneSealed === null ? [] : [{ phone: vault.open('workers.phone', phoneSealed), bornOn }],
  )
  return [...new Map(people.map((person) => [person.phone, person])).values()]
}
