import { readdirSync, readFileSync } from 'node:fs'

/** Of some processes together, in megabytes; `own`: what they share is counted once. */
export interface Memory {
  processes: number
  resident: number
  own: number
}

/** What the children of a process hold, and theirs. */
export function memoryBelow(pid: number): Memory {
  const below = descendants(pid)
  const sum = (of: (pid: number) => number) => below.reduce((total, one) => total + of(one), 0)
  return {
    processes: below.length,
    resident: sum((one) => kilobytes(`/proc/${one}/status`, /^VmRSS:\s+(\d+)/m)) / 1024,
    own: sum((one) => kilobytes(`/proc/${one}/smaps_rollup`, /^Pss:\s+(\d+)/m)) / 1024,
  }
}

function descendants(pid: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const parents = new Map(pids.map((one) => [Number(one), kilobytes(`/proc/${one}/status`, /^PPid:\s+(\d+)/m)]))
  const found = new Set<number>([pid])
  for (let before = 0; before < found.size; ) {
    before = found.size
    for (const [child, parent] of parents) if (found.has(parent)) found.add(child)
  }
  found.delete(pid)
  return [...found]
}

/** A number out of a file about a process; 0 where the process has ended meanwhile. */
function kilobytes(file: string, pattern: RegExp): number {
  try {
    return Number(pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
