import { and, asc, eq, isNull, or, type SQL } from 'drizzle-orm'
import type { NewRow, Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'

export type Visitor = Row<'visitors'>
/** For whose people a chat goes from door to door. */
export type Post = Pick<Visitor, 'agencyId' | 'kelurahan'>

/** Makes a chat a visitor, or makes it one again; says whether it was not one yet. */
export function* addVisitor(db: Db, visitor: NewRow<'visitors'>): Work<boolean> {
  const { visitors } = db.t
  const { name, addedAt, addedBy, contactId, agencyId, kelurahan } = visitor
  const made = yield* exec(db.insert(visitors).values(visitor).onConflictDoNothing().returning({ id: visitors.id }))
  if (made.length > 0) return true
  const same = and(
    eq(visitors.contactId, contactId),
    eq(visitors.agencyId, agencyId),
    eq(visitors.kelurahan, kelurahan),
  )
  const [before] = yield* exec(db.select().from(visitors).where(same))
  yield* exec(db.update(visitors).set({ name, addedAt, addedBy, removedAt: null }).where(same))
  return before?.removedAt != null
}

/** Ends a visitor's work; false where it had ended. */
export function* removeVisitor(db: Db, id: string, at: Date): Work<boolean> {
  const { visitors } = db.t
  const ended = yield* exec(
    db
      .update(visitors)
      .set({ removedAt: at })
      .where(and(eq(visitors.id, id), isNull(visitors.removedAt)))
      .returning({ id: visitors.id }),
  )
  return ended.length > 0
}

export function* visitorById(db: Db, id: string): Work<Visitor | undefined> {
  const [found] = yield* exec(db.select().from(db.t.visitors).where(eq(db.t.visitors.id, id)))
  return found
}

/** Where a chat goes from door to door; nothing for a chat that is no visitor. */
export function* postsOf(db: Db, contactId: string): Work<Visitor[]> {
  const { visitors } = db.t
  return yield* exec(
    db
      .select()
      .from(visitors)
      .where(and(eq(visitors.contactId, contactId), isNull(visitors.removedAt)))
      .orderBy(asc(visitors.addedAt), asc(visitors.id)),
  )
}

/** Visitors of a scope with the names of their agencies; null stands for every agency, and for every kelurahan. */
export function* visitorsIn(
  db: Db,
  { agencyId, kelurahan }: { agencyId: string | null; kelurahan: string | null },
): Work<(Visitor & { agency: string; chatCode: string })[]> {
  const { visitors, agencies, contacts } = db.t
  const rows = yield* exec(
    db
      .select({ visitor: visitors, agency: agencies.name, chatCode: contacts.code })
      .from(visitors)
      .innerJoin(agencies, eq(agencies.id, visitors.agencyId))
      .innerJoin(contacts, eq(contacts.id, visitors.contactId))
      .where(
        and(
          isNull(visitors.removedAt),
          agencyId === null ? undefined : eq(visitors.agencyId, agencyId),
          kelurahan === null ? undefined : eq(visitors.kelurahan, kelurahan),
        ),
      )
      .orderBy(asc(visitors.kelurahan), asc(visitors.name), asc(visitors.id)),
  )
  return rows.map(({ visitor, agency, chatCode }) => ({ ...visitor, agency, chatCode }))
}

/** The names under which officers know some chats as visitors, whether they still are or not. */
export function* visitorNames(db: Db, contactIds: readonly string[]): Work<Map<string, string>> {
  const names = new Map<string, string>()
  for (const contactId of contactIds) {
    const [found] = yield* exec(
      db.select({ name: db.t.visitors.name }).from(db.t.visitors).where(eq(db.t.visitors.contactId, contactId)),
    )
    if (found) names.set(contactId, found.name)
  }
  return names
}

/** Rows of the visit list that lie within some posts. */
export function withinPosts(db: Db, posts: readonly Post[]): SQL | undefined {
  const { visits } = db.t
  return or(...posts.map((post) => and(eq(visits.agencyId, post.agencyId), eq(visits.kelurahan, post.kelurahan))))
}
