import type { Audience } from './audience.ts'
import type { Text } from './message.ts'
import { type Deed, isInScope, may, type Officer } from './officer.ts'

export const CAMPAIGN_STATES = ['draft', 'submitted', 'approved', 'sending', 'paused', 'stopped', 'done'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

/** What an officer does with a campaign; each is a deed of `Officer` too. */
export const CAMPAIGN_ACTS = ['edit', 'submit', 'approve', 'pause', 'resume', 'stop'] as const
export type CampaignAct = (typeof CAMPAIGN_ACTS)[number]

/** What the life of a campaign is read from: when what happened, and by whom (ids of officers). */
export interface CampaignLife {
  createdBy: string
  editedBy: string
  submittedAt: Date | null
  approvedAt: Date | null
  /** Not before this time; null: as soon as it is approved. */
  startsAt: Date | null
  /** All recipients are written down. */
  frozenAt: Date | null
  pausedAt: Date | null
  stoppedAt: Date | null
  doneAt: Date | null
}

/** Where a campaign stands: its timestamps say it, so that two that change it at the same time cannot disagree. */
export function stateOf(life: CampaignLife, now: Date): CampaignState {
  if (life.stoppedAt) return 'stopped'
  if (life.doneAt) return 'done'
  if (!life.approvedAt) return life.submittedAt ? 'submitted' : 'draft'
  if (life.pausedAt) return 'paused'
  return life.frozenAt && (!life.startsAt || life.startsAt <= now) ? 'sending' : 'approved'
}

// Whoever may halt in an alarm need not be one who may set going.
const DEEDS: Readonly<Record<CampaignAct, Deed>> = {
  edit: 'draftCampaign',
  submit: 'draftCampaign',
  approve: 'approveCampaign',
  pause: 'stopCampaign',
  resume: 'approveCampaign',
  stop: 'stopCampaign',
}

const FROM: Readonly<Record<CampaignAct, readonly CampaignState[]>> = {
  edit: ['draft', 'submitted'],
  submit: ['draft'],
  approve: ['submitted'],
  pause: ['approved', 'sending'],
  resume: ['paused'],
  stop: ['draft', 'submitted', 'approved', 'sending', 'paused'],
}

/**
 * Why an officer may not do something with a campaign now; undefined when they may. Whoever wrote it or edited it last does
 * not approve it, and nothing is edited after the approval: what two officers have agreed on is what goes out.
 */
export function refusalOf(act: CampaignAct, life: CampaignLife, by: Officer, now: Date): Text | undefined {
  if (!may(by, DEEDS[act])) return 'campaigns.refused.role'
  const state = stateOf(life, now)
  if (!FROM[act].includes(state))
    return [
      'campaigns.refused.state',
      { state: { text: `campaigns.state.${state}` }, act: { text: `campaigns.act.${act}` } },
    ]
  if (act === 'approve' && [life.createdBy, life.editedBy].includes(by.id)) return 'campaigns.refused.own'
  return undefined
}

/** Whether a campaign to an audience is an officer's affair: the agency is theirs, and the kelurahan where they have one. */
export function isTheirs(by: Officer, agencyId: string, audience: Pick<Audience, 'kelurahan'>): boolean {
  return isInScope(by, agencyId) && (by.kelurahan === null || by.kelurahan === audience.kelurahan)
}
