import { type Ending, endingOf } from '../../domain/ending.ts'
import { isOvertaken } from '../../domain/journey.ts'
import { type EndedJourney, endedJourneys, journeysAgain, settleJourneys } from '../../store/journeys.ts'
import { occasionOf } from '../../store/reach.ts'
import { noteTried } from '../../store/tried.ts'
import { type Db, runRacing, type Work } from '../../store/work.ts'
import type { World } from '../world.ts'

const SLICE = 200

/**
 * Looks at what became of what was told by itself: what has not arrived and never will waits for its turn again, without the chat
 * in which it failed, unless the next kind speaks of the same end by now.
 */
export async function settleToldByItself(world: World): Promise<void> {
  while ((await runRacing(world.database, (db) => settleSlice(db, world))) > 0);
}

function* settleSlice(db: Db, { clock }: World): Work<number> {
  const now = clock.now()
  const ended = yield* endedJourneys(db, SLICE)
  const those = (...endings: Ending[]) => ended.filter((row) => endings.includes(endingOf(row)!))
  yield* noteTried(
    db,
    those('failed').map(({ enrolmentId, kind, workerId, contactId, outboxId }) => ({
      ...{ occasion: occasionOf.journey(enrolmentId, kind), workerId, contactId, outboxId, triedAt: now },
    })),
  )
  const again = those('failed', 'barred').filter(({ kind, endsOn }) => !isOvertaken(kind, endsOn, now))
  yield* journeysAgain(db, messagesOf(again))
  yield* settleJourneys(db, messagesOf(ended.filter((row) => !again.includes(row))), now)
  return ended.length
}

function messagesOf(rows: readonly EndedJourney[]): string[] {
  return [...new Set(rows.map(({ outboxId }) => outboxId))]
}
