import { readFileSync } from 'node:fs'
import { readSample, type Sample, UNRELATED } from '../../src/understanding/evaluate.ts'
import { TONGUES, type Tongue } from '../../src/understanding/tongues.ts'

/** Utterances that were written down before anything was tuned, and that nothing learns from. */
export const DEVELOPMENT = Object.fromEntries(
  TONGUES.map((tongue) => [
    tongue,
    readFileSync(new URL(`development/${tongue}.tsv`, import.meta.url), 'utf8')
      .split('\n')
      .flatMap((line) => readSample(line, tongue) ?? []),
  ]),
) as Record<Tongue, Sample[]>

/** Utterances written later, in longer and messier sentences; they were seen only when thresholds were set. */
export const LATER = readFileSync(new URL('development/later.tsv', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => readSample(line, 'id') ?? [])

export const related = (samples: readonly Sample[]) => samples.filter(({ topic }) => topic !== UNRELATED)
export const unrelated = (samples: readonly Sample[]) => samples.filter(({ topic }) => topic === UNRELATED)
