import { expect, it } from 'vitest'
import { type LabelledRow, labelledRows, registeredPeople } from './likeness-sample.ts'
import { type Judged, likenessTable, measureLikeness, shareOf } from './measure-likeness.ts'

const SIZE = { seed: 9, people: 2000, rows: 800 }
const rows = labelledRows(SIZE)
const truths = new Map(rows.map(({ row, truth }) => [row, truth]))
const known = rows.filter(({ truth }) => truth.is === 'known')

function knowing(row: LabelledRow['row']): Judged {
  const truth = truths.get(row)!
  return truth.is === 'known' ? { verdict: truth.verdict, matched: truth.of } : { verdict: 'new' }
}

it('whoever knows the truth has both whole', async () => {
  const { precision, recall, missed, falseAlarms } = await measureLikeness(rows, knowing)
  expect(precision).toEqual({ hits: known.length, of: known.length })
  expect(recall).toEqual(precision)
  expect([missed, falseAlarms]).toEqual([[], []])
})

it('whoever takes everybody for new finds nobody and gives no false alarm', async () => {
  const likeness = await measureLikeness(rows, () => ({ verdict: 'new' }))
  expect(likeness.recall).toEqual({ hits: 0, of: known.length })
  expect(likeness.precision).toEqual({ hits: 0, of: 0 })
  expect(likeness.missed).toHaveLength(known.length)
})

it('the right verdict with the wrong person is a false alarm, and not found', async () => {
  const likeness = await measureLikeness(rows, (row) => ({ ...knowing(row), matched: 'R9999999' }))
  expect(likeness.precision).toEqual({ hits: 0, of: known.length })
  expect(likeness.recall.hits).toBe(0)
  expect(likeness.falseAlarms).toHaveLength(known.length)
})

it('a new person who is taken for somebody is counted under their kind', async () => {
  const likeness = await measureLikeness(rows, () => ({ verdict: 'doubtful', matched: 'R0000001' }))
  for (const { hits, of } of likeness.byNew.values()) expect(hits).toBe(of)
  expect(likeness.precision.of).toBe(rows.length)
})

it('by the NIK alone every double is found and no doubtful one', async () => {
  const byNik = new Map([...registeredPeople(SIZE)].map(({ id, row }) => [row.nik, id]))
  const likeness = await measureLikeness(rows, ({ nik }) => {
    const matched = byNik.get(nik)
    return matched === undefined ? { verdict: 'new' } : { verdict: 'double', matched }
  })
  expect(likeness.byVerdict.get('double')).toEqual({ hits: 100, of: 100 })
  expect(likeness.byVerdict.get('doubtful')).toEqual({ hits: 0, of: 100 })
  expect(shareOf(likeness.recall)).toBe(0.5)
  expect(likeness.byError.get('nikDigitWrong')?.hits).toBe(0)
  expect(likenessTable(likeness)).toMatch(/^recall +100 +200 +0\.5000$/m)
})
