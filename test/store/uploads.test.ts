import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewRow } from '../../src/store/schema.ts'
import {
  addUpload,
  changeUpload,
  leftUploads,
  noteUpload,
  openAmong,
  openUploads,
  uploadById,
  wantedUploads,
} from '../../src/store/uploads.ts'
import type { Database } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { agency, fresh, later, NOW, put } from './rows.ts'

describe.each(['sqlite', 'postgres'] as const)('uploads on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  let own: NewRow<'agencies'>
  beforeEach(async () => {
    own = agency()
    await put(database, 'agencies', own)
  })

  const upload = (over: Partial<NewRow<'uploads'>> = {}): NewRow<'uploads'> => {
    const id = fresh('upload')
    return {
      ...{ id, agencyId: own.id, formHash: `form of ${id}`, fileName: 'a.csv', options: {}, headerNames: {} },
      ...{ receivedAt: NOW, receivedBy: 'officer:a', wantedBy: 'officer:a', ...over },
    }
  }
  const add = (over?: Partial<NewRow<'uploads'>>) => database.run((db) => addUpload(db, upload(over)))
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

  it('one form makes one, whatever comes with it the second time', async () => {
    const formHash = fresh('form')
    const first = await add({ formHash })
    expect(await add({ formHash, fileName: 'b.csv' })).toBe(first)
    expect((await database.run((db) => uploadById(db, first)))!.upload).toMatchObject({
      fileName: 'a.csv',
      mayShrink: false,
    })
    expect(await database.run((db) => uploadById(db, 'none'))).toBeUndefined()
  })

  it('are open until they have ended, newest first', async () => {
    const [old, young] = [await add(), await add({ receivedAt: later(1000) })]
    const ended = await add({ closedAt: NOW, outcome: 'applied' })
    expect(ids(await database.run((db) => openUploads(db, own.id, 10)))).toEqual([young, old])
    expect(await database.run((db) => openUploads(db, own.id, 1))).toHaveLength(1)
    expect(await database.run((db) => openAmong(db, [old, ended, 'none']))).toEqual(new Set([old]))
    expect(await database.run((db) => openAmong(db, []))).toEqual(new Set())
  })

  it('are wanted oldest first, and no longer once they are settled', async () => {
    const young = await add({ wanted: 'judge', receivedAt: later(1000) })
    const old = await add({ wanted: 'drop', closedAt: NOW })
    const wanted = async () =>
      ids(await database.run((db) => wantedUploads(db, 100))).filter((id) => [old, young].includes(id))
    expect(await wanted()).toEqual([old, young])
    expect(await database.run((db) => changeUpload(db, { id: old, rev: 1 }, { wanted: null }))).toBe(true)
    expect(await wanted()).toEqual([young])
  })

  it('are changed by whoever saw them last, and by nobody else', async () => {
    const id = await add()
    await database.run((db) => noteUpload(db, id, { tries: 2, importId: 'i' }))
    const judgement = { kind: 'roster', lines: 3, verdicts: { new: 3 }, problems: {}, gone: 0, unread: [] } as const
    const change = { judgement: { ...judgement, unread: [] }, mayShrink: true }
    expect(await database.run((db) => changeUpload(db, { id, rev: 1 }, change))).toBe(true)
    expect(await database.run((db) => changeUpload(db, { id, rev: 1 }, { wanted: 'apply' }))).toBe(false)
    expect((await database.run((db) => uploadById(db, id)))!.upload).toMatchObject({
      ...{ rev: 2, tries: 2, importId: 'i', wanted: null, judgement, mayShrink: true },
    })
  })

  it('were left lying that are old, open, and not being applied', async () => {
    const left = [await add(), await add({ wanted: 'judge' })]
    const others = [
      await add({ wanted: 'apply' }),
      await add({ closedAt: NOW, outcome: 'applied' }),
      await add({ receivedAt: later(5000) }),
    ]
    const found = ids(await database.run((db) => leftUploads(db, later(1000), 1000)))
    expect(found).toEqual(expect.arrayContaining(left))
    for (const id of others) expect(found).not.toContain(id)
  })
})
