import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { importRoster } from '../../../src/services/rosters/import-roster.ts'
import type { JudgedLine } from '../../../src/services/rosters/judge-rows.ts'
import { listCsv } from '../../bench/import/list.ts'
import { listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { labelledRows, registeredPeople } from '../../support/likeness-sample.ts'
import { likenessTable, measureLikeness, shareOf } from '../../support/measure-likeness.ts'
import { testWorld } from '../../support/world.ts'

const SIZE = { seed: 7, people: 4000, rows: 1600 }

it('finds nearly everybody who stands on the register already, whatever was mistyped, and takes few others for them', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sapa-likeness-'))
  const [first, second] = ['first.csv', 'second.csv'].map((name) => path.join(folder, name)) as [string, string]
  const people = [...registeredPeople(SIZE)]
  const labelled = [...labelledRows(SIZE)]
  writeFileSync(first, listCsv(people.map(({ row }) => row)))
  writeFileSync(second, listCsv(labelled.map(({ row }) => row)))
  const world = await testWorld()
  for (const code of ['PEM', 'KESRA']) await listOf(world, code)
  await importRoster(world, first, { agency: 'PEM', funding: 'apbd', mode: 'apply', by: 'test' })
  const judged: JudgedLine[] = []
  const onLine = (line: JudgedLine) => void judged.push(line)
  await importRoster(world, second, { agency: 'KESRA', funding: 'apbd', mode: 'look', by: 'test', onLine })
  const { vault } = world
  const idOf = new Map(people.map(({ id, row }) => [vault.hash('nik', row.nik), id]))
  const known = new Map((await all(world.database, 'workers')).map(({ id, nikHash }) => [id, idOf.get(nikHash)]))
  const said = judged.values()
  const likeness = await measureLikeness(labelled, () => {
    const { verdict, matched } = said.next().value!
    return { verdict, matched: matched === undefined ? undefined : known.get(matched) }
  })
  expect(shareOf(likeness.precision), likenessTable(likeness)).toBeGreaterThanOrEqual(0.98)
  expect(shareOf(likeness.recall), likenessTable(likeness)).toBeGreaterThanOrEqual(0.95)
})
