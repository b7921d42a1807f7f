import { MEDIA_TYPES } from '../../domain/media.ts'
import type { Abilities, Channel, Outgoing, Sent } from '../channel.ts'

export const WEB_CHAT = 'web-chat'

// The page shows any number of choices as buttons below one another, each with its number, and wraps long ones.
const ABILITIES: Abilities = {
  buttons: 30,
  buttonLength: 300,
  rows: 0,
  rowLength: 0,
  textLength: 100_000,
  carries: MEDIA_TYPES,
  sharesPhone: false,
  official: true,
  writesFirst: false,
  idempotent: true,
  perSecond: null,
  costs: 'nothing',
}

/** So many tabs of one browser wait at the same time; the one that has waited longest lets go first. */
const EARS_PER_CHAT = 4

/** One page that waits for news of its chat. */
export interface Ear {
  /** Resolves when there is news, when the page is gone, or after so many milliseconds. */
  wait(ms: number): Promise<void>
  stop(): void
  readonly isStopped: boolean
}

/**
 * The chat on our own page. What is said lies in the database, where the page reads it: to send is to wake the pages that
 * wait. The address is the browser's cookie.
 */
export class WebChat implements Channel {
  readonly name = WEB_CHAT
  readonly abilities = ABILITIES
  private readonly chats = new Map<string, Set<Waiting>>()
  private isClosed = false

  async start(): Promise<void> {}

  /** Lets every waiting page go, and every later one at once, so that the host can close. */
  async stop(): Promise<void> {
    this.isClosed = true
    for (const chat of [...this.chats.values()]) for (const ear of [...chat]) ear.stop()
  }

  async send({ address }: Outgoing): Promise<Sent> {
    for (const ear of this.chats.get(address) ?? []) ear.wake()
    return { sent: true }
  }

  /** Begins to listen for news of a chat. Listen first and look into the database then, so that no news is missed. */
  listen(address: string): Ear {
    const chat = this.chats.get(address) ?? new Set()
    const ear = new Waiting(() => this.forget(address, ear))
    if (this.isClosed) ear.stop()
    else {
      this.chats.set(address, chat.add(ear))
      const [oldest] = chat
      if (chat.size > EARS_PER_CHAT) oldest?.stop()
    }
    return ear
  }

  /** How many pages wait now. */
  get listening(): number {
    return [...this.chats.values()].reduce((sum, chat) => sum + chat.size, 0)
  }

  private forget(address: string, ear: Waiting): void {
    const chat = this.chats.get(address)
    if (chat?.delete(ear) && chat.size === 0) this.chats.delete(address)
  }
}

class Waiting implements Ear {
  isStopped = false
  private hasNews = false
  private resume: () => void = () => {}
  private readonly onStop: () => void

  constructor(onStop: () => void) {
    this.onStop = onStop
  }

  async wait(ms: number): Promise<void> {
    if (!this.hasNews && !this.isStopped) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.resume = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.hasNews = false
  }

  wake(): void {
    this.hasNews = true
    this.resume()
  }

  stop(): void {
    this.isStopped = true
    this.onStop()
    this.resume()
  }
}
