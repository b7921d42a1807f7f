import { expect, test } from 'vitest'
import { measure, REPORTS } from './reach/measure.ts'

test('the bench of reports still runs: the ledger is folded, and counted as SQLite counts it', {
  timeout: 60_000,
}, async () => {
  const { foldSeconds, first, reports, bare } = await measure(2000)
  expect(first.reached).toBe(bare.reached)
  expect(reports.agency.reached).toBeLessThan(bare.reached)
  for (const value of [foldSeconds, bare.seconds, ...REPORTS.map((report) => reports[report].heldMs)])
    expect(value).toSatisfy(Number.isFinite)
})
