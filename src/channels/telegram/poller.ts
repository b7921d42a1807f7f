import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { Log } from '../../domain/log.ts'
import { backOffMs, pause } from '../back-off.ts'
import { isOfStore, Tries } from '../tries.ts'
import { floodWait, kindOf } from './outcome.ts'
import { HEARD } from './read-update.ts'
import type { TelegramStanding } from './standing.ts'

/** Seconds for which Telegram holds a question for updates open (getUpdates). */
export const POLL_SECONDS = 30
const BATCH = 100

/** Asks Telegram for updates, again and again. Those asked for again from the first that could not be stored: it confirms the rest. */
export class Poller {
  private offset = 0
  private readonly tries = new Tries()
  private readonly api: Api
  private readonly take: (update: Update) => Promise<void>
  private readonly standing: TelegramStanding
  private readonly log: Log

  constructor(api: Api, take: (update: Update) => Promise<void>, standing: TelegramStanding, log: Log) {
    this.api = api
    this.take = take
    this.standing = standing
    this.log = log
  }

  /** Runs until it is told to stop. */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0
    while (!signal.aborted) {
      const wait = await this.once(signal)
      failures = wait === 0 ? 0 : failures + 1
      if (wait !== 0) await pause(wait ?? backOffMs(failures), signal)
    }
  }

  /** One question. Says how long to wait before the next: not at all, so many milliseconds, or as long as is usual. */
  private async once(signal: AbortSignal): Promise<number | undefined> {
    const asked = { offset: this.offset, limit: BATCH, timeout: POLL_SECONDS, allowed_updates: HEARD }
    let updates: Update[]
    try {
      updates = await this.api.getUpdates(asked, signal as never)
    } catch (error) {
      if (!signal.aborted) this.standing.failed(error)
      return floodWait(error)
    }
    this.standing.ready()
    return (await this.takeAll(updates)) ? 0 : undefined
  }

  /** Takes a batch in, the updates of a chat one after another, those of different chats side by side; says whether all were. */
  private async takeAll(updates: readonly Update[]): Promise<boolean> {
    const taken = new Set<number>()
    const chats = [...Map.groupBy(updates, chatOf).values()]
    await Promise.all(chats.map((chat) => this.takeChat(chat, taken)))
    const left = updates.find(({ update_id }) => !taken.has(update_id))
    const last = updates.at(-1)
    if (left) this.offset = left.update_id
    else if (last) this.offset = last.update_id + 1
    return left === undefined
  }

  private async takeChat(updates: readonly Update[], taken: Set<number>): Promise<void> {
    for (const update of updates) {
      if (!(await this.isTaken(update))) return
      taken.add(update.update_id)
    }
  }

  private async isTaken(update: Update): Promise<boolean> {
    try {
      await this.take(update)
      this.tries.forget(String(update.update_id))
      return true
    } catch (error) {
      return this.isDropped(update, error)
    }
  }

  private isDropped({ update_id }: Update, error: unknown): boolean {
    if (isOfStore(error)) {
      this.log.warn({ failure: kindOf(error) }, 'an update could not be stored; Telegram is asked for it again')
      return false
    }
    if (!this.tries.isGivenUp(String(update_id), error)) return false
    this.log.error({ error }, 'an update could not be taken in and is dropped')
    return true
  }
}

function chatOf({ update_id, message, callback_query, my_chat_member }: Update): string {
  const chat = message?.chat ?? callback_query?.message?.chat ?? my_chat_member?.chat
  return chat ? `chat ${chat.id}` : `update ${update_id}`
}
