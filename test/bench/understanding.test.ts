import { expect, test } from 'vitest'
import { measureReader, READERS } from './understanding/understanding.ts'

test.each(READERS)('the bench of understanding still runs: %s', { timeout: 60_000 }, async (reader) => {
  const { startMs, megabytes, waits, right, falseAlarms } = await measureReader(reader, 'briefly')
  for (const value of [startMs, megabytes, right, falseAlarms, ...waits]) expect(value).toSatisfy(Number.isFinite)
  expect(waits.length).toBeGreaterThan(100)
})
