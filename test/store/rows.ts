import type { NewRow } from '../../src/store/schema.ts'
import { type Database, type Db, exec, type Work } from '../../src/store/work.ts'

/** When things happen in the tests of the store, unless they say otherwise: a Tuesday, nine o'clock in Probolinggo. */
export const NOW = new Date('2026-11-24T02:00:00.000Z')

export function later(ms: number): Date {
  return new Date(NOW.getTime() + ms)
}

let made = 0
/** A word that no other row of the file has: tests share a database and must not see each other. */
export function fresh(word: string): string {
  return `${word}-${String(++made).padStart(4, '0')}`
}

export function agency(row: Partial<NewRow<'agencies'>> = {}): NewRow<'agencies'> {
  const id = fresh('agency')
  return { id, code: id.toUpperCase(), name: `Dinas ${id}`, createdAt: NOW, ...row }
}

export function worker(row: Partial<NewRow<'workers'>> = {}): NewRow<'workers'> {
  const id = fresh('worker')
  return {
    ...{
      id,
      code: `P${id.slice(-4).padStart(7, '0')}`,
      nikSealed: 'sealed',
      nikHash: `nik of ${id}`,
      name: 'Siti Aminah',
      nameKey: 'SITI AMINAH',
    },
    ...{ bornOn: '1970-08-17', sex: 'female', kelurahan: '35.74.01.1001', createdAt: NOW, updatedAt: NOW },
    ...row,
  }
}

export function enrolment(row: Partial<NewRow<'enrolments'>> & { workerId: string; agencyId: string }) {
  return {
    ...{ id: fresh('enrolment'), segment: 'nelayan', programmes: ['jkk', 'jkm'], funding: 'apbd' },
    ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', paidThrough: '2026-11-30', asOf: '2026-11-24' },
    ...{ listedAs: row.workerId, createdAt: NOW, updatedAt: NOW },
    ...row,
  } as NewRow<'enrolments'>
}

export function contact(row: Partial<NewRow<'contacts'>> = {}): NewRow<'contacts'> {
  const id = fresh('contact')
  return {
    ...{ id, code: `C-${id}`, channel: 'simulated', addressSealed: 'sealed', addressHash: `address of ${id}` },
    ...{ locale: 'id', createdAt: NOW },
    ...row,
  }
}

export function message(row: Partial<NewRow<'outbox'>> & { contactId: string; channel: string }) {
  return {
    ...{ id: fresh('message'), cause: 'reply' as const, causeId: row.contactId, bodySealed: 'sealed' },
    ...{ createdAt: NOW, notBefore: NOW },
    ...row,
  }
}

export function campaign(row: Partial<NewRow<'campaigns'>> & { agencyId: string }): NewRow<'campaigns'> {
  return {
    ...{ id: fresh('campaign'), title: 'Kabar', textsSealed: 'sealed', rev: 1, changes: [] },
    audience: { segment: null, kelurahan: null, notReached: false },
    ...{ createdBy: 'writer', createdAt: NOW, editedBy: 'writer', editedAt: NOW },
    ...row,
  }
}

type Table = keyof Db['t']

/** Puts rows into a table as they are. */
export async function put<T extends Table>(database: Database, table: T, ...rows: NewRow<T>[]): Promise<void> {
  await database.run(function* (db): Work<void> {
    for (const row of rows) yield* exec(db.insert(db.t[table] as Db['t']['workers']).values(row as NewRow<'workers'>))
  })
}

/** Every row of a table. */
export async function all<T extends Table>(database: Database, table: T): Promise<Db['t'][T]['$inferSelect'][]> {
  return await database.run(function* (db): Work<Db['t'][T]['$inferSelect'][]> {
    return (yield* exec(db.select().from(db.t[table] as Db['t']['workers']))) as unknown as Db['t'][T]['$inferSelect'][]
  })
}
