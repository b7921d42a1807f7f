import type { Kit } from './kit.ts'
import { accountTables } from './schema/accounts.ts'
import { campaignTables } from './schema/campaigns.ts'
import { chatFileTables } from './schema/chat-files.ts'
import { claimTables } from './schema/claims.ts'
import { fileTables } from './schema/files.ts'
import { importTables } from './schema/imports.ts'
import { journeyTables } from './schema/journeys.ts'
import { learningTables } from './schema/learning.ts'
import { needTables } from './schema/needs.ts'
import { officeTables } from './schema/office.ts'
import { outreachTables } from './schema/outreach.ts'
import { reachTables } from './schema/reach.ts'
import { reachPageTables } from './schema/reach-pages.ts'
import { registerTables } from './schema/register.ts'
import { reportTables } from './schema/reports.ts'
import { talkTables } from './schema/talk.ts'
import { uploadTables } from './schema/uploads.ts'

/** Every table, told once; `kit` decides whether it is SQLite or PostgreSQL. */
export function defineTables(kit: Kit) {
  const register = registerTables(kit)
  return {
    ...register,
    ...importTables(kit, register),
    ...talkTables(kit),
    ...reachTables(kit),
    ...reachPageTables(kit),
    ...officeTables(kit),
    ...accountTables(kit),
    ...claimTables(kit),
    ...chatFileTables(kit),
    ...campaignTables(kit),
    ...fileTables(kit),
    ...learningTables(kit),
    ...needTables(kit),
    ...reportTables(kit),
    ...uploadTables(kit, register),
    ...journeyTables(kit),
    ...outreachTables(kit),
  }
}

export type Tables = ReturnType<typeof defineTables>
export type Row<T extends keyof Tables> = Tables[T]['$inferSelect']
export type NewRow<T extends keyof Tables> = Tables[T]['$inferInsert']
