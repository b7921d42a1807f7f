import { DomainError } from '../../domain/errors.ts'
import { isOnePerson, personId } from '../../domain/register/person.ts'
import { decidedPairs } from '../../store/doubts.ts'
import { addMerge, endMerge, keepMoved, type Merge, mergesAmong } from '../../store/merges.ts'
import { forgetWhoseDeath, moveAll, moveBack, moveTold } from '../../store/moves.ts'
import { claimEnrolments, entriesOfPersons, pointTo } from '../../store/persons.ts'
import { dropLinksSince, linksOf } from '../../store/proofs.ts'
import { contactsToldSince } from '../../store/recipients.ts'
import { visitAnew } from '../../store/taken-back.ts'
import type { Db, Work } from '../../store/work.ts'
import { type Worker, workersById } from '../../store/workers.ts'
import type { World } from '../world.ts'
import { hashOfTwo } from './pairs.ts'
import { startAnew, tellAnew } from './part-ways.ts'

/** Two entries of which somebody has found that they are one person, and by which doubt. */
export interface Joined {
  workerId: string
  intoId: string
  doubtId: string | null
}

/**
 * Joins the persons of two entries into one. Throws `doubts.noWorker`, and `doubts.contradicts` where an officer has said of
 * two of their entries that they are different people.
 */
export function* join(db: Db, world: World, joined: Joined, by: string, now: Date): Work<Merge> {
  const [entry, into] = yield* bothOf(db, joined)
  yield* checkAgreement(db, world, entry, into)
  const merge = { id: world.ids.next(now), ...joined, moved: {}, at: now, by, undoneAt: null, undoneBy: null }
  yield* addMerge(db, merge)
  yield* carryOver(db, merge, now)
  return merge
}

export function* bothOf(db: Db, { workerId, intoId }: Pick<Joined, 'workerId' | 'intoId'>): Work<[Worker, Worker]> {
  const found = new Map((yield* workersById(db, [workerId, intoId])).map((worker) => [worker.id, worker]))
  const [entry, into] = [found.get(workerId), found.get(intoId)]
  if (!entry || !into) throw new DomainError('doubts.noWorker')
  return [entry, into]
}

function* checkAgreement(db: Db, { vault }: World, entry: Worker, into: Worker): Work<void> {
  if (isOnePerson([entry, into])) return
  const ours = yield* entriesOfPersons(db, [personId(entry)])
  const theirs = yield* entriesOfPersons(db, [personId(into)])
  const pairs = ours.flatMap((one) => theirs.map((other) => hashOfTwo(vault, one.nikHash, other.nikHash)))
  const decided = [...(yield* decidedPairs(db, pairs)).values()]
  if (decided.includes('different')) throw new DomainError('doubts.contradicts')
}

/** Does what a merge says, as things stand; where both are one person already there is nothing to do. */
function* carryOver(db: Db, merge: Merge, now: Date): Work<void> {
  const [entry, into] = yield* bothOf(db, merge)
  const [from, to] = [personId(entry), personId(into)]
  if (from === to) return yield* keepMoved(db, merge.id, {})
  const entries = yield* entriesOfPersons(db, [from])
  const others = entries.map(({ id }) => id).filter((id) => id !== from)
  yield* pointTo(db, [from, ...others], to, now)
  const moved = yield* moveAll(db, from, to)
  for (const { id } of entries) yield* claimEnrolments(db, id, to)
  // The first stood for the others, and does so again when this is undone.
  yield* keepMoved(db, merge.id, { ...moved, workers: [from, ...others] })
}

/** Undoes what a merge did, where it is the last that stands among its entries. Says which chats no longer prove the same. */
function* carryBack(db: Db, { id, intoId, at, moved }: Merge, now: Date): Work<string[]> {
  const [from, ...others] = moved.workers ?? []
  if (from === undefined) return []
  const [into] = yield* workersById(db, [intoId])
  const to = personId(into!)
  yield* pointTo(db, [from], null, now)
  yield* pointTo(db, others, from, now)
  yield* moveBack(db, moved, to, from)
  for (const entry of [from, ...others]) yield* claimEnrolments(db, entry, from)
  if (moved.visits) yield* visitAnew(db, to, at)
  yield* keepMoved(db, id, {})
  const theirs = moved.contactWorkers ?? []
  yield* moveTold(db, theirs, to, from, at)
  // Who has proven themselves while two were taken for one has proven neither.
  const unproven = yield* dropLinksSince(db, to, at)
  yield* forgetWhoseDeath(db, unproven, to, at)
  return [...theirs, ...unproven]
}

/**
 * Undoes a merge as if it had never been: later merges among the same entries are undone before and done again behind it, so
 * that the two stay one person where others make them so. Throws `doubts.notMerged`.
 */
export function* part(db: Db, world: World, merge: Merge, by: string, now: Date): Work<void> {
  const [entry] = yield* workersById(db, [merge.workerId])
  const before = yield* entriesOfPersons(db, [personId(entry!)])
  const standing = yield* mergesAmong(
    db,
    before.map(({ id }) => id),
  )
  const from = standing.findIndex(({ id }) => id === merge.id)
  if (from < 0 || !(yield* endMerge(db, merge.id, now, by))) throw new DomainError('doubts.notMerged')
  // The two were one person before it, by others.
  if (!merge.moved.workers) return
  const standsFor = personId(entry!)
  const knew = [...(yield* linksOf(db, standsFor)), ...(yield* contactsToldSince(db, standsFor, merge.at))]
  const lost: string[] = []
  for (const one of standing.slice(from).reverse()) lost.push(...(yield* carryBack(db, one, now)))
  for (const one of standing.slice(from + 1)) yield* carryOver(db, one, now)
  yield* startAnew(db, world, lost)
  yield* tellAnew(db, before, merge.at, knew, now)
}
