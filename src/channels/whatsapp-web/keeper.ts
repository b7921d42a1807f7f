import type { Log } from '../../domain/log.ts'
import { backOffMs, pause } from '../back-off.ts'
import { Device, type Ears } from './device.ts'
import type { Ending } from './ending.ts'
import { kindOf } from './fault.ts'
import { findChromium } from './find-chromium.ts'
import { emptyFolder, openFolder } from './folder.ts'

const LONGEST_REST_MS = 5 * 60_000

interface Keeping {
  chromium: string | undefined
  folder: string
  watchMs: number
  log: Log
  /** What is to be heard of a run that begins. */
  ears: (device: () => Device) => Ears
  /** A run is over, by a fault of this kind. */
  ended: (ending: Ending, failure: string) => void
}

/** Keeps a browser running, one after another, with longer rests the more of them came to nothing. */
export class Keeper {
  device: Device | undefined
  private readonly keeping: Keeping
  private failure = 'none'
  private hasBeenReady = false

  constructor(keeping: Keeping) {
    this.keeping = keeping
  }

  async run(signal: AbortSignal): Promise<void> {
    for (let failures = 1; !signal.aborted; failures++) {
      this.failure = 'none'
      this.hasBeenReady = false
      const ending = await this.once(signal)
      this.device = undefined
      if (signal.aborted) return
      this.keeping.ended(ending, this.failure === 'none' ? ending : this.failure)
      // A page that has changed seems well at first.
      if (this.hasBeenReady && ending !== 'pageChanged') failures = 1
      await pause(backOffMs(failures, LONGEST_REST_MS), signal)
    }
  }

  private async once(signal: AbortSignal): Promise<Ending> {
    const { folder, watchMs } = this.keeping
    const chromium = findChromium(this.keeping.chromium)
    if (chromium === undefined) return 'noBrowser'
    try {
      await openFolder(folder)
      if (signal.aborted) return 'stopped'
      const device: Device = new Device({ chromium, folder, watchMs }, this.noting(this.keeping.ears(() => device)))
      this.device = device
      const stop = () => device.end('stopped')
      signal.addEventListener('abort', stop)
      device.start()
      const ending = await device.over.finally(() => signal.removeEventListener('abort', stop))
      if (ending === 'unlinked') await emptyFolder(folder)
      return ending
    } catch (error) {
      this.note(error)
      return 'noStart'
    }
  }

  private noting(ears: Ears): Ears {
    return {
      ...ears,
      ready: (account) => {
        this.hasBeenReady = true
        ears.ready(account)
      },
      fault: (error) => {
        this.note(error)
        ears.fault(error)
      },
    }
  }

  private note(error: unknown): void {
    this.failure = kindOf(error)
  }
}
