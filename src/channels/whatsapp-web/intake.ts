import type { Log } from '../../domain/log.ts'
import { backOffMs, pause } from '../back-off.ts'
import { Tries } from '../tries.ts'

/**
 * Takes in what the page tells, what belongs to one chat one after another. The page tells everything once: what the store
 * cannot take now is tried again until it does.
 */
export class Intake {
  private readonly chats = new Map<string, Promise<void>>()
  private readonly tries = new Tries()
  private readonly signal: AbortSignal
  private readonly log: Log

  constructor(signal: AbortSignal, log: Log) {
    this.signal = signal
    this.log = log
  }

  /** `key`: what is counted as one and the same deed. */
  take(chat: string, key: string, deed: () => Promise<void>): void {
    const before = this.chats.get(chat) ?? Promise.resolve()
    const taken = before
      .then(() => this.persist(key, deed))
      .finally(() => {
        if (this.chats.get(chat) === taken) this.chats.delete(chat)
      })
    this.chats.set(chat, taken)
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.chats.size > 0) await Promise.all(this.chats.values())
  }

  private async persist(key: string, deed: () => Promise<void>): Promise<void> {
    for (let failures = 1; ; failures++) {
      try {
        await deed()
        return this.tries.forget(key)
      } catch (error) {
        if (this.tries.isGivenUp(key, error)) {
          this.log.error({ error }, 'a message of WhatsApp could not be taken in and is dropped')
          return
        }
        if (this.signal.aborted) return
        await pause(backOffMs(failures), this.signal)
      }
    }
  }
}
