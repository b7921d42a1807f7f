import type { Officer } from '../../src/domain/officer.ts'
import { approveCampaign } from '../../src/services/campaigns/approve.ts'
import { createCampaign, submitCampaign } from '../../src/services/campaigns/write.ts'
import type { World } from '../../src/services/world.ts'

function officer(id: string, agency: string, role: Officer['role']): Officer {
  return { id, username: id, name: id, role, agencyId: `agency-${agency}`, kelurahan: null }
}

/** A campaign to all on an agency's list that waits for its approval: how one officer approves it whom another has asked. */
export async function submittedTo(world: World, agency: string) {
  const writer = officer('writer', agency, 'clerk')
  const texts = { id: 'Salam {nama}, ada kabar dari {instansi}.' }
  const audience = { segment: null, kelurahan: null, notReached: false }
  const draft = { title: 'Kabar perlindungan', texts, audience, startsAt: null }
  const { id } = await createCampaign(world, agency, draft, writer)
  await submitCampaign(world, id, writer)
  return { id, approve: (by: World = world) => approveCampaign(by, id, officer('approver', agency, 'approver')) }
}
