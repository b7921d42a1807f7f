import { and, asc, eq, isNull } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export function* keepApiToken(db: Db, token: NewRow<'apiTokens'>): Work<void> {
  yield* exec(db.insert(db.t.apiTokens).values(token))
}

/** All tokens with the codes of their agencies, oldest first; the tokens themselves are nowhere. */
export function* listApiTokens(db: Db): Work<{ token: Row<'apiTokens'>; agency: string }[]> {
  const { apiTokens, agencies } = db.t
  return yield* exec(
    db
      .select({ token: apiTokens, agency: agencies.code })
      .from(apiTokens)
      .innerJoin(agencies, eq(agencies.id, apiTokens.agencyId))
      .orderBy(asc(apiTokens.id)),
  )
}

/** The token of a hash that stands, with its agency. */
export function* apiTokenBy(db: Db, tokenHash: string): Work<{ id: string; agency: Row<'agencies'> } | undefined> {
  const { apiTokens, agencies } = db.t
  const [found] = yield* exec(
    db
      .select({ id: apiTokens.id, agency: agencies })
      .from(apiTokens)
      .innerJoin(agencies, eq(agencies.id, apiTokens.agencyId))
      .where(and(eq(apiTokens.tokenHash, tokenHash), isNull(apiTokens.revokedAt))),
  )
  return found
}

/** Ends a token; false when there is none of that id, or it was ended before. */
export function* revokeApiToken(db: Db, id: string, at: Date): Work<boolean> {
  const { apiTokens } = db.t
  const revoked = yield* exec(
    db
      .update(apiTokens)
      .set({ revokedAt: at })
      .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
      .returning({ id: apiTokens.id }),
  )
  return revoked.length > 0
}
