import type { ChildProcess } from 'node:child_process'

const running = new Set<ChildProcess>()

/** A host that a test may kill at any time; what it prints is let pass. */
export function launched(child: ChildProcess): ChildProcess {
  running.add(child)
  child.stderr?.on('data', () => {})
  child.stdout?.on('data', () => {})
  return child
}

export async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await new Promise((done) => child.once('close', done))
  running.delete(child)
}

/** Leaves no host of a failed test behind. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
}

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
