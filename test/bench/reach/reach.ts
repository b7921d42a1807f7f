import { figure, table } from '../table.ts'
import { FACTS_EACH } from './fill.ts'
import { measure, type Outcome } from './measure.ts'

const LEDGERS = [100_000, 1_000_000, 10_000_000]
const AIM_SECONDS = 2

/** A report over ledgers of growing length, beside what SQLite takes to count two of its figures. */
export async function reaching(): Promise<string> {
  const outcomes: Outcome[] = []
  for (const facts of LEDGERS) outcomes.push(await measure(facts))
  return [
    `${FACTS_EACH} facts a person; seconds of a report (aim ${AIM_SECONDS}); no. 1 in a fresh process, the others after it`,
    table([
      [
        'ledger',
        'fold all',
        'no. 1',
        'whole',
        'one agency, 31 days',
        'by kelurahan',
        'a year by month',
        'five divisions',
        'bare SQL',
        'ratio',
      ],
      ...outcomes.map(({ facts, foldSeconds, first, reports, bare }) => [
        figure(facts),
        figure(foldSeconds, 1),
        ...[first, reports.whole, reports.agency, reports.kelurahan, reports.year, reports.book].map(({ seconds }) =>
          figure(seconds, 2),
        ),
        figure(bare.seconds, 2),
        `${figure(reports.whole.seconds / bare.seconds, 3)} ×`,
      ]),
    ]),
    table([
      ['ledger', 'reached', 'the same bare', 'peak MB', 'event loop held ms at the most'],
      ...outcomes.map(({ facts, first, reports, bare }) => [
        ...[figure(facts), figure(first.reached), figure(bare.reached)],
        figure(reports.book.peakMegabytes),
        figure(Math.max(...Object.values(reports).map(({ heldMs }) => heldMs)), 1),
      ]),
    ]),
  ].join('\n\n')
}
