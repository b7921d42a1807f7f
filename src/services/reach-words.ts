import { dayOf } from '../domain/clock.ts'
import { answer } from '../domain/facts/answer.ts'
import { factsOn } from '../domain/facts/facts.ts'
import { type Coverage, HEADLINES, percentOf, type Share } from '../domain/headline.ts'
import type { Text } from '../domain/message.ts'
import type { ReachReport } from './reach-report.ts'

/** One of the figures that a report begins with, in words; `percent` is null where it cannot be told. */
export interface HeadlineLine {
  key: (typeof HEADLINES)[number]
  name: Text
  part: number
  percent: number | null
  /** The percentage, or that it is not known. */
  shown: Text
  /** What is divided by what, on whose word, and what is missing where it cannot be told. */
  meaning: Text
}

/** Coverage, awareness and understanding of a report; coverage of the whole city alone. */
export function headlineLines({ headline }: Pick<ReachReport, 'headline'>, now: Date): HeadlineLine[] {
  return HEADLINES.flatMap((key) => {
    const share = headline[key]
    if (share === null) return []
    const percent = percentOf(share)
    return [
      {
        ...{ key, name: `reach.headline.${key}`, part: share.part, percent },
        shown: percent === null ? 'reach.unknown' : (['reach.percent', { percent: { percent } }] as const),
        meaning: key === 'coverage' ? coverageMeaning(share as Coverage, now) : shareMeaning(key, share as Share),
      },
    ]
  })
}

/** That the figures of a report were counted earlier, where they were. */
export function asOfLine({ asOf }: Pick<ReachReport, 'asOf'>): Text[] {
  return asOf ? [['reach.asOf', { day: { day: dayOf(asOf) } }]] : []
}

function shareMeaning(key: string, { part, whole }: Share): Text {
  return [`reach.headlineMeaning.${key}`, { part: { count: part }, whole: { count: whole } }]
}

function coverageMeaning({ part, whole, source, year, target }: Coverage, now: Date): Text {
  const goal = { part: { count: part }, target: { percent: target } }
  if (whole !== null && source !== null && year !== null)
    return ['reach.headlineMeaning.coverage', { ...goal, whole: { count: whole }, count: source, year }]
  const facts = factsOn(dayOf(now))
  const persons = { count: facts.count('coverage.study.workers') }
  return answer(facts, 'reach.headlineMeaning.coverageUnknown', { share: 'coverage.study.share' }, { ...goal, persons })
}
