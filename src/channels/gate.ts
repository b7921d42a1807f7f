import type { Sent } from './channel.ts'

/** Lets calls through, so many at a time; none while the platform wants to hear nothing. */
export class Gate {
  private calling = 0
  private readonly waiting: (() => void)[] = []
  /** On the clock of this process, in milliseconds. */
  private opensAt = 0
  private readonly mostAtOnce: number

  constructor(mostAtOnce: number) {
    this.mostAtOnce = mostAtOnce
  }

  async through(call: () => Promise<Sent>): Promise<Sent> {
    if (this.calling < this.mostAtOnce) this.calling++
    else await new Promise<void>((resume) => this.waiting.push(resume))
    try {
      const restMs = Math.ceil(this.opensAt - performance.now())
      return restMs > 0 ? { sent: false, because: 'retry', afterMs: restMs, free: true } : await call()
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.calling--
    }
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.calling > 0) await new Promise((done) => setTimeout(done, 20))
  }

  /** Closes for so long; a later word of the platform's counts. */
  close(ms: number): void {
    this.opensAt = performance.now() + ms
  }
}
