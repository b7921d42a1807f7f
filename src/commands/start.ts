import type { FastifyInstance } from 'fastify'
import { toString as drawn } from 'qrcode'
import { type Config, readConfig } from '../config/config.ts'
import { DomainError } from '../domain/errors.ts'
import { buildHost } from '../host/build-host.ts'
import { type OpenWorld, openWorld } from '../main.ts'
import { firstAdminLink } from '../services/accounts/links.ts'
import { Dispatcher } from '../services/dispatch.ts'
import { startSweeps } from '../services/sweeps.ts'
import { matcher } from '../understanding/matcher.ts'
import { channelsOf } from './channels.ts'
import type { Command, Shell } from './command.ts'
import { readOptions } from './options.ts'
import { otherProcess, startUploadWork, type UploadWorker } from './upload-work.ts'

/** `start`: the host, until the shell ends it. */
export const start: Command = async (args, shell) => {
  readOptions(args, {})
  const channels = await channelsOf(readConfig(shell.env), shell.say, (code) => void showCode(shell, code))
  const open = await openWorld(shell.env, shell.clock, channels, { isHost: true })
  const { world, config } = open
  const stop = await serve(open, otherProcess(shell.env))
  world.log.info({ port: config.port, channels: [...world.channels.keys()] }, 'Sapa is up')
  shell.err(shell.say(['cli.started', { url: config.publicUrl }]))
  await tellFirstAdmin(open, shell)
  await shell.ended
  await stop()
  return 0
}

/** Prints the link to the first admin's account while there is no officer: on the terminal, never into the log. */
export async function tellFirstAdmin({ world }: OpenWorld, shell: Shell): Promise<void> {
  const url = await firstAdminLink(world)
  if (url !== undefined) shell.err(shell.say(['cli.firstAdmin', { url }]))
}

/** Shows a code that links a phone on the terminal, never in the log: whoever scans it has the chats. */
async function showCode({ err, say }: Shell, code: string): Promise<void> {
  err(`${say('cli.scan')}\n${await drawn(code, { type: 'terminal', small: true, errorCorrectionLevel: 'L' })}`)
}

/** Serves an open world: channels, pages, sweeps, and the work on what officers hand in. Without a worker that waits. Gives back how to end it all, gracefully, and close the world. */
export async function serve(open: OpenWorld, worker?: UploadWorker): Promise<() => Promise<void>> {
  const { world, config, settings } = open
  const dispatcher = new Dispatcher(world)
  let isStarted = false
  // Learnt now, so that no first message waits for it.
  matcher()
  const host = await buildHost(world, { isStarted: () => isStarted, trustedProxies: config.trustedProxies })
  await listen(host, config)
  for (const channel of world.channels.values())
    await channel.start(dispatcher.receiverFor(channel.name), world.log, dispatcher.receiptsFor(channel.name))
  isStarted = true
  const stopSweeps = startSweeps(world, settings, world.ids.next(world.clock.now()))
  const stopUploads = worker && startUploadWork(world, worker)
  return async () => {
    await stopSweeps()
    await stopUploads?.()
    await host.close()
    for (const channel of world.channels.values()) await channel.stop()
    await dispatcher.settled()
    await open.close()
  }
}

async function listen(host: FastifyInstance, { host: address, port }: Config): Promise<void> {
  try {
    await host.listen({ host: address, port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new DomainError('operation.portTaken', { port: String(port) })
    throw error
  }
}
