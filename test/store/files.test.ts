import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addFile, dropFileRow, fileById, fileFacts } from '../../src/store/files.ts'
import type { Database } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { fresh, NOW } from './rows.ts'

describe.each(['sqlite', 'postgres'] as const)('a file, on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  it('is kept whole, known without what is in it, and dropped', async () => {
    const file = {
      ...{ id: fresh('file'), type: 'application/pdf' as const, bytes: 9, width: null, height: null },
      ...{ contentHash: 'hash', contentSealed: 'x'.repeat(3_000_000), addedBy: 'officer', addedAt: NOW },
    }
    await database.run((db) => addFile(db, file))
    expect(await database.run((db) => fileById(db, file.id))).toEqual(file)
    expect(await database.run((db) => fileFacts(db, file.id))).toEqual({ id: file.id, type: file.type, bytes: 9 })
    await database.run((db) => dropFileRow(db, file.id))
    expect(await database.run((db) => fileById(db, file.id))).toBeUndefined()
    expect(await database.run((db) => fileFacts(db, file.id))).toBeUndefined()
  })
})
