import { and, asc, desc, eq, exists, inArray, isNull, like, or, sql } from 'drizzle-orm'
import type { Row } from './schema.ts'
import { type Db, exec, type Work } from './work.ts'
import type { Worker } from './workers.ts'

/** An entry on a list with the agency whose list it is, and the file that said so last. */
export interface EntryWithSource {
  entry: Row<'enrolments'>
  agency: Pick<Row<'agencies'>, 'id' | 'code' | 'name'>
  fileName: string | null
}

/** All entries of a person, whichever of the person's entries a list named; newest period first. */
export function* entriesWithSource(db: Db, personId: string): Work<EntryWithSource[]> {
  const { enrolments, agencies, imports } = db.t
  return yield* exec(
    db
      .select({
        entry: enrolments,
        agency: { id: agencies.id, code: agencies.code, name: agencies.name },
        fileName: imports.fileName,
      })
      .from(enrolments)
      .innerJoin(agencies, eq(agencies.id, enrolments.agencyId))
      .leftJoin(imports, eq(imports.id, enrolments.importId))
      .where(eq(enrolments.workerId, personId))
      .orderBy(desc(enrolments.startsOn), desc(enrolments.id)),
  )
}

/** The workers who were found to be this person, by their codes. */
export function* mergedInto(db: Db, personId: string): Work<Worker[]> {
  const { workers } = db.t
  return yield* exec(db.select().from(workers).where(eq(workers.mergedInto, personId)).orderBy(asc(workers.code)))
}

/** Something that was changed of a worker, with the file that it came from. */
export interface ChangeWithSource {
  change: Row<'changes'>
  fileName: string | null
  /** The agency whose file it was; null where no file was the reason. */
  agencyId: string | null
}

/** The last changes of some workers, newest first. */
export function* lastChanges(db: Db, workerIds: readonly string[], limit: number): Work<ChangeWithSource[]> {
  if (workerIds.length === 0) return []
  const { changes, imports } = db.t
  return yield* exec(
    db
      .select({ change: changes, fileName: imports.fileName, agencyId: imports.agencyId })
      .from(changes)
      .leftJoin(imports, eq(imports.id, changes.importId))
      .where(inArray(changes.workerId, [...workerIds]))
      .orderBy(desc(changes.at), desc(changes.id))
      .limit(limit),
  )
}

/** Part of the register; null for all of it. */
export interface RegisterScope {
  agencyId: string | null
  kelurahan: string | null
}

/** Persons in whose name some words stand, by name; each word anywhere, written as in `nameKey`. */
export function* personsNamed(
  db: Db,
  { agencyId, kelurahan }: RegisterScope,
  words: readonly string[],
  limit: number,
): Work<Pick<Worker, 'code' | 'name' | 'bornOn' | 'kelurahan'>[]> {
  if (words.length === 0) return []
  const { workers, enrolments } = db.t
  const { code, name, bornOn } = workers
  const onList = db
    .select({ one: sql`1` })
    .from(enrolments)
    .where(and(eq(enrolments.workerId, workers.id), eq(enrolments.agencyId, agencyId ?? '')))
  return yield* exec(
    db
      .select({ code, name, bornOn, kelurahan: workers.kelurahan })
      .from(workers)
      .where(
        and(
          isNull(workers.mergedInto),
          kelurahan === null ? undefined : eq(workers.kelurahan, kelurahan),
          ...words.map((word) => or(like(workers.nameKey, `${word}%`), like(workers.nameKey, `% ${word}%`))),
          agencyId === null ? undefined : exists(onList),
        ),
      )
      .orderBy(asc(workers.nameKey), asc(workers.code))
      .limit(limit),
  )
}
