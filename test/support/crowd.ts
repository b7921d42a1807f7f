import { maskName } from '../../src/domain/masking.ts'
import { nameKey } from '../../src/domain/name-key.ts'
import type { World } from '../../src/services/world.ts'
import { addAgency } from '../../src/store/agencies.ts'
import { prepared, wholeRow } from '../../src/store/prepared.ts'
import type { NewRow } from '../../src/store/schema.ts'
import type { Db, Work } from '../../src/store/work.ts'

/** Persons on one agency's list, by their numbers from 0 up. */
export interface Crowd {
  agency: string
  persons: number
  /** Each so-many-th shares the chat of the one before; Infinity: nobody does. */
  sharing: number
  /** Each so-many-th has no chat. */
  chatless: number
}

type Table = 'workers' | 'enrolments' | 'contacts' | 'contactWorkers'

const AT_ONCE = 50
// On PostgreSQL a round trip for each row is waited for side by side.
const LANES = 8
const NAME = 'Siti Aminah'
const FIRST_CHAT = 8_200_000_000

/** The Telegram chat of a person; undefined for who has none. */
export function chatAddress({ sharing, chatless }: Crowd, person: number): string | undefined {
  if (isNth(person, chatless)) return undefined
  return String(FIRST_CHAT + (isNth(person, sharing) && !isNth(person - 1, chatless) ? person - 1 : person))
}

/** Puts a crowd on the list of a new agency, with chats on Telegram that were proven and want news. */
export async function putCrowd(world: World, crowd: Crowd): Promise<void> {
  const now = world.clock.now()
  const agencyId = `agency-${crowd.agency}`
  await world.database.run((db) =>
    addAgency(db, { id: agencyId, code: crowd.agency, name: `Dinas ${crowd.agency}`, createdAt: now }),
  )
  let next = 0
  const lane = async () => {
    for (let from = next; from < crowd.persons; from = next) {
      next = from + AT_ONCE
      await world.database.run((db) => putPersons(db, world, crowd, from))
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

function* putPersons(db: Db, world: World, crowd: Crowd, from: number): Work<void> {
  for (let n = from; n < Math.min(crowd.persons, from + AT_ONCE); n++) yield* putPerson(db, world, crowd, n)
}

/** As the messages of a campaign name each of a crowd. */
export const MASKED = maskName(NAME)

function* putPerson(db: Db, { vault, clock, ids }: World, crowd: Crowd, n: number): Work<void> {
  const at = clock.now()
  const workerId = ids.next(at)
  const kelurahan = '35.74.01.1001'
  yield* insert.workers(db, {
    ...{ id: workerId, code: `P${String(n).padStart(7, '0')}`, name: NAME, nameKey: nameKey(NAME), kelurahan },
    ...{ nikSealed: 'sealed', nikHash: `nik ${n}`, bornOn: '1970-08-17', sex: 'female', createdAt: at, updatedAt: at },
  })
  yield* insert.enrolments(db, {
    ...{ id: ids.next(at), workerId, listedAs: workerId, agencyId: `agency-${crowd.agency}`, segment: 'nelayan' },
    ...{ programmes: ['jkk', 'jkm'], funding: 'apbd', startsOn: '2026-01-01', endsOn: '2027-12-31' },
    ...{ paidThrough: '2026-12-31', asOf: '2026-11-20', routedAt: at, createdAt: at, updatedAt: at },
  })
  const address = chatAddress(crowd, n)
  if (address === undefined) return
  const contactId = `contact-${address}`
  if (address === String(FIRST_CHAT + n))
    yield* insert.contacts(db, {
      ...{ id: contactId, code: `C${address}`, channel: 'telegram', locale: 'id', optedInAt: at, createdAt: at },
      ...{ addressSealed: vault.seal('contacts.address', address), addressHash: vault.hash('address', address) },
    })
  yield* insert.contactWorkers(db, { contactId, workerId, proof: 'phone', provenAt: at, provenBy: 'crowd' })
}

/** An insert of the columns that are given, the same ones each time. */
function inserting<T extends Table>(table: T) {
  let statement: ReturnType<typeof prepared<Record<string, unknown>, unknown>> | undefined
  return function* (db: Db, row: NewRow<T>): Work<void> {
    statement ??= prepared(`crowd_${table}`, (on: Db, holes: object) => {
      const whole = wholeRow(on.t[table] as Db['t']['workers'], holes)
      const given = Object.keys(whole).filter((column) => column in row)
      return on
        .insert(on.t[table] as Db['t']['workers'])
        .values(Object.fromEntries(given.map((column) => [column, whole[column as keyof typeof whole]])) as never)
    })
    yield* statement(db, row as Record<string, unknown>)
  }
}

const insert = {
  workers: inserting('workers'),
  enrolments: inserting('enrolments'),
  contacts: inserting('contacts'),
  contactWorkers: inserting('contactWorkers'),
}

function isNth(person: number, nth: number): boolean {
  return person >= 0 && person % nth === nth - 1
}
