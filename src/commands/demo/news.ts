import { EVERYBODY } from '../../domain/audience.ts'
import type { Officer, Role } from '../../domain/officer.ts'
import { inviteOfficer } from '../../services/accounts/officers.ts'
import { approveCampaign } from '../../services/campaigns/approve.ts'
import { previewCampaign } from '../../services/campaigns/preview.ts'
import { runCampaigns } from '../../services/campaigns/run.ts'
import { campaignStatus } from '../../services/campaigns/status.ts'
import { createCampaign, submitCampaign } from '../../services/campaigns/write.ts'
import { deliverAllDue } from '../../services/deliver.ts'
import type { SimulatedNetwork } from '../../services/simulated-network.ts'
import type { World } from '../../services/world.ts'
import { agencyByCode } from '../../store/agencies.ts'
import { previewLines, statusLines } from '../campaign-lines.ts'
import type { Shell } from '../command.ts'
import { AGENCY } from './lists.ts'

export const WRITER = 'penulis'
export const APPROVER = 'penyetuju'

/** One officer writes to everybody whom nothing has reached yet, another approves, and it goes out. */
export async function newsStory(world: World, network: SimulatedNetwork, shell: Shell): Promise<void> {
  const [writer, approver] = [await officer(world, WRITER, 'clerk'), await officer(world, APPROVER, 'approver')]
  const text = shell.say('cli.demo.news')
  const draft = { title: shell.say('cli.demo.newsTitle'), texts: { id: text }, audience: EVERYBODY, startsAt: null }
  const { id } = await createCampaign(world, AGENCY, draft, writer)
  const preview = await previewCampaign(world, id, writer)
  const shown = (['message', 'visit'] as const).flatMap(
    (route) => preview.samples.find((sample) => sample.route === route) ?? [],
  )
  for (const line of previewLines(shell, { ...preview, samples: shown })) shell.out(line)
  await submitCampaign(world, id, writer)
  await approveCampaign(world, id, approver)
  for (const address of network.addresses()) network.collect(address)
  await runCampaigns(world)
  await deliverAllDue(world)
  await runCampaigns(world)
  shell.out('')
  for (const line of statusLines(shell, await campaignStatus(world, id, writer))) shell.out(line)
}

async function officer(world: World, username: string, role: Role): Promise<Officer> {
  const agency = await world.database.run((db) => agencyByCode(db, AGENCY))
  const standing = { role, agencyId: agency!.id, kelurahan: null }
  const { id } = await inviteOfficer(world, 'operator', { ...standing, username, name: username })
  return { id, username, name: username, ...standing }
}
