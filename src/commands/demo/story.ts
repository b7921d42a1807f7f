import type { TurnableClock } from '../../domain/clock.ts'
import { deliverAllDue } from '../../services/deliver.ts'
import { routeNotices } from '../../services/notices.ts'
import { reachReport } from '../../services/reach-report.ts'
import type { SimulatedNetwork } from '../../services/simulated-network.ts'
import type { World } from '../../services/world.ts'
import type { Shell } from '../command.ts'
import { reachTable } from '../reach.ts'
import { familyStory } from './family.ts'
import { AGENCY, importLists, TODAY } from './lists.ts'
import { newsStory } from './news.ts'
import { phoneStory, type Slip, slipStory, slips } from './workers.ts'

/**
 * Plays the main job on an empty world and prints it: lists, notices, a worker who checks, one with a slip, a family, a
 * campaign, the report. Gives a slip that nobody has used.
 */
export async function tellStory(
  world: World,
  network: SimulatedNetwork,
  clock: TurnableClock,
  shell: Shell,
): Promise<Slip> {
  const heading = (key: string) => shell.out(`\n${shell.say(`cli.demo.${key}`)}`)
  heading('lists')
  await importLists(world, shell)
  heading('notices')
  const routed = await routeNotices(world)
  shell.out(shell.say(['cli.import.routed', { ...routed }]))
  await deliverAllDue(world)
  heading('phone')
  await phoneStory(world, network, clock, shell)
  heading('slip')
  const [used, spare] = await slips(world)
  await slipStory(world, network, clock, used!, shell)
  heading('family')
  await familyStory(world, network, clock, shell)
  heading('campaign')
  await newsStory(world, network, shell)
  heading('report')
  shell.out(
    reachTable(shell.say, await reachReport(world, AGENCY, `${TODAY.slice(0, 7)}-01`, TODAY), world.clock.now()),
  )
  return spare!
}
