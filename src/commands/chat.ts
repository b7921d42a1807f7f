import { createInterface } from 'node:readline'
import { asText } from '../channels/render.ts'
import { simulated } from '../channels/simulated/simulated.ts'
import { readConfig } from '../config/config.ts'
import { readInstant, TurnableClock } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { readPhone } from '../domain/phone.ts'
import { openWorld } from '../main.ts'
import { SimulatedNetwork, SimulatedPhone } from '../services/simulated-network.ts'
import { readLine } from './chat-lines.ts'
import type { Command, Shell } from './command.ts'
import { readOptions } from './options.ts'

const OPTIONS = {
  json: { type: 'boolean' },
  contact: { type: 'string' },
  phone: { type: 'string' },
  at: { type: 'string' },
} as const

/** `chat`: talk in the terminal as a phone would, on the installation's own database, with a clock of its own. */
export const chat: Command = async (args, shell) => {
  const { values } = readOptions(args, OPTIONS)
  const { realChannels } = readConfig(shell.env)
  if (realChannels.length > 0) throw new DomainError('cli.chat.realChannel', { channels: realChannels.join(', ') })
  const phone = values.phone === undefined ? undefined : readPhone(values.phone)
  if (values.phone !== undefined && phone === undefined) throw new DomainError('cli.chat.badPhone')
  const address = values.contact ?? phone ?? 'terminal'
  const clock = new TurnableClock(startTime(values.at, shell))
  const network = new SimulatedNetwork()
  const { world, close } = await openWorld(shell.env, clock, [simulated(network.carry)])
  const talking = new SimulatedPhone(world, network, clock, address, phone)
  try {
    if (!values.json) shell.err(shell.say('cli.chat.hello'))
    for await (const line of createInterface({ input: shell.stdin })) {
      if (line.trim() !== '') await answer(line, talking, values.json ?? false, shell)
    }
  } finally {
    await close()
  }
  return 0
}

async function answer(line: string, talking: SimulatedPhone, json: boolean, { out, say }: Shell): Promise<void> {
  const said = readLine(line, json)
  if (!said)
    return out(json ? JSON.stringify({ replies: [], error: say('cli.chat.badLine') }) : say('cli.chat.badLine'))
  const heard = 'wait' in said ? await talking.wait(said.wait) : await talking.say(said)
  if (json) return out(JSON.stringify(heard))
  for (const reply of heard.replies) out(`\n${asText(reply)}`)
  out('')
}

function startTime(at: string | undefined, shell: Shell): Date {
  if (at === undefined) return shell.clock.now()
  const time = readInstant(at)
  if (!time) throw new DomainError('cli.chat.badTime')
  return time
}
