import { performance } from 'node:perf_hooks'
import { UNRELATED } from '../../../src/understanding/intent.ts'
import { serveParent } from '../child.ts'
import { samples, stretched } from './samples.ts'

export const LENGTH = 300

/** What one way to understand costs, and how often it is right on the development sets. */
export interface Measured {
  /** Learning or indexing; the code and the phrases have been loaded. */
  startMs: number
  /** Code, phrases and what was made of them. */
  megabytes: number
  /** Milliseconds an utterance of 300 characters takes, sorted. */
  waits: number[]
  right: number
  falseAlarms: number
}

export type Reader = (utterance: string) => string

/** In a child: loads what a reader needs, makes it, measures it and tells the parent. */
export async function serveReader(load: () => Promise<() => Reader>): Promise<void> {
  const before = process.memoryUsage().rss
  const make = await load()
  const started = performance.now()
  const read = make()
  const startMs = performance.now() - started
  const megabytes = (process.memoryUsage().rss - before) / 2 ** 20
  const measure = (rounds: number): Measured => ({
    startMs,
    megabytes,
    waits: waitsOf(read, rounds),
    ...rightsOf(read),
  })
  serveParent({ measure: () => measure(5), briefly: () => measure(1) }, async () => {})
}

function waitsOf(read: Reader, rounds: number): number[] {
  const texts = samples().map((_, n, all) => stretched(all, n, LENGTH))
  for (const text of texts) read(text)
  const timed = (text: string) => {
    const before = performance.now()
    read(text)
    return performance.now() - before
  }
  return Array.from({ length: rounds }, () => texts.map(timed))
    .flat()
    .sort((a, b) => a - b)
}

function rightsOf(read: Reader): Pick<Measured, 'right' | 'falseAlarms'> {
  const all = samples()
  const share = (some: typeof all, counts: (got: string, topic: string) => boolean) =>
    some.filter(({ utterance, topic }) => counts(read(utterance), topic)).length / some.length
  return {
    right: share(
      all.filter(({ topic }) => topic !== UNRELATED),
      (got, topic) => got === topic,
    ),
    falseAlarms: share(
      all.filter(({ topic }) => topic === UNRELATED),
      (got) => got !== UNRELATED,
    ),
  }
}
