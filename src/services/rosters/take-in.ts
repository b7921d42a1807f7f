import { dayOf } from '../../domain/clock.ts'
import { nameKey } from '../../domain/name-key.ts'
import type { RosterRow } from '../../domain/roster/row.ts'
import { changed, PERSON_FIELDS, type Person, personTold } from '../../domain/roster/statements.ts'
import { workerCode } from '../../domain/worker-code.ts'
import { lastWorkerNumber } from '../../store/imports.ts'
import { addLikenessKeys } from '../../store/likeness.ts'
import { addWorker, changeWorker, enrolmentsListedAs, workersByNiks } from '../../store/register.ts'
import type { Row } from '../../store/schema.ts'
import type { Db, Work } from '../../store/work.ts'
import type { Worker } from '../../store/workers.ts'
import type { World } from '../world.ts'
import { enrol } from './enrol.ts'
import type { KeyHeap } from './key-heap.ts'
import { renewLikenessKeys } from './likeness-keys.ts'
import { openedWorker } from './opened-worker.ts'
import { otherStatements } from './statements.ts'
import { takeConsent } from './take-consent.ts'
import { remember, type TakingIn } from './taking-in.ts'

/** A row of that file. */
export interface TakenRow {
  line: number
  row: RosterRow
  /** Likeness keys of the row. */
  keys: number[]
}

/**
 * Brings the register up to date with some rows of one file, whose verdict is not asked any more. Every row may be taken in twice
 * without harm, and the order of the files of several agencies does not matter. No NIK may stand in two of the rows. With `later` the
 * likeness keys of new workers are gathered there and not entered.
 */
export function* takeIn(db: Db, world: World, from: TakingIn, rows: readonly TakenRow[], later?: KeyHeap): Work<void> {
  const nikHashes = rows.map(({ row }) => world.vault.hash('nik', row.nik))
  const standing = yield* workersByNiks(db, nikHashes)
  const byNikHash = new Map(standing.map((worker) => [worker.nikHash, worker]))
  const entries = Map.groupBy(
    yield* enrolmentsListedAs(
      db,
      standing.map(({ id }) => id),
    ),
    ({ listedAs }) => listedAs,
  )
  let number = yield* lastWorkerNumber(db)
  for (const [at, taken] of rows.entries()) {
    const nikHash = nikHashes[at]!
    const known = byNikHash.get(nikHash)
    const held = (known && entries.get(known.id)) ?? []
    const workerId = known?.id ?? world.ids.next(world.clock.now())
    if (known) yield* mendPerson(db, world, from, taken, known, held)
    else yield* addPerson(db, world, from, taken, { id: workerId, number: ++number, nikHash }, later)
    const whose = { listedAs: workerId, workerId: known?.mergedInto ?? workerId }
    yield* enrol(db, world, from, taken, whose, held)
    yield* takeConsent(db, world, from, taken.row)
  }
}

function* addPerson(
  db: Db,
  world: World,
  from: TakingIn,
  { line, row, keys }: TakenRow,
  { id, number, nikHash }: { id: string; number: number; nikHash: string },
  later: KeyHeap | undefined,
): Work<void> {
  const now = world.clock.now()
  const nikSealed = world.vault.seal('workers.nik', row.nik)
  yield* addWorker(db, {
    ...sealed(world, row),
    id,
    code: workerCode(number),
    nikSealed,
    nikHash,
    createdAt: now,
    updatedAt: now,
  })
  if (later) later.add(number, keys)
  else yield* addLikenessKeys(db, number, keys)
  yield* remember(db, world, from, line, id, 'listed')
}

function* mendPerson(
  db: Db,
  world: World,
  from: TakingIn,
  { line, row }: TakenRow,
  known: Worker,
  held: readonly Row<'enrolments'>[],
): Work<void> {
  const now = world.clock.now()
  const before = openedWorker(world.vault, known)
  const own = { person: row, asOf: dayOf(now), agency: from.agencyCode }
  const others = yield* otherStatements(db, world.vault, from.agencyId, held)
  const told = filled(personTold([own, ...others]), before)
  const change = changed<Person>(before, told, PERSON_FIELDS)
  if (!change) return
  yield* changeWorker(db, known.id, { ...sealed(world, told), updatedAt: now })
  yield* renewLikenessKeys(db, world.vault, known, told)
  yield* remember(db, world, from, line, known.id, 'person', change)
}

function filled(told: Person, before: Person): Person {
  return { ...told, phone: told.phone ?? before.phone, address: told.address ?? before.address }
}

function sealed({ vault }: World, { name, bornOn, sex, kelurahan, phone, address }: Person) {
  return {
    ...{ name, nameKey: nameKey(name), bornOn, sex, kelurahan },
    phoneSealed: phone === null ? null : vault.seal('workers.phone', phone),
    phoneHash: phone === null ? null : vault.hash('phone', phone),
    addressSealed: address === null ? null : vault.seal('workers.address', address),
  }
}
