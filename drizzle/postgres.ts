import { pgKit } from '../src/store/kit.ts'
import { defineTables } from '../src/store/schema.ts'

export const {
  agencies,
  attempts,
  audit,
  campaignRecipients,
  campaigns,
  consents,
  contactWorkers,
  contacts,
  dataKeys,
  enrolments,
  handovers,
  importRows,
  imports,
  inbound,
  leases,
  notices,
  outbox,
  reach,
  sessions,
  settings,
  slips,
  statusLinks,
  visits,
  workers,
} = defineTables(pgKit)
