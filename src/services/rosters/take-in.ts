import { dayOf } from '../../domain/clock.ts'
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
import { type ReadyRow, sealedPerson } from './ready-row.ts'
import { otherStatements } from './statements.ts'
import { takeConsent } from './take-consent.ts'
import { remember, type TakingIn } from './taking-in.ts'

/**
 * Brings the register up to date with some rows of one file, whose verdict is not asked any more. Every row may be taken in twice
 * without harm, and the order of the files of several agencies does not matter. No NIK may stand in two of the rows. With `later` the
 * likeness keys of new workers are gathered there and not entered.
 */
export function* takeIn(db: Db, world: World, from: TakingIn, rows: readonly ReadyRow[], later?: KeyHeap): Work<void> {
  const standing = yield* workersByNiks(
    db,
    rows.map(({ nikHash }) => nikHash),
  )
  const byNikHash = new Map(standing.map((worker) => [worker.nikHash, worker]))
  const entries = Map.groupBy(
    yield* enrolmentsListedAs(
      db,
      standing.map(({ id }) => id),
    ),
    ({ listedAs }) => listedAs,
  )
  let number = yield* lastWorkerNumber(db)
  for (const taken of rows) {
    const known = byNikHash.get(taken.nikHash)
    const held = (known && entries.get(known.id)) ?? []
    const workerId = known?.id ?? world.ids.next(world.clock.now())
    if (known) yield* mendPerson(db, world, from, taken, known, held)
    else yield* addPerson(db, world, from, taken, { id: workerId, number: ++number }, later)
    const whose = { listedAs: workerId, workerId: known?.mergedInto ?? workerId }
    yield* enrol(db, world, from, taken, whose, held)
    yield* takeConsent(db, world, from, taken.row)
  }
}

function* addPerson(
  db: Db,
  world: World,
  from: TakingIn,
  { line, keys, nikHash, nikSealed, person }: ReadyRow,
  { id, number }: { id: string; number: number },
  later: KeyHeap | undefined,
): Work<void> {
  const now = world.clock.now()
  const stamps = { createdAt: now, updatedAt: now }
  yield* addWorker(db, { ...person, ...stamps, id, code: workerCode(number), nikSealed, nikHash })
  if (later) later.add(number, keys)
  else yield* addLikenessKeys(db, number, keys)
  yield* remember(db, world, from, line, id, 'listed')
}

function* mendPerson(
  db: Db,
  world: World,
  from: TakingIn,
  { line, row }: ReadyRow,
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
  yield* changeWorker(db, known.id, { ...sealedPerson(world.vault, told), updatedAt: now })
  yield* renewLikenessKeys(db, world.vault, known, told)
  yield* remember(db, world, from, line, known.id, 'person', change)
}

function filled(told: Person, before: Person): Person {
  return { ...told, phone: told.phone ?? before.phone, address: told.address ?? before.address }
}
