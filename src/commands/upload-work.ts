import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Cron } from 'croner'
import { hasUploadWork } from '../services/uploads/work.ts'
import type { World } from '../services/world.ts'

const PROGRAM = fileURLToPath(new URL('../../src/sapa.js', import.meta.url))
const LOOKS = '*/2 * * * * *'
const REST_MS = 5_000
// Longer than a batch, after which the work sees that it is to end.
const ENDS_WITHIN_MS = 8_000

/** Somebody who does the work on uploads elsewhere, until told to stop. */
export interface UploadWorker {
  run(): Promise<void>
  stop(): Promise<void>
}

/** Does the work in a process of its own, `sapa imports work`, so that no chat waits for it; it ends with this one, however this one ends. */
export function otherProcess(env: NodeJS.ProcessEnv): UploadWorker {
  let child: ChildProcess | undefined
  let ended = Promise.resolve()
  return {
    run: () => {
      const started = spawn(process.execPath, [PROGRAM, 'imports', 'work', '--attached'], {
        env,
        stdio: ['pipe', 'inherit', 'inherit'],
      })
      child = started
      ended = new Promise((done, fail) => {
        started.once('error', fail)
        started.once('close', () => done())
      })
      return ended
    },
    stop: async () => {
      child?.kill('SIGTERM')
      const killing = setTimeout(() => child?.kill('SIGKILL'), ENDS_WITHIN_MS)
      await ended.catch(() => {})
      clearTimeout(killing)
    },
  }
}

/** Looks every two seconds whether officers have handed something in, and has the work done. Gives back how to end it. */
export function startUploadWork(world: World, worker: UploadWorker): () => Promise<void> {
  const failed = (error: unknown) => world.log.error({ error }, 'the work on uploads failed; it will run again')
  let isStopped = false
  const cron = new Cron(LOOKS, { protect: true, catch: failed, unref: true }, async () => {
    if (!(await hasUploadWork(world)) || isStopped) return
    await worker.run()
    // What has to wait, for another import or for the turn of a worker that was killed, is not asked for without a rest.
    if (!isStopped && (await hasUploadWork(world))) await pause(REST_MS, undefined, { ref: false })
  })
  return async () => {
    isStopped = true
    cron.stop()
    await worker.stop()
  }
}
