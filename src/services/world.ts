import type { Channel } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { Ids } from '../domain/ids.ts'
import type { Log } from '../domain/log.ts'
import type { Settings } from '../domain/settings.ts'
import type { House } from '../engine/house.ts'
import type { Words } from '../i18n/say.ts'
import type { Store } from '../store/open.ts'

/** All that services stand on, given from outside. */
export interface World extends Store {
  clock: Clock
  ids: Ids
  words: Words
  house: House
  channels: ReadonlyMap<string, Channel>
  /** The settings as last read; see `sweeps`. */
  settings: () => Settings
  /** The address under which workers reach the pages, without a slash at its end. */
  publicUrl: string
  /** The folder in which files lie that officers have handed in, until they are taken in; there once it is needed. */
  inbox: string
  log: Log
}
