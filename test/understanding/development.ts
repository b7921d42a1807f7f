import { readFileSync } from 'node:fs'
import { readSample, type Sample } from '../../src/understanding/evaluate.ts'
import { UNRELATED } from '../../src/understanding/intent.ts'
import { TONGUES, type Tongue } from '../../src/understanding/tongues.ts'

const setsIn = (folder: string) =>
  Object.fromEntries(
    TONGUES.map((tongue) => [
      tongue,
      readFileSync(new URL(`${folder}/${tongue}.tsv`, import.meta.url), 'utf8')
        .split('\n')
        .flatMap((line) => readSample(line, tongue) ?? []),
    ]),
  ) as Record<Tongue, Sample[]>

/** Utterances that were written down before anything was tuned, and that nothing learns from. */
export const DEVELOPMENT = setsIn('development')

/** Utterances written before the latest phrases were; they are measured, and their mistakes are not looked at. */
export const HELD_OUT = setsIn('held-out')

/** Utterances written later, in longer and messier sentences; they were seen only when thresholds were set. */
export const LATER = readFileSync(new URL('development/later.tsv', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => readSample(line, 'id') ?? [])

export const related = (samples: readonly Sample[]) => samples.filter(({ topic }) => topic !== UNRELATED)
export const unrelated = (samples: readonly Sample[]) => samples.filter(({ topic }) => topic === UNRELATED)
