import type { TurnableClock } from '../../domain/clock.ts'
import { type SimulatedNetwork, SimulatedPhone } from '../../services/simulated-network.ts'
import type { World } from '../../services/world.ts'
import type { Shell } from '../command.ts'
import { talk } from './talk.ts'

// Slowly; no name; an illness; her own birth date; between three months and three years; the wife; the only heir;
// nothing special; the papers that are missing; the first paper is there.
const WALK = ['suami saya meninggal', '1', 'lewati', '4', '03-05-1979', '2', '1', '2', '1', '1', '2', '1', '1', '4']

/** A widow is walked from the first message to the list of papers. */
export async function familyStory(
  world: World,
  network: SimulatedNetwork,
  clock: TurnableClock,
  shell: Shell,
): Promise<void> {
  await talk(new SimulatedPhone(world, network, clock, 'a-widow'), WALK, shell)
}
