import type { Update } from 'grammy/types'

export interface Webhook {
  url: string
  secret_token?: string
  allowed_updates?: string[]
  max_connections?: number
}

const CONNECTIONS = 40
const LONGEST_WAIT_MS = 500

/** Posts updates as Telegram does: several at a time, each again until it was taken; an answer may carry a call with it. */
export class Pump {
  readonly hook: Webhook
  private readonly queue: Update[]
  private readonly onCall: (params: Record<string, unknown>) => void
  private readonly onTaken: (update: Update) => unknown
  private posting = 0
  private isStopped = false

  constructor(hook: Webhook, queue: Update[], on: { call: Pump['onCall']; taken: Pump['onTaken'] }) {
    this.hook = hook
    this.queue = queue
    this.onCall = on.call
    this.onTaken = on.taken
  }

  stop(): void {
    this.isStopped = true
  }

  push(): void {
    while (!this.isStopped && this.posting < (this.hook.max_connections ?? CONNECTIONS)) {
      const update = this.queue.shift()
      if (!update) return
      this.posting++
      void this.deliver(update).finally(() => {
        this.posting--
        this.push()
      })
    }
  }

  private async deliver(update: Update): Promise<void> {
    for (let waitMs = 25; !this.isStopped; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      if (await this.post(update).catch(() => false)) return void this.onTaken(update)
      await new Promise((done) => setTimeout(done, waitMs))
    }
    this.queue.unshift(update)
  }

  private async post(update: Update): Promise<boolean> {
    const { url, secret_token } = this.hook
    const secret = secret_token === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret_token }
    const headers = { 'content-type': 'application/json', ...secret }
    const taken = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) })
    const body = await taken.text()
    if (taken.ok && body.startsWith('{')) this.onCall(JSON.parse(body) as Record<string, unknown>)
    return taken.ok
  }
}
