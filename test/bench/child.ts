import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What a child can be asked, by name. */
export type Answers = Record<string, () => unknown>

// As the program is started: see `bin` and the scripts in package.json.
const AS_STARTED = ['--max-semi-space-size=4']

interface Asked {
  asked: string
}

/** A process of its own for whatever is measured, so that neither memory nor processor time is shared with the load. */
export class Child {
  private readonly child: ChildProcess

  private constructor(child: ChildProcess) {
    this.child = child
  }

  /** Starts the module beside `from` and waits until it says that it is ready. */
  static async start(module: string, from: string, env: NodeJS.ProcessEnv): Promise<Child> {
    const child = fork(fileURLToPath(new URL(module, from)), { env: { ...process.env, ...env }, execArgv: AS_STARTED })
    const ended = once(child, 'exit').then(() => {
      throw new Error(`${module} ended before it was ready`)
    })
    await Promise.race([once(child, 'message'), ended])
    ended.catch(() => undefined)
    return new Child(child)
  }

  async ask<T>(asked: string): Promise<T> {
    const answered = once(this.child, 'message')
    this.child.send({ asked } satisfies Asked)
    return (await answered)[0] as T
  }

  /** Kills the child as the kernel does that is out of memory: nothing in it comes to an end. */
  async kill(): Promise<void> {
    const ended = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await ended
  }

  /** Lets the child end by itself, and waits for it. */
  async end(): Promise<void> {
    const ended = once(this.child, 'exit')
    this.child.disconnect()
    await ended
  }
}

/** In the child: says that it is ready, answers the parent and, when the parent lets go, ends. */
export function serveParent(answers: Answers, end: () => Promise<void>): void {
  process.on('message', async ({ asked }: Asked) => process.send!((await answers[asked]!()) ?? null))
  process.once('disconnect', () => void end().then(() => process.exit()))
  process.send!('ready')
}

/** Processor time that this process has spent so far, in microseconds. */
export function cpuMicros(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** The most memory that this process has held so far, in megabytes. */
export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024
}
