import type { Vault } from '../../store/vault.ts'
import { Thread } from '../thread.ts'
import { type KeptLine, type ReadyRow, readyRow } from './ready-row.ts'
import type { FromReadier, ToReadier } from './readying-thread.ts'

/** Makes kept rows ready; what is asked for next is made ready while the last is taken in. */
export interface Readier {
  ask(lines: readonly KeptLine[]): void
  /** What was asked for first and has not been given out. */
  next(): Promise<ReadyRow[]>
  close(): Promise<void>
}

// A thread takes a tenth of a second to begin.
const WORTH_A_THREAD = 10_000
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 96 }

/** `rows`: how many there are about. */
export function openReadier(vault: Vault, rows: number): Readier {
  return rows < WORTH_A_THREAD ? readierHere(vault) : readierThread(vault)
}

function readierHere(vault: Vault): Readier {
  const asked: (readonly KeptLine[])[] = []
  return {
    ask: (lines) => void asked.push(lines),
    next: async () => asked.shift()!.flatMap((line) => readyRow(vault, line)),
    close: async () => {},
  }
}

function readierThread({ keys }: Vault): Readier {
  const thread = new Thread<ToReadier, FromReadier>('./readying-thread', import.meta.url, keys, LIMITS)
  return { ask: (lines) => thread.tell(lines), next: () => thread.next(), close: () => thread.end() }
}
