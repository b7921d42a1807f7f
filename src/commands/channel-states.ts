import { z } from 'zod'
import type { ChannelState } from '../channels/channel.ts'
import { readConfig } from '../config/config.ts'
import { DomainError } from '../domain/errors.ts'
import type { Text } from '../domain/message.ts'
import { withWorld } from '../main.ts'
import { halts, resumeChannel } from '../services/channel-views.ts'
import { asOfficer } from './as-officer.ts'
import type { Command, Shell } from './command.ts'
import { needed, readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = { json: { type: 'boolean' }, as: { type: 'string' } } as const
const PATIENCE_MS = 5000

const readyz = z.object({
  states: z.record(
    z.string(),
    z.custom<ChannelState>((state) => typeof state === 'object'),
  ),
})

interface Line {
  channel: string
  state: ChannelState
  halted: string | null
}

/** `channels [--json] | resume CHANNEL --as OFFICER`: how the channels of the running host stand; exit code 1 where one is not ready. */
export const channelStates: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, OPTIONS)
  const [verb, name] = positionals
  if (verb === 'resume') return await resume(shell, needed('SALURAN', name), needed('--as', values.as))
  if (verb !== undefined) throw new DomainError('cli.usage', { usage: shell.say('cli.channels.usage') })
  const lines = await withHalts(shell, await statesFrom(shell))
  if (values.json) shell.out(JSON.stringify(lines))
  else if (lines.length === 0) shell.err(shell.say('cli.channels.none'))
  else shell.out(table(lines.map((line) => [line.channel, shell.say(standing(line)), reason(shell, line)])))
  return lines.every(({ state, halted }) => state.is === 'ready' && halted === null) ? 0 : 1
}

/** Asks the host that runs on this machine. Throws `cli.channels.noHost`. */
async function statesFrom({ env }: Shell): Promise<Record<string, ChannelState>> {
  const { host, port } = readConfig(env)
  const address = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}/readyz`
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })
    return readyz.parse(await answer.json()).states
  } catch {
    throw new DomainError('cli.channels.noHost', { url })
  }
}

async function withHalts(shell: Shell, states: Record<string, ChannelState>): Promise<Line[]> {
  const halted = await withWorld(shell, halts)
  return Object.entries(states).map(([channel, state]) => ({
    channel,
    state,
    halted: halted.get(channel)?.why ?? null,
  }))
}

function standing({ state }: Line): Text {
  if (state.is === 'ready' && state.account !== undefined)
    return ['cli.channels.state.readyAs', { account: state.account }]
  return `cli.channels.state.${state.is}`
}

function reason({ say }: Shell, { state, halted }: Line): string {
  const why = state.is === 'lost' ? [state.why] : []
  return [...why, ...(halted === null ? [] : [say(`cli.channels.halted.${halted}`)])].join(' ')
}

async function resume(shell: Shell, name: string, username: string): Promise<number> {
  return await withWorld(shell, async (world) => {
    await resumeChannel(world, name, await asOfficer(world, username, shell))
    shell.out(shell.say('cli.channels.resumed'))
    return 0
  })
}
