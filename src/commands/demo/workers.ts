import type { Day, TurnableClock } from '../../domain/clock.ts'
import { spellCode } from '../../domain/code.ts'
import { stateOn } from '../../domain/cover.ts'
import { type SimulatedNetwork, SimulatedPhone } from '../../services/simulated-network.ts'
import type { World } from '../../services/world.ts'
import { agencyByCode } from '../../store/agencies.ts'
import { toldBy } from '../../store/reach.ts'
import { openVisits } from '../../store/visits.ts'
import { enrolmentsOf, workersById } from '../../store/workers.ts'
import type { Shell } from '../command.ts'
import { AGENCY, LISTS, TODAY } from './lists.ts'
import { asTyped, print, talk } from './talk.ts'

/** A slip that nobody has used yet, for whoever wants to try. */
export interface Slip {
  code: string
  bornOn: string
}

/** Somebody whose phone stands on a list: gets the news, proves the birth date, reads, and shows to have understood. */
export async function phoneStory(
  world: World,
  network: SimulatedNetwork,
  clock: TurnableClock,
  shell: Shell,
): Promise<void> {
  const { address, bornOn } = await somebodyTold(world, network)
  const phone = new SimulatedPhone(world, network, clock, address, address)
  print(phone.look(), shell)
  await talk(phone, ['1', asTyped(bornOn), 'ok', '1', '2'], shell)
}

/** Somebody without a phone of their own, with the code of the slip that a visitor brought. */
export async function slipStory(
  world: World,
  network: SimulatedNetwork,
  clock: TurnableClock,
  { code, bornOn }: Slip,
  shell: Shell,
): Promise<void> {
  const phone = new SimulatedPhone(world, network, clock, 'a-borrowed-phone')
  await talk(phone, ['halo', '1', '1', code.toLowerCase(), '01-01-1960', '1', code, bornOn, '1'], shell)
}

/** The first phone whose notice speaks of one worker of the agency whose contribution is recorded as paid. */
async function somebodyTold(world: World, network: SimulatedNetwork): Promise<{ address: string; bornOn: Day }> {
  const agencyName = LISTS.find(([code]) => code === AGENCY)![1]
  for (const address of network.addresses()) {
    const [message] = network.at(address)
    const found = await world.database.run(function* (db) {
      const noticed = yield* toldBy(db, message!.id)
      const [worker] = yield* workersById(
        db,
        noticed.map(({ workerId }) => workerId),
      )
      const entries = yield* enrolmentsOf(db, worker ? [worker.id] : [])
      const isPaid = entries.every((entry) => entry.agency === agencyName && stateOn(TODAY, entry) === 'paid')
      return noticed.length === 1 && isPaid ? worker : undefined
    })
    if (found) return { address, bornOn: found.bornOn }
  }
  throw new Error('the fictional lists have nobody to tell')
}

/** Slips of two workers who are to be visited. */
export function slips(world: World): Promise<Slip[]> {
  return world.database.run(function* (db) {
    const agency = yield* agencyByCode(db, AGENCY)
    const visits = (yield* openVisits(db, agency!.id, undefined, world.clock.now()))
      .filter(({ slip }) => slip !== null)
      .slice(0, 2)
    const workers = yield* workersById(
      db,
      visits.map(({ worker }) => worker.id),
    )
    return visits.map(({ slip }, at) => ({
      code: spellCode(world.vault.open('slips.code', slip!.codeSealed)),
      bornOn: asTyped(workers[at]!.bornOn),
    }))
  })
}
