import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  doubtsOfLines,
  entriesElsewhere,
  entriesMerged,
  importById,
  lastImports,
  lastLine,
  personsOf,
  rowsJudged,
  toldByAnother,
  toldByImport,
  workersNamed,
} from '../../src/store/returns.ts'
import type { NewRow } from '../../src/store/schema.ts'
import type { Database } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { agency, enrolment, fresh, later, NOW, put, worker } from './rows.ts'

const TODAY = '2026-11-24'

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  let own: NewRow<'agencies'>
  let importId: string
  beforeEach(async () => {
    own = agency()
    importId = fresh('import')
    await put(database, 'agencies', own)
    await handIn(importId)
  })

  const handIn = (id: string, over: Partial<NewRow<'imports'>> = {}) =>
    put(database, 'imports', {
      ...{ id, agencyId: own.id, fileName: 'a.csv', fileHash: id, options: {}, counts: {} },
      ...{ startedAt: NOW, startedBy: 'operator', ...over },
    })
  const line = (line: number, over: Partial<NewRow<'importRows'>> = {}): NewRow<'importRows'> => ({
    ...{ importId, line, rowSealed: 'sealed', verdict: 'new', problems: [] },
    ...over,
  })
  const problem = { code: 'nikMissing', field: 'nik', severity: 'error' } as const

  async function listed(over: Partial<NewRow<'enrolments'>> = {}, person: Partial<NewRow<'workers'>> = {}) {
    const row = worker(person)
    await put(database, 'workers', row)
    await put(database, 'enrolments', enrolment({ workerId: row.id, agencyId: own.id, ...over }))
    return row.id
  }

  it('an import comes with its agency, the newest first', async () => {
    const second = fresh('import')
    await handIn(second, { startedAt: later(1000) })
    expect((await database.run((db) => importById(db, importId)))!.agency.code).toBe(own.code)
    expect(await database.run((db) => importById(db, 'nothing'))).toBeUndefined()
    const ids = async (agencyId: string | null, limit: number) =>
      (await database.run((db) => lastImports(db, agencyId, limit))).map((one) => one.import.id)
    expect(await ids(own.id, 5)).toEqual([second, importId])
    expect(await ids(own.id, 1)).toEqual([second])
    expect(await ids('other', 5)).toEqual([])
    expect(await ids(null, 500)).toEqual(expect.arrayContaining([second, importId]))
  })

  it('rows come by verdict in the order of the file, those with problems alone if wished', async () => {
    await put(
      database,
      'importRows',
      line(4, { problems: [problem] }),
      line(3, { verdict: 'invalid', problems: [problem] }),
      line(2),
      line(5, { verdict: 'double', problems: [problem] }),
    )
    const lines = async (
      verdicts: Parameters<typeof rowsJudged>[2]['verdicts'],
      withProblems: boolean,
      after = 0,
      upTo = 10,
    ) =>
      (await database.run((db) => rowsJudged(db, importId, { verdicts, withProblems }, { after, upTo }))).map(
        ({ line }) => line,
      )
    expect(await lines(['new', 'double'], false)).toEqual([2, 4, 5])
    expect(await lines(['new', 'double'], true)).toEqual([4, 5])
    expect(await lines(['new', 'double'], true, 4)).toEqual([5])
    expect(await lines(['new', 'double'], true, 0, 4)).toEqual([4])
    expect(await lines(['invalid'], true)).toEqual([3])
    expect(await database.run((db) => lastLine(db, importId))).toBe(5)
    expect(await database.run((db) => lastLine(db, 'nothing'))).toBe(0)
  })

  it('doubts are found by line, persons by any of their entries, and entries elsewhere by person', async () => {
    const other = agency()
    await put(database, 'agencies', other)
    const person = await listed({ agencyId: other.id, endsOn: null })
    const entry = await listed({}, { mergedInto: person })
    await put(database, 'doubts', {
      ...{ id: fresh('doubt'), pairHash: fresh('pair'), agencyId: own.id, importId, line: 7, workerId: person },
      ...{ score: 80, evidence: [{ field: 'nik', is: 'swapped' } as const], raisedAt: NOW },
    })
    const doubts = await database.run((db) => doubtsOfLines(db, importId, [6, 7]))
    expect([...doubts].map(([line, { evidence }]) => [line, evidence])).toEqual([
      [7, [{ field: 'nik', is: 'swapped' }]],
    ])
    const persons = await database.run((db) => personsOf(db, [entry, person]))
    expect([persons.get(entry)?.personId, persons.get(person)?.personId]).toEqual([person, person])
    expect(await database.run((db) => entriesElsewhere(db, [person], own.id))).toEqual([
      { personId: person, agency: other.name, startsOn: '2026-01-01', endsOn: null },
    ])
    for (const none of [doubtsOfLines, toldByImport] as const)
      expect((await database.run<{ size: number }>((db) => none(db, importId, []))).size).toBe(0)
    expect(await database.run((db) => entriesElsewhere(db, [], own.id))).toEqual([])
    expect((await database.run((db) => personsOf(db, []))).size).toBe(0)
  })

  it('whom another file said last: of the funding, with a period that runs, and not of a later file', async () => {
    const standing = await listed()
    const endless = await listed({ endsOn: null, importId: 'before' })
    await listed({ importId })
    await listed({ funding: 'dbhcht' })
    await listed({ endsOn: '2026-11-23' })
    await listed({ startsOn: '2026-12-01' })
    await listed({ updatedAt: later(60_000) })
    const held = { importId, agencyId: own.id, funding: 'apbd', on: TODAY, takenInAt: later(1000) } as const
    const ids = async (after: string, limit: number) =>
      (await database.run((db) => toldByAnother(db, held, after, limit))).map(({ id }) => id)
    const both = [standing, endless].sort()
    expect(await ids('', 10)).toEqual(both)
    expect(await ids('', 1)).toEqual(both.slice(0, 1))
    expect(await ids(both[0]!, 10)).toEqual(both.slice(1))
  })

  it('told are persons with any stretch that an import took in, merged entries point to theirs, lines to a worker', async () => {
    const [taken, merged, missing] = [await listed(), await listed(), await listed()]
    await put(
      database,
      'enrolments',
      enrolment({ workerId: taken, agencyId: own.id, startsOn: '2027-01-01', importId }),
    )
    const entry = await listed({}, { mergedInto: merged })
    const all = [taken, merged, missing]
    expect([...(await database.run((db) => toldByImport(db, importId, all)))]).toEqual([taken])
    expect(await database.run((db) => entriesMerged(db, all))).toEqual([{ id: entry, personId: merged }])
    expect(await database.run((db) => entriesMerged(db, []))).toEqual([])
    await put(
      database,
      'importRows',
      line(4, { workerId: entry }),
      line(3),
      line(2, { workerId: taken, verdict: 'same' }),
    )
    const named = (after: number, upTo: number) => database.run((db) => workersNamed(db, importId, { after, upTo }))
    expect([await named(0, 10), await named(0, 3), await named(3, 4)]).toEqual([[taken, entry], [taken], [entry]])
  })
})
