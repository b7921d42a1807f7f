import { dayOf } from '../../domain/clock.ts'
import { VERDICTS } from '../../domain/roster/judge.ts'
import type { Cell } from '../xlsx/sheet-xml.ts'
import { phaseOf } from './imports.ts'
import type { Returning } from './return-sheets.ts'

/** How many rows a sheet had no room for, by the sheet's key. */
export type LeftOut = ReadonlyMap<string, number>

/** The first sheet: whose file it was, what was found, and what to do next. Read last, when the others have been counted. */
export function* summaryRows(returning: Returning, by: string, leftOut: LeftOut, limit: number): Generator<Cell[]> {
  const { tell, agency } = returning
  const { fileName, startedAt, counts } = returning.import
  yield [tell('returns.summary.agency'), agency.name]
  yield [tell('returns.summary.file'), fileName]
  yield [tell('returns.summary.day'), tell(['returns.summary.onDay', { day: { day: dayOf(startedAt) } }])]
  yield [tell('returns.summary.by'), by]
  yield [tell('returns.summary.state'), tell(`returns.phase.${phaseOf(returning.import)}`)]
  yield [tell('returns.summary.lines'), counts.lines ?? 0]
  yield []
  yield [tell('returns.summary.verdicts')]
  for (const verdict of VERDICTS) {
    yield [tell(`roster.verdict.${verdict}`), counts[verdict] ?? 0, tell(`returns.verdict.${verdict}`)]
  }
  yield* problems(returning)
  yield []
  yield [tell('returns.summary.next')]
  for (const [at, step] of stepsFor(returning).entries()) yield [`${at + 1}.`, tell(`returns.next.${step}`)]
  if (leftOut.size > 0) yield* [[], [tell('returns.summary.leftOut')]]
  for (const [key, n] of leftOut) {
    yield [
      '',
      tell(['returns.leftOut', { n: { count: n }, limit: { count: limit }, sheet: tell(`returns.sheet.${key}`) }]),
    ]
  }
}

function* problems({ tell, tally }: Returning): Generator<Cell[]> {
  if (tally.problems.size === 0) return
  yield []
  yield [tell('returns.summary.problems')]
  const mostFirst = [...tally.problems].sort(([, a], [, b]) => b - a)
  for (const [code, n] of mostFirst) yield ['', n, tell(`roster.problem.${code}`)]
}

function stepsFor({ import: imported, tally }: Returning): string[] {
  const { counts } = imported
  const asked = {
    invalid: tally.severities.error,
    warning: tally.severities.warning,
    double: counts.double,
    doubtful: counts.doubtful,
    gone: tally.gone,
    apply: Number(phaseOf(imported) === 'judged'),
  }
  const steps = Object.entries(asked).flatMap(([step, n]) => (n ? step : []))
  return steps.length > 0 ? steps : ['nothing']
}
