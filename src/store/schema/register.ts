import { isNull } from 'drizzle-orm'
import { PAYMENT_STATES } from '../../domain/contributions/contribution.ts'
import { FUNDINGS, type Programme } from '../../domain/cover.ts'
import type { Column } from '../../domain/roster/columns.ts'
import type { Kit } from '../kit.ts'

/** Agencies, the people on their lists, and what the lists say of them. Columns named `…Sealed` hold ciphers, `…Hash` keyed hashes. */
export function registerTables(k: Kit) {
  const agencies = k.table('agencies', {
    id: k.text().primaryKey(),
    code: k.text().notNull().unique(),
    name: k.text().notNull(),
    /** What its lists call the columns that no common name fits: header as it is compared → column. */
    headerNames: k.json().$type<Record<string, Column>>(),
    createdAt: k.instant().notNull(),
  })

  /** An identity as lists give it, one per NIK. Those that an officer has found to be one person point to the one that stands for it. */
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
      /** The worker who stands for this person since an officer decided so; never one that itself points on. */
      mergedInto: k.text(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [
      k.index('workers_by_phone').on(t.phoneHash),
      k.index('workers_by_kelurahan').on(t.kelurahan),
      k.index('workers_merged').on(t.mergedInto),
    ],
  )

  /** Numbers under which a worker is found again in spite of slips; see `domain/likeness`. */
  const likenessKeys = k.table(
    'likeness_keys',
    {
      key: k.long().notNull(),
      /** The number in the worker's code. */
      number: k.int().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.key, t.number] })],
  )

  const enrolments = k.table(
    'enrolments',
    {
      id: k.text().primaryKey(),
      /** The person; after a merge another than the list named. */
      workerId: k
        .text()
        .notNull()
        .references(() => workers.id),
      /** The worker whom the list named. */
      listedAs: k.text().notNull().default(''),
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
      /** Of the number as `memberNumberKey` gives it, by which a contribution file finds the entry. */
      memberNumberHash: k.text(),
      startsOn: k.text().notNull(),
      endsOn: k.text(),
      paidThrough: k.text(),
      /** The Asia/Jakarta day on which the agency's list said so. */
      asOf: k.text().notNull(),
      /** The file and its line that said so last. */
      importId: k.text(),
      line: k.int(),
      /** When it was decided how the news of it gets to the worker. */
      routedAt: k.instant(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [
      k.index('enrolments_unrouted').on(t.id).where(isNull(t.routedAt)),
      k.unique('enrolments_once').on(t.listedAs, t.agencyId, t.funding, t.startsOn),
      k.index('enrolments_by_agency').on(t.agencyId, t.startsOn),
      k.index('enrolments_in_order').on(t.agencyId, t.workerId),
      k.index('enrolments_of_worker').on(t.workerId),
      k.index('enrolments_by_end').on(t.endsOn),
      k.index('enrolments_by_number').on(t.memberNumberHash),
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

  /** What a contribution file says of a month of an enrolment. */
  const contributions = k.table(
    'contributions',
    {
      enrolmentId: k.text().notNull(),
      /** `2026-10` */
      month: k.text().notNull(),
      /** Whole rupiah. */
      amount: k.int().notNull(),
      status: k.text({ enum: PAYMENT_STATES }).notNull(),
      agencyId: k.text().notNull(),
      /** The Asia/Jakarta day on which the file said so. */
      asOf: k.text().notNull(),
      importId: k.text().notNull(),
      line: k.int().notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.enrolmentId, t.month] }),
      k.index('contributions_by_agency').on(t.agencyId, t.month),
    ],
  )

  return { agencies, workers, likenessKeys, enrolments, consents, contributions }
}
