import { nameKey } from '../../domain/name-key.ts'
import type { Officer } from '../../domain/officer.ts'
import { personId } from '../../domain/register/person.ts'
import type { Change } from '../../domain/roster/change.ts'
import type { Person } from '../../domain/roster/statements.ts'
import { type Doubt, markTakenIn, type RaisingRow, rowsOfDoubts } from '../../store/doubts.ts'
import { dropEnrolment } from '../../store/enrolments.ts'
import { dropLinksSince } from '../../store/proofs.ts'
import { changeEnrolment, changeWorker, enrolmentsListedAs } from '../../store/register.ts'
import type { Row } from '../../store/schema.ts'
import type { Db, Work } from '../../store/work.ts'
import { type Worker, workersById } from '../../store/workers.ts'
import { actorName } from '../accounts/audited.ts'
import { renewLikenessKeys } from '../rosters/likeness-keys.ts'
import type { World } from '../world.ts'
import { befell } from './history.ts'
import { startAnew } from './part-ways.ts'
import { takeIn, waitingRows } from './take-in.ts'

/** What `enrol` may change of a stretch that stands, and the hash of its number, which a contribution file enters. */
type Told = ReturnType<typeof toldOf>

/** What a row has changed of the worker with the same NIK; of stretches what stood there, null for what it has begun. */
interface Before {
  person: Change
  stretches: { id: string; told: Told | null }[]
}

const PLACE = 'doubt_rows.before'

/** Takes the rows of one NIK with two owners in as a change of its worker, and keeps what they changed. */
export function* takeAsOwner(db: Db, world: World, { id, workerId }: Doubt, by: Officer, now: Date): Work<void> {
  for (const one of yield* waitingRows(db, id)) {
    const [worker, stretches] = yield* standing(db, workerId, one)
    yield* takeIn(db, world, one, by)
    const [changed, all] = yield* standing(db, workerId, one)
    const before: Before = {
      person: differences(fieldsOf(world, worker), fieldsOf(world, changed)),
      stretches: all.flatMap((stretch) => changedFrom(stretch, stretches)),
    }
    const beforeSealed = world.vault.seal(PLACE, JSON.stringify(before))
    yield* markTakenIn(db, one.mark, { takenInAt: now, beforeSealed })
  }
}

/** Puts back what the rows of a doubt have changed of their worker, as far as no later list has changed it again. */
export function* putBack(db: Db, world: World, doubt: Doubt, by: Officer, now: Date): Work<void> {
  const taken = (yield* rowsOfDoubts(db, [doubt.id])).filter(({ mark }) => mark.beforeSealed !== null)
  for (const { mark } of taken.reverse()) {
    const { person, stretches } = JSON.parse(world.vault.open(PLACE, mark.beforeSealed!)) as Before
    const change = yield* restorePerson(db, world, doubt.workerId, person, now)
    for (const { id, told } of stretches)
      yield* told === null ? dropEnrolment(db, id, now) : changeEnrolment(db, id, { ...told, updatedAt: now })
    yield* markTakenIn(db, mark, { takenInAt: null, beforeSealed: null })
    yield* befell(db, world, doubt.workerId, { kind: 'separated', change, source: mark }, actorName(by), now)
  }
  // Who has proven themselves meanwhile may be either owner.
  const [worker] = yield* workersById(db, [doubt.workerId])
  yield* startAnew(db, world, yield* dropLinksSince(db, personId(worker!), doubt.decidedAt!))
}

function* standing(db: Db, workerId: string, { mark }: RaisingRow): Work<[Worker, Row<'enrolments'>[]]> {
  const [worker] = yield* workersById(db, [workerId])
  const listed = yield* enrolmentsListedAs(db, [workerId])
  return [worker!, listed.filter(({ agencyId }) => agencyId === mark.agencyId)]
}

function changedFrom(stretch: Row<'enrolments'>, before: readonly Row<'enrolments'>[]): Before['stretches'] {
  const stood = before.find(({ id }) => id === stretch.id)
  if (!stood) return [{ id: stretch.id, told: null }]
  const told = toldOf(stood)
  return JSON.stringify(told) === JSON.stringify(toldOf(stretch)) ? [] : [{ id: stretch.id, told }]
}

function toldOf(stretch: Row<'enrolments'>) {
  const { segment, occupation, programmes, basis, memberNumberSealed, memberNumberHash } = stretch
  const { startsOn, endsOn, paidThrough, asOf, importId, line } = stretch
  return {
    ...{ segment, occupation, programmes, basis, memberNumberSealed, memberNumberHash },
    ...{ startsOn, endsOn, paidThrough, asOf, importId, line },
  }
}

type Fields = Record<'name' | 'bornOn' | 'sex' | 'kelurahan' | 'phone' | 'address', string | null>

function fieldsOf({ vault }: World, worker: Worker): Fields {
  const open = (place: string, sealed: string | null) => (sealed === null ? null : vault.open(place, sealed))
  const { name, bornOn, sex, kelurahan, phoneSealed, addressSealed } = worker
  const phone = open('workers.phone', phoneSealed)
  return { name, bornOn, sex, kelurahan, phone, address: open('workers.address', addressSealed) }
}

function differences(from: Fields, to: Fields): Change {
  const changed = Object.entries(from).filter(([field, value]) => value !== to[field as keyof Fields])
  return Object.fromEntries(changed.map(([field, value]) => [field, { from: value, to: to[field as keyof Fields] }]))
}

/** Sets back the fields that still stand as they were changed; says what it changed. */
function* restorePerson(db: Db, world: World, id: string, person: Change, now: Date): Work<Change> {
  const [worker] = yield* workersById(db, [id])
  const fields = fieldsOf(world, worker!)
  const still = Object.entries(person).filter(([field, { to }]) => fields[field as keyof Fields] === to)
  const { name, bornOn, sex, kelurahan, phone, address } = {
    ...fields,
    ...Object.fromEntries(still.map(([field, { from }]) => [field, from])),
  } as Fields
  const { vault } = world
  const told = { name: name!, bornOn: bornOn!, sex: sex as Person['sex'], kelurahan: kelurahan ?? '', phone, address }
  yield* renewLikenessKeys(db, vault, worker!, told)
  yield* changeWorker(db, id, {
    ...{ name: name!, nameKey: nameKey(name!), bornOn: bornOn!, sex: sex as Worker['sex'], kelurahan, updatedAt: now },
    phoneSealed: phone === null ? null : vault.seal('workers.phone', phone),
    phoneHash: phone === null ? null : vault.hash('phone', phone),
    addressSealed: address === null ? null : vault.seal('workers.address', address),
  })
  return Object.fromEntries(still.map(([field, { from, to }]) => [field, { from: to, to: from }]))
}
