import { FUNDINGS, type Programme } from '../../domain/cover.ts'
import { VERDICTS } from '../../domain/roster/judge.ts'
import type { Problem } from '../../domain/roster/row.ts'
import type { Kit } from '../kit.ts'

/** Agencies, the people on their lists, and the lists themselves. Columns named `…Sealed` hold ciphers, `…Hash` keyed hashes. */
export function registerTables(k: Kit) {
  const agencies = k.table('agencies', {
    id: k.text().primaryKey(),
    code: k.text().notNull().unique(),
    name: k.text().notNull(),
    createdAt: k.instant().notNull(),
  })

  const workers = k.table(
    'workers',
    {
      id: k.text().primaryKey(),
      /** What officers call the worker by in files and letters; proves nothing. */
      code: k.text().notNull().unique(),
      nikSealed: k.text().notNull(),
      nikHash: k.text().notNull().unique(),
      name: k.text().notNull(),
      nameKey: k.text().notNull(),
      bornOn: k.text().notNull(),
      sex: k.text({ enum: ['male', 'female'] }),
      phoneSealed: k.text(),
      phoneHash: k.text(),
      addressSealed: k.text(),
      kelurahan: k.text(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [
      k.index('workers_by_phone').on(t.phoneHash),
      k.index('workers_by_birth').on(t.bornOn, t.nameKey),
      k.index('workers_by_name').on(t.nameKey),
      k.index('workers_by_kelurahan').on(t.kelurahan),
    ],
  )

  const imports = k.table('imports', {
    id: k.text().primaryKey(),
    agencyId: k
      .text()
      .notNull()
      .references(() => agencies.id),
    fileName: k.text().notNull(),
    fileHash: k.text().notNull(),
    options: k.json().$type<Record<string, string>>().notNull(),
    counts: k.json().$type<Record<string, number>>().notNull(),
    startedAt: k.instant().notNull(),
    startedBy: k.text().notNull(),
    judgedAt: k.instant(),
    appliedAt: k.instant(),
  })

  const importRows = k.table(
    'import_rows',
    {
      importId: k
        .text()
        .notNull()
        .references(() => imports.id, { onDelete: 'cascade' }),
      line: k.int().notNull(),
      rowSealed: k.text().notNull(),
      verdict: k.text({ enum: VERDICTS }).notNull(),
      problems: k.json().$type<Problem[]>().notNull(),
      /** The worker that the row is, or may be. */
      workerId: k.text(),
      appliedAt: k.instant(),
    },
    (t) => [k.primaryKey({ columns: [t.importId, t.line] })],
  )

  const enrolments = k.table(
    'enrolments',
    {
      id: k.text().primaryKey(),
      workerId: k
        .text()
        .notNull()
        .references(() => workers.id),
      agencyId: k
        .text()
        .notNull()
        .references(() => agencies.id),
      segment: k.text(),
      occupation: k.text(),
      programmes: k.json().$type<Programme[]>().notNull(),
      funding: k.text({ enum: FUNDINGS }).notNull(),
      basis: k.text(),
      memberNumberSealed: k.text(),
      startsOn: k.text().notNull(),
      endsOn: k.text(),
      paidThrough: k.text(),
      /** The Asia/Jakarta day on which the agency's list said so. */
      asOf: k.text().notNull(),
      importId: k.text(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [
      k.unique('enrolments_once').on(t.workerId, t.agencyId, t.funding, t.startsOn),
      k.index('enrolments_by_agency').on(t.agencyId, t.startsOn),
      k.index('enrolments_in_order').on(t.agencyId, t.workerId),
    ],
  )

  const consents = k.table(
    'consents',
    {
      id: k.text().primaryKey(),
      phoneHash: k.text().notNull(),
      agencyId: k.text().notNull(),
      source: k.text().notNull(),
      givenOn: k.text().notNull(),
      importId: k.text(),
      recordedAt: k.instant().notNull(),
      withdrawnAt: k.instant(),
    },
    (t) => [k.unique('consents_once').on(t.phoneHash, t.agencyId, t.source, t.givenOn)],
  )

  return { agencies, workers, imports, importRows, enrolments, consents }
}
