import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import type { Outgoing, Sent } from '../../../src/channels/channel.ts'
import { simulated } from '../../../src/channels/simulated/simulated.ts'
import { pauseCampaign, resumeCampaign, stopCampaign } from '../../../src/services/campaigns/halt.ts'
import { runCampaigns } from '../../../src/services/campaigns/run.ts'
import { deliverAllDue, settleLapsed } from '../../../src/services/deliver.ts'
import { receive } from '../../../src/services/receive.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import type { Database } from '../../../src/store/work.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { engines } from '../../support/databases.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { APPROVER, approved, personsOf, WRITER } from './campaigning.ts'

const PEOPLE = 60
const TICK = 100
const phoneOf = (n: number) => `62810000092${String(n).padStart(2, '0')}`

let world: TestWorld
/** When the platform was handed each message of the campaign. */
let handed: number[]
const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** Two processes on one database: on SQLite each with a connection of its own. */
async function twoProcesses(engine: keyof typeof engines): Promise<TestWorld> {
  handed = []
  const carry = ({ prompt }: Outgoing): Sent => {
    if (prompt.text.startsWith('Salam')) handed.push(world.clock.now().getTime())
    return { sent: true }
  }
  const [here, there] = await databases(engine)
  const channel = () => simulated(carry, { perSecond: 20 })
  world = await testWorld({ database: here, channels: [channel()] })
  return { ...world, database: there, channels: new Map([['simulated', channel()]]) }
}

async function databases(engine: keyof typeof engines): Promise<[Database, Database]> {
  if (engine === 'postgres') {
    const one = await engines.postgres()
    open.push(() => one.close())
    return [one, one]
  }
  const folder = mkdtempSync(join(tmpdir(), 'sapa-stop-'))
  open.push(() => rmSync(folder, { recursive: true }))
  const pair: [Database, Database] = [openSqlite(join(folder, 'a.db')), openSqlite(join(folder, 'a.db'))]
  for (const database of pair) open.push(() => database.close())
  return pair
}

async function many(): Promise<void> {
  const agencyId = await listOf(world, 'DKPPP')
  for (let n = 0; n < PEOPLE; n++) await enrol(world, { agencyId, phone: phoneOf(n), agreed: true })
}

/** What both processes do within a tenth of a second. */
async function tick(processes: readonly TestWorld[]): Promise<void> {
  for (const one of processes) {
    await runCampaigns(one)
    await deliverAllDue(one)
  }
  world.clock.pass(TICK)
}

it.each(['sqlite', 'postgres'] as const)(
  'a campaign that another process stops sends nothing later than a second after that, on %s',
  async (engine) => {
    const other = await twoProcesses(engine)
    await many()
    const id = await approved(world)
    for (let at = 0; at < 12; at++) await tick([world])
    expect(handed.length).toBeGreaterThan(10)
    const stopped = world.clock.now().getTime()
    await stopCampaign(other, id, WRITER)
    for (let at = 0; at < 14; at++) await tick([world, other])
    expect(Math.max(...handed) - stopped).toBeLessThanOrEqual(1000)
    expect(handed.length).toBeLessThan(PEOPLE)
    const { sent, takenBack, waiting } = await personsOf(world, id)
    expect([sent, takenBack + waiting]).toEqual([handed.length, PEOPLE - handed.length])
  },
  60_000,
)

it('whenever it is stopped, whatever was paused and died before, nothing is sent later than a second after that', async () => {
  const act = fc.constantFrom('here', 'there', 'both', 'pause', 'resume', 'pass')
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
      const other = await twoProcesses('sqlite')
      await many()
      const id = await approved(world)
      for (const does of acts) {
        if (does === 'pause') await pauseCampaign(other, id, WRITER).catch(() => {})
        else if (does === 'resume') await resumeCampaign(other, id, APPROVER).catch(() => {})
        else if (does === 'pass') world.clock.pass(61_000)
        else await tick(does === 'here' ? [world] : does === 'there' ? [other] : [world, other])
      }
      const stopped = world.clock.now().getTime()
      await stopCampaign(other, id, WRITER).catch(() => {})
      for (let at = 0; at < 15; at++) await tick([world, other])
      await settleLapsed(world)
      for (const at of handed) expect(at - stopped).toBeLessThanOrEqual(1000)
      expect((await personsOf(world, id)).sent).toBe(handed.length)
    }),
    { numRuns: 12 },
  )
}, 60_000)

it('what waits in hand behind a slow answer to the same chat is looked at again before it is sent', async () => {
  const said: string[] = []
  let isSlow = true
  let id = ''
  const carry = async ({ prompt }: Outgoing): Promise<Sent> => {
    said.push(prompt.text)
    if (isSlow) {
      isSlow = false
      // The platform takes its time over the answer, and an officer stops the campaign meanwhile.
      world.clock.pass(3000)
      await stopCampaign(world, id, WRITER)
    }
    return { sent: true }
  }
  world = await testWorld({ channels: [simulated(carry)] })
  open.push(() => world.database.close())
  const agencyId = await listOf(world, 'DKPPP')
  await enrol(world, { agencyId, phone: phoneOf(1), agreed: true })
  id = await approved(world)
  await runCampaigns(world)
  await receive(world, 'simulated', { externalId: '1', address: phoneOf(1), phone: phoneOf(1), text: 'halo' })
  await deliverAllDue(world)
  await runCampaigns(world)
  expect(said.filter((text) => text.includes('Dinas DKPPP'))).toEqual([])
  expect(await personsOf(world, id)).toMatchObject({ sent: 0, takenBack: 1 })
})
