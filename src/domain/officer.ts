/** Who works with Sapa on an agency's or the city's side. */
export const ROLES = ['clerk', 'approver', 'coordinator', 'auditor', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** What an officer may be allowed to do. */
export type Deed =
  | 'importRoster'
  | 'decideDoubt'
  | 'readRegister'
  | 'readOverlaps'
  | 'draftCampaign'
  | 'approveCampaign'
  | 'stopCampaign'
  | 'answerHandover'
  | 'readClaims'
  | 'answerCorrections'
  | 'readReach'
  | 'readReview'
  | 'keepVisits'
  | 'holdMeetings'
  | 'readAudit'
  | 'manageOfficers'
  | 'changeSettings'

/** An officer and the part of the register that is theirs. */
export interface Officer {
  id: string
  /** What is typed at the log-in. */
  username: string
  name: string
  role: Role
  /** Null: every agency. */
  agencyId: string | null
  /** Official code of a kelurahan; null: all of them. */
  kelurahan: string | null
}

/** What is done at an agency's desk, and at the coordinator's for all of them. */
const AT_A_DESK = [
  ...(['decideDoubt', 'answerCorrections', 'draftCampaign', 'stopCampaign'] as const),
  ...(['readRegister', 'readOverlaps', 'answerHandover', 'readClaims', 'readReach'] as const),
  ...(['keepVisits', 'holdMeetings'] as const),
] satisfies Deed[]

// Whoever manages accounts reads nobody's messages, and whoever audits changes nothing.
const MAY: Readonly<Record<Role, readonly Deed[]>> = {
  clerk: [...AT_A_DESK, 'importRoster'],
  approver: [...AT_A_DESK, 'importRoster', 'approveCampaign'],
  coordinator: [...AT_A_DESK, 'approveCampaign', 'readReview'],
  auditor: ['readReach', 'readAudit'],
  admin: ['manageOfficers', 'changeSettings', 'readReach', 'readOverlaps'],
}

/** Whether an officer's role allows a deed anywhere at all. */
export function may({ role }: Pick<Officer, 'role'>, deed: Deed): boolean {
  return MAY[role].includes(deed)
}

/** Whether an agency's affairs are the officer's: every agency's for those who belong to none. */
export function isInScope({ agencyId }: Pick<Officer, 'agencyId'>, ofAgency: string): boolean {
  return agencyId === null || agencyId === ofAgency
}

/** Whether an agency's affairs in a kelurahan are the officer's. */
export function isInPost(
  officer: Pick<Officer, 'agencyId' | 'kelurahan'>,
  { agencyId, kelurahan }: { agencyId: string; kelurahan: string | null },
): boolean {
  return isInScope(officer, agencyId) && (officer.kelurahan === null || officer.kelurahan === kelurahan)
}
