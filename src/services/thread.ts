import { type ResourceLimits, Worker } from 'node:worker_threads'

/** A thread of this process for what takes long and needs no database: it says things one after the other, and can be told some. */
export class Thread<To, From> {
  private readonly worker: Worker
  private readonly said: ({ message: From } | { failed: unknown })[] = []
  private wake = () => {}

  /** `module`: without its ending, which is `ts` where the program runs as it was written and `js` where it was built. */
  constructor(module: string, from: string, begin: unknown, resourceLimits: ResourceLimits) {
    const file = new URL(`${module}.${from.endsWith('.ts') ? 'ts' : 'js'}`, from)
    this.worker = new Worker(file, { workerData: begin, resourceLimits })
    this.worker.on('message', (message: From) => this.take({ message }))
    this.worker.on('error', (failed) => this.take({ failed }))
  }

  tell(message: To): void {
    this.worker.postMessage(message)
  }

  /** The next that it says. Throws what it failed of. */
  async next(): Promise<From> {
    while (this.said.length === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    const what = this.said.shift()!
    if ('failed' in what) throw what.failed
    return what.message
  }

  async end(): Promise<void> {
    await this.worker.terminate()
  }

  private take(what: { message: From } | { failed: unknown }): void {
    this.said.push(what)
    this.wake()
  }
}
