import { EVERYBODY } from '../../../src/domain/audience.ts'
import type { Officer } from '../../../src/domain/officer.ts'
import { approveCampaign } from '../../../src/services/campaigns/approve.ts'
import { runCampaigns } from '../../../src/services/campaigns/run.ts'
import { campaignStatus } from '../../../src/services/campaigns/status.ts'
import { createCampaign, type Draft, submitCampaign } from '../../../src/services/campaigns/write.ts'
import { deliverAllDue } from '../../../src/services/deliver.ts'
import type { Work } from '../../../src/store/work.ts'
import type { TestWorld } from '../../support/world.ts'

export function officer(over: Partial<Officer> = {}): Officer {
  const id = over.id ?? 'writer'
  return { id, username: id, name: id, role: 'clerk', agencyId: 'agency-DKPPP', kelurahan: null, ...over }
}

export const WRITER = officer()
export const APPROVER = officer({ id: 'approver', role: 'approver' })

export function draft(over: Partial<Draft> = {}): Draft {
  const texts = { id: 'Salam {nama}, ada kabar dari {instansi}.' }
  return { title: 'Kabar perlindungan', texts, audience: EVERYBODY, startsAt: null, ...over }
}

/** A campaign that waits for its approval. */
export async function submitted(world: TestWorld, over: Partial<Draft> = {}): Promise<string> {
  const { id } = await createCampaign(world, 'DKPPP', draft(over), WRITER)
  await submitCampaign(world, id, WRITER)
  return id
}

export async function approved(world: TestWorld, over: Partial<Draft> = {}): Promise<string> {
  const id = await submitted(world, over)
  await approveCampaign(world, id, APPROVER)
  return id
}

/** What the sweeps do when they come by once. */
export async function sweep(world: TestWorld): Promise<void> {
  await runCampaigns(world)
  await deliverAllDue(world)
  await runCampaigns(world)
}

export const personsOf = async (world: TestWorld, id: string) => (await campaignStatus(world, id, WRITER)).persons

/** The same installation in a process that dies after so many works. */
export function dying(world: TestWorld, works: number): TestWorld {
  let left = works
  const run: TestWorld['database']['run'] = <T>(work: (db: never) => Work<T>) =>
    left-- > 0 ? world.database.run(work as never) : Promise.reject(new Error('killed'))
  return { ...world, database: { ...world.database, run } as TestWorld['database'] }
}
