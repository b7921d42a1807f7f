import { DomainError } from '../../domain/errors.ts'
import { may, type Officer } from '../../domain/officer.ts'
import { checkMerge, isOnePerson } from '../../domain/register/person.ts'
import { type Merge, mergeById } from '../../store/merges.ts'
import { type Db, runRacing, type Work } from '../../store/work.ts'
import { actorName } from '../accounts/audited.ts'
import { endTurn, keepTurn } from '../rosters/turn.ts'
import type { World } from '../world.ts'
import { befellBoth, type Source } from './history.ts'
import { bothOf, type Joined, join, part } from './join.ts'

/**
 * Finds two entries to be one person, without a doubt that asked; says the id of the merge. Only for those who see the whole
 * city. Throws `doubts.notAllowed`, `doubts.noWorker`, `doubts.itself`, `doubts.alreadyOne`, `doubts.contradicts`, and
 * `operation.importRunning`.
 */
export async function mergeWorkers(
  world: World,
  { workerId, intoId, by }: { workerId: string; intoId: string; by: Officer },
): Promise<string> {
  checkEverywhere(by)
  return await registering(world, function* (db, now) {
    checkMerge(...(yield* bothOf(db, { workerId, intoId })))
    return (yield* joinNoted(db, world, { workerId, intoId, doubtId: null }, null, by, now)).id
  })
}

/**
 * Undoes a merge that no doubt asked for; one that a doubt asked for is undone by taking its decision back. Throws
 * `doubts.notAllowed`, `doubts.notMerged`, `doubts.byDecision`, `operation.importRunning`.
 */
export async function undoMerge(world: World, { mergeId, by }: { mergeId: string; by: Officer }): Promise<void> {
  checkEverywhere(by)
  await registering(world, function* (db, now) {
    const merge = yield* mergeById(db, mergeId)
    if (!merge || merge.undoneAt) throw new DomainError('doubts.notMerged')
    if (merge.doubtId !== null) throw new DomainError('doubts.byDecision')
    yield* partNoted(db, world, merge, null, by, now)
  })
}

function checkEverywhere(by: Officer): void {
  if (!may(by, 'decideDoubt') || by.agencyId !== null || by.kelurahan !== null)
    throw new DomainError('doubts.notAllowed')
}

/** Work on who is who, with the turn at the register: no import is applied meanwhile. Throws `operation.importRunning`. */
export async function registering<T>(world: World, work: (db: Db, now: Date) => Work<T>): Promise<T> {
  return await runRacing(world.database, function* (db) {
    const now = world.clock.now()
    const holder = world.ids.next(now)
    yield* keepTurn(db, world, holder)
    const result = yield* work(db, now)
    yield* endTurn(db, holder)
    return result
  })
}

export function* joinNoted(
  db: Db,
  world: World,
  joined: Joined,
  source: Source,
  by: Pick<Officer, 'id'>,
  now: Date,
): Work<Merge> {
  const both = yield* bothOf(db, joined)
  const merge = yield* join(db, world, joined, by.id, now)
  if (!isOnePerson(both)) yield* befellBoth(db, world, 'merged', both, source, actorName(by), now)
  return merge
}

export function* partNoted(
  db: Db,
  world: World,
  merge: Merge,
  source: Source,
  by: Pick<Officer, 'id'>,
  now: Date,
): Work<void> {
  yield* part(db, world, merge, by.id, now)
  const both = yield* bothOf(db, merge)
  if (!isOnePerson(both)) yield* befellBoth(db, world, 'separated', both, source, actorName(by), now)
}
