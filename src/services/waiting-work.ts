import { may, type Officer } from '../domain/officer.ts'
import { countOpenHandovers } from '../store/handovers.ts'
import { countOpenVisits } from '../store/notices.ts'
import type { World } from './world.ts'

/** What waits for an officer; undefined for what is not their task. */
export interface WaitingWork {
  handovers: number | undefined
  visits: number | undefined
}

/** Counts what waits for an officer, within what is theirs to see. */
export async function waitingWork(world: World, officer: Officer): Promise<WaitingWork> {
  return await world.database.run(function* (db) {
    return {
      handovers: may(officer, 'answerHandover') ? yield* countOpenHandovers(db, officer) : undefined,
      visits: may(officer, 'readReach') ? yield* countOpenVisits(db, officer) : undefined,
    }
  })
}
