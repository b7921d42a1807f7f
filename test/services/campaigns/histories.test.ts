import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Sent } from '../../../src/channels/channel.ts'
import { pauseCampaign, resumeCampaign, stopCampaign } from '../../../src/services/campaigns/halt.ts'
import { runCampaigns } from '../../../src/services/campaigns/run.ts'
import { deliverDue, settleLapsed } from '../../../src/services/deliver.ts'
import { takeReceipt } from '../../../src/services/receipts.ts'
import { withdrawConsent } from '../../../src/store/register.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { APPROVER, approved, dying, personsOf, sweep, WRITER } from './campaigning.ts'

const PEOPLE = 12
// Every third shares the phone of the one before.
const phoneOf = (n: number) => `62810000093${String(n % 3 === 2 ? n - 1 : n).padStart(2, '0')}`

const outcome = fc.constantFrom<Sent>(
  { sent: true },
  { sent: false, because: 'retry', afterMs: 500 },
  { sent: false, because: 'refused', failure: 'refused' },
  { sent: false, because: 'unknown', failure: 'unknown' },
  { sent: false, because: 'stopped', failure: 'stopped' },
)
const person = fc.nat(PEOPLE - 1)
const event = fc.oneof(
  fc.record({ do: fc.constant('sweep' as const) }),
  fc.record({ do: fc.constant('crash' as const), works: fc.nat(4) }),
  fc.record({ do: fc.constant('deliver' as const), outcomes: fc.array(outcome, { maxLength: 4 }) }),
  fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const, 'pass' as const) }),
  fc.record({
    do: fc.constantFrom('withdraw' as const, 'optOut' as const, 'answer' as const, 'read' as const),
    person,
  }),
)
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

async function happen(world: TestWorld, id: string, happening: Event): Promise<void> {
  if (happening.do === 'sweep') return void (await runCampaigns(world))
  if (happening.do === 'crash') return void (await runCampaigns(dying(world, happening.works)).catch(() => {}))
  if (happening.do === 'deliver') {
    world.outcomes.push(...happening.outcomes)
    await deliverDue(world)
    world.outcomes.splice(0)
    return
  }
  if (!('person' in happening)) return await turn(world, id, happening.do)
  const phone = phoneOf(happening.person)
  const hash = world.vault.hash('phone', phone)
  const at = world.clock.now()
  if (happening.do === 'withdraw')
    return await world.database.run((db) => withdrawConsent(db, hash, 'agency-DKPPP', at))
  if (happening.do === 'read') {
    for (const { id: ours } of world.carried.filter(({ address }) => address === phone))
      await takeReceipt(world, { channel: 'simulated', message: { ours }, kind: 'read', at })
    return
  }
  await chatOf(world, phone, phone)(happening.do === 'optOut' ? 'stop' : '1')
}

async function turn(world: TestWorld, id: string, to: 'pause' | 'resume' | 'pass'): Promise<void> {
  if (to === 'pass') world.clock.pass(1000)
  else if (to === 'pause') await pauseCampaign(world, id, WRITER).catch(() => {})
  else await resumeCampaign(world, id, APPROVER).catch(() => {})
}

const isCampaigns = ({ prompt }: { prompt: { text: string } }) => prompt.text.startsWith('Salam')

it('whatever happens in whatever order, nobody is told twice and nobody is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 25 }), fc.boolean(), async (events, stops) => {
      const world = await testWorld()
      const agencyId = await listOf(world, 'DKPPP')
      for (let n = 0; n < PEOPLE; n++)
        await enrol(world, { agencyId, agreed: n % 4 !== 3, ...(n !== 7 && { phone: phoneOf(n) }) })
      const id = await approved(world)
      for (const happening of events) await happen(world, id, happening)
      if (stops) await stopCampaign(world, id, WRITER).catch(() => {})
      else await resumeCampaign(world, id, APPROVER).catch(() => {})
      for (let n = 0; n < 3; n++) {
        world.clock.pass(61_000)
        await settleLapsed(world)
        await sweep(world)
      }
      const told = world.carried.filter(isCampaigns).map(({ address }) => address)
      expect(new Set(told).size).toBe(told.length)
      const { frozen, waiting, queued, sent, unknown, visit, skipped, takenBack } = await personsOf(world, id)
      expect(frozen).toBe(PEOPLE)
      expect(queued).toBe(0)
      if (!stops) expect({ waiting, takenBack }).toEqual({ waiting: 0, takenBack: 0 })
      expect(waiting + sent + unknown + visit + skipped + takenBack).toBe(PEOPLE)
      const visits = new Set((await all(world.database, 'visits')).map(({ workerId }) => workerId))
      const recipients = await all(world.database, 'campaignRecipients')
      for (const { workerId, outcome: came } of recipients) expect(visits.has(workerId)).toBe(came === 'visit')
      await world.database.close()
    }),
    { numRuns: 60 },
  )
}, 60_000)
