import { DomainError } from '../../domain/errors.ts'
import { may, type Officer } from '../../domain/officer.ts'
import { isOnePerson } from '../../domain/register/person.ts'
import type { Decision } from '../../domain/roster/decision.ts'
import { type Doubt, doubtById, isDoubtOf, setDecision } from '../../store/doubts.ts'
import { mergeOfDoubt } from '../../store/merges.ts'
import { type Db, LostRace, type Work } from '../../store/work.ts'
import { audited } from '../accounts/audited.ts'
import { type Form, once, type RowForm } from '../once.ts'
import type { World } from '../world.ts'
import { bothOf } from './join.ts'
import { joinNoted, partNoted, registering } from './merge.ts'
import { putBack, takeAsOwner } from './one-nik.ts'
import { takeInRows } from './take-in.ts'

interface Deciding {
  doubtId: string
  decision: Decision
  by: Officer
  /** The console's form; left out at the shell. */
  form?: Form
}

/**
 * Says of an open doubt whether it is one person, once and for all later files: the rows that wait for it are taken in, as a
 * change of the person that they are or as a worker of their own. One NIK with two owners: what names another owner stays out.
 * Throws `doubts.notAllowed`, `.notFound`, `.isDecided`, `.rowGone`, `.contradicts`, `.stillOne`, `operation.importRunning`,
 * `console.twice`.
 */
export async function decideDoubt(world: World, { doubtId, decision, by, form }: Deciding): Promise<void> {
  checkMay(by)
  await registering(world, function* (db, now) {
    const doubt = yield* doubtFor(db, by, doubtId)
    if (form) yield* once(db, world, form, now)
    if (doubt.decidedAt) throw new DomainError('doubts.isDecided')
    yield* take(db, world, doubt, decision, by, now)
  })
}

/** Decides a decided doubt the other way round, in one step. Throws as `decideDoubt` and `undoDecision` do. */
export async function reviseDecision(world: World, { doubtId, decision, by, form }: Deciding): Promise<void> {
  checkMay(by)
  await registering(world, function* (db, now) {
    const doubt = yield* doubtFor(db, by, doubtId)
    if (form) yield* once(db, world, form, now)
    if (!doubt.decidedAt) throw new DomainError('doubts.isOpen')
    if (doubt.decision === decision) throw new DomainError('doubts.isDecided')
    yield* take(db, world, yield* takeBack(db, world, doubt, by, now), decision, by, now)
  })
}

/**
 * Takes a decision back: the doubt is open again, and what was one person is two, unless other decisions still make them one.
 * Workers that rows have become stay in the register. Of a form `rev` is when the decision was taken, in milliseconds. Throws
 * `doubts.notAllowed`, `.notFound`, `.isOpen`, `operation.importRunning`, `console.twice`, `console.stale`.
 */
export async function undoDecision(
  world: World,
  { doubtId, by, form }: { doubtId: string; by: Officer; form?: RowForm },
): Promise<void> {
  checkMay(by)
  await registering(world, function* (db, now) {
    const doubt = yield* doubtFor(db, by, doubtId)
    if (form) yield* once(db, world, form, now)
    if (!doubt.decidedAt) throw new DomainError('doubts.isOpen')
    if (form && form.rev !== doubt.decidedAt.getTime()) throw new DomainError('console.stale')
    yield* takeBack(db, world, doubt, by, now)
  })
}

/** Whether a doubt is about one NIK under which lists name two people, and not about two NIKs. */
export function isOneNik({ evidence }: Pick<Doubt, 'evidence'>): boolean {
  return evidence.some(({ field, is }) => field === 'nik' && is === 'same')
}

function checkMay(by: Officer): void {
  if (!may(by, 'decideDoubt')) throw new DomainError('doubts.notAllowed')
}

function* doubtFor(db: Db, by: Officer, id: string): Work<Doubt> {
  const doubt = yield* doubtById(db, id)
  if (!doubt || !(yield* isDoubtOf(db, id, by))) throw new DomainError('doubts.notFound')
  return doubt
}

function* take(db: Db, world: World, doubt: Doubt, decision: Decision, by: Officer, now: Date): Work<void> {
  const entryId = isOneNik(doubt)
    ? yield* takeOwner(db, world, doubt, decision, by, now)
    : yield* takeEntry(db, world, doubt, decision, by, now)
  const set = { decision, decidedAt: now, decidedBy: by.id, entryId }
  if (!(yield* setDecision(db, doubt, set))) throw new LostRace('doubt')
  yield* audited(db, world, by, 'doubt.decided', `doubt:${doubt.id}`, { decision })
}

function* takeOwner(db: Db, world: World, doubt: Doubt, decision: Decision, by: Officer, now: Date): Work<string> {
  if (decision === 'same') yield* takeAsOwner(db, world, doubt, by, now)
  return doubt.workerId
}

function* takeEntry(db: Db, world: World, doubt: Doubt, decision: Decision, by: Officer, now: Date): Work<string> {
  const entryId = (yield* takeInRows(db, world, doubt.id, by, now)) ?? doubt.entryId
  if (entryId === null) throw new DomainError('doubts.rowGone')
  const pair = { workerId: entryId, intoId: doubt.workerId }
  if (decision === 'same') yield* joinNoted(db, world, { ...pair, doubtId: doubt.id }, doubt, by, now)
  else if (isOnePerson(yield* bothOf(db, pair))) throw new DomainError('doubts.stillOne')
  return entryId
}

/** Opens a doubt again and undoes what its decision did; gives the doubt as it stands then. */
function* takeBack(db: Db, world: World, doubt: Doubt, by: Officer, now: Date): Work<Doubt> {
  const open = { decision: null, decidedAt: null, decidedBy: null }
  if (!(yield* setDecision(db, doubt, open))) throw new LostRace('doubt')
  const merge = yield* mergeOfDoubt(db, doubt.id)
  if (merge) yield* partNoted(db, world, merge, doubt, by, now)
  else if (isOneNik(doubt) && doubt.decision === 'same') yield* putBack(db, world, doubt, by, now)
  yield* audited(db, world, by, 'doubt.reopened', `doubt:${doubt.id}`, { decision: doubt.decision! })
  return { ...doubt, ...open }
}
