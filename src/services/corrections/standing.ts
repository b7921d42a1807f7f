import { dayOf } from '../../domain/clock.ts'
import { type AskedCorrection, type Entry, isLate, MOST_SAID } from '../../domain/correction.ts'
import { maskName } from '../../domain/masking.ts'
import { correctionsOf, type KnownCorrection } from '../../store/corrections.ts'
import { opened, type Vault } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import { enrolmentsOf, workersById } from '../../store/workers.ts'
import type { World } from '../world.ts'
import { openAnswer, openWish } from './wish.ts'

/** So long an answer is told again to whoever asks. */
const TOLD_AGAIN_MS = 30 * 86_400_000

/** The entries of some workers, one for each list that has them. */
export function* entriesOf(db: Db, workerIds: readonly string[]): Work<Entry[]> {
  const workers = yield* workersById(db, workerIds)
  const enrolments = yield* enrolmentsOf(db, workerIds)
  return workers.flatMap(({ id, name }) => {
    const own = enrolments.filter(({ workerId }) => workerId === id)
    const lists = new Map(own.map(({ agencyId, agency }) => [agencyId, agency]))
    return [...lists].map(([agencyId, agency]) => ({ workerId: id, maskedName: maskName(name), agencyId, agency }))
  })
}

/** What was asked to be mended for some workers: all that is open, and what was answered in the last thirty days. */
export function* askedFor(db: Db, { vault }: World, workerIds: readonly string[], now: Date): Work<AskedCorrection[]> {
  const known = yield* correctionsOf(db, workerIds, new Date(now.getTime() - TOLD_AGAIN_MS))
  // One damaged row must not keep a person from their status.
  return known.flatMap((one) => opened(() => shown(vault, one, now)))
}

function shown(vault: Vault, { correction, worker, agency }: KnownCorrection, now: Date): AskedCorrection {
  const { workerId, agencyId, field, openedAt, dueAt, closedAt, outcome, answerSealed, wishSealed } = correction
  return {
    ...{ workerId, maskedName: maskName(worker.name), agencyId, agency: agency.name, field },
    ...{ openedOn: dayOf(openedAt), dueOn: dayOf(dueAt), isLate: isLate(correction, now) },
    canAdd: closedAt === null && openWish(vault, wishSealed).length < MOST_SAID,
    ...(closedAt &&
      outcome &&
      answerSealed && { closed: { on: dayOf(closedAt), outcome, answer: openAnswer(vault, answerSealed) } }),
  }
}
