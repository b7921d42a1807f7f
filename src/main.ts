import path from 'node:path'
import type { Channel } from './channels/channel.ts'
import { type Config, readConfig } from './config/config.ts'
import { masterKey } from './config/key.ts'
import { openLog } from './config/log.ts'
import type { Clock } from './domain/clock.ts'
import { house } from './flows/all.ts'
import { openWords } from './i18n/say.ts'
import { machineIds } from './services/ids.ts'
import { SettingsReader } from './services/sweeps.ts'
import type { World } from './services/world.ts'
import { openStore } from './store/open.ts'

/** A world that stands on a configuration, until it is closed. */
export interface OpenWorld {
  world: World
  config: Config
  settings: SettingsReader
  close(): Promise<void>
}

/**
 * Opens the store and everything that services stand on, `isHost` when it is to be served, `isRepeatable` when what is
 * written can be done again after a power cut. Throws `DomainError` or `StoreError` with nothing changed.
 */
export async function openWorld(
  env: NodeJS.ProcessEnv,
  clock: Clock,
  channels: readonly Channel[],
  { isHost = false, isRepeatable = false } = {},
): Promise<OpenWorld> {
  const config = readConfig(env)
  const ids = machineIds()
  const { database, vault } = await openStore({
    url: config.databaseUrl,
    master: (inUse) => masterKey({ given: config.key, file: config.keyFile, mayMake: config.mayMakeKey && !inUse }),
    now: clock.now(),
    random: ids.random,
    isHost,
    isRepeatable,
  })
  const settings = await SettingsReader.open(database)
  const world: World = {
    ...{ clock, ids, database, vault, house, words: openWords(), log: openLog(config) },
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    settings: settings.now,
    publicUrl: config.publicUrl,
    inbox: path.join(config.dataDir, 'masuk'),
  }
  return { world, config, settings, close: () => database.close() }
}

/** Runs something on the world of the shell's environment, without channels, and closes it behind. */
export async function withWorld<T>(
  shell: { env: NodeJS.ProcessEnv; clock: Clock },
  use: (world: World) => Promise<T>,
  kind: { isRepeatable?: boolean } = {},
): Promise<T> {
  const { world, close } = await openWorld(shell.env, shell.clock, [], kind)
  try {
    return await use(world)
  } finally {
    await close()
  }
}
