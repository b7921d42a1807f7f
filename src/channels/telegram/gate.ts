import type { Sent } from '../channel.ts'

/** Calls at the same time: more would only meet Telegram's limit of about 30 messages a second sooner. */
const MOST_AT_ONCE = 30

/** Lets calls through, so many at a time; none while Telegram wants to hear nothing. */
export class Gate {
  private calling = 0
  private readonly waiting: (() => void)[] = []
  private closedForMs = 0
  private opening: NodeJS.Timeout | undefined

  async through(call: () => Promise<Sent>): Promise<Sent> {
    if (this.calling < MOST_AT_ONCE) this.calling++
    else await new Promise<void>((resume) => this.waiting.push(resume))
    try {
      if (this.closedForMs > 0) return { sent: false, because: 'retry', afterMs: this.closedForMs, free: true }
      return await call()
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.calling--
    }
  }

  /** Closes for so long; a later word of Telegram's counts. */
  close(ms: number): void {
    clearTimeout(this.opening)
    this.closedForMs = ms
    this.opening = setTimeout(() => {
      this.closedForMs = 0
    }, ms).unref()
  }
}
