import { postgresPrograms, startPostgres } from '../support/postgres-server.ts'
import { type Soak, soakCampaign } from './campaign.ts'
import { faultsIn } from './faults.ts'

// soak:campaign [PERSONS] [KILLS] [SEED]: the same seed kills at the same moments.
const [persons = 46_000, kills = 20, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number)
const extent: Soak = { persons, kills, seed, say: (line) => console.log(`  ${line}`) }

async function soak(where: string, more: { postgres?: string }): Promise<number> {
  console.log(`\n== ${where}`)
  const soaked = await soakCampaign({ ...extent, ...more })
  const { recipients, accepted, inFlight, messages, seconds } = soaked
  const unknown = messages.filter(({ isUnknown }) => isUnknown).length
  console.log(`${Math.round(seconds)} s; recipients: ${JSON.stringify(recipients)}`)
  console.log(`${accepted.size} messages accepted; ${unknown} in doubt of ${inFlight} in flight at the kills`)
  const faults = faultsIn(soaked, persons)
  console.log(faults.length === 0 ? '0 lost, 0 told twice' : faults.join('\n'))
  return faults.length
}

let faults = await soak('SQLite, one host', {})
const programs = postgresPrograms()
if (programs !== undefined) {
  const server = await startPostgres(programs)
  try {
    faults += await soak('PostgreSQL, two hosts', { postgres: server.url })
  } finally {
    server.stop()
  }
}
process.exitCode = faults === 0 ? 0 : 1
