import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { simulated } from '../channels/simulated/simulated.ts'
import { WebChat } from '../channels/web-chat/web-chat.ts'
import { TurnableClock } from '../domain/clock.ts'
import { openWorld } from '../main.ts'
import { inviteOfficer, relinkOfficer } from '../services/accounts/officers.ts'
import { SimulatedNetwork } from '../services/simulated-network.ts'
import { workOnUploads } from '../services/uploads/work.ts'
import type { World } from '../services/world.ts'
import { officerByUsername } from '../store/officers.ts'
import type { Command, Shell } from './command.ts'
import { APPROVER, WRITER } from './demo/news.ts'
import { tellStory } from './demo/story.ts'
import type { Slip } from './demo/workers.ts'
import { readOptions } from './options.ts'
import { serve } from './start.ts'

// The fictional lists speak of 2026; the demonstration plays on this morning whatever the calendar says.
const MORNING = '2026-11-24T09:00:00+07:00'
const TICK_MS = 1000
/** Somebody who answers whoever asks for a person. */
const COORDINATOR = { username: 'rina', name: 'Rina', role: 'coordinator', agencyId: null, kelurahan: null } as const

/** `demo`: the main job on a throw-away database, told as it happens; then served, unless `--once`. */
export const demo: Command = async (args, shell) => {
  const { values } = readOptions(args, { once: { type: 'boolean' } })
  const folder = await mkdtemp(path.join(tmpdir(), 'sapa-demo-'))
  const clock = new TurnableClock(new Date(MORNING))
  const network = new SimulatedNetwork()
  try {
    const open = await openWorld(demoEnv(shell.env, folder), clock, [new WebChat(), simulated(network.carry)], {
      isHost: !values.once,
    })
    const told = await tellStory(open.world, network, clock, shell)
    if (values.once) await open.close()
    else await serveDemo(open, clock, told, shell)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return 0
}

async function serveDemo(
  open: Awaited<ReturnType<typeof openWorld>>,
  clock: TurnableClock,
  told: Slip,
  shell: Shell,
): Promise<void> {
  // In this process, whose clock the demonstration turns; its lists are short.
  const stop = await serve(open, { run: () => workOnUploads(open.world, () => false), stop: async () => {} })
  const ticking = setInterval(() => clock.pass(TICK_MS), TICK_MS)
  const { url: desk } = await inviteOfficer(open.world, 'operator', COORDINATOR)
  const [writer, approver] = [await linkOf(open.world, WRITER), await linkOf(open.world, APPROVER)]
  const url = `${open.config.publicUrl}/chat`
  shell.out(shell.say(['cli.demo.served', { url, code: told.code, bornOn: told.bornOn, desk, writer, approver }]))
  await shell.ended
  clearInterval(ticking)
  await stop()
}

async function linkOf(world: World, username: string): Promise<string> {
  const officer = await world.database.run((db) => officerByUsername(db, username))
  return await relinkOfficer(world, 'operator', officer!.id)
}

/** The shell's environment without anything that could touch a real installation or write to a real person. */
function demoEnv(env: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  const { HOST, PORT, LOG_LEVEL } = env
  return { HOST: HOST ?? '127.0.0.1', PORT, LOG_LEVEL: LOG_LEVEL ?? 'warn', DATA_DIR: folder }
}
