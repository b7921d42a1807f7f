import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, type Db, exec, LostRace, runRacing, type Work } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { agency, fresh, later, NOW } from './rows.ts'

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  function* add(db: Db, code: string): Work<string> {
    const [added] = yield* exec(db.insert(db.t.agencies).values(agency({ code })).returning())
    return added!.code
  }

  const stands = (code: string) =>
    database.run(function* (db) {
      return (yield* exec(db.select().from(db.t.agencies).where(eq(db.t.agencies.code, code)))).length === 1
    })

  it('what a work wrote stands once it has resolved, and it resolves with what it returned', async () => {
    const code = fresh('stands')
    expect(await database.run((db) => add(db, code))).toBe(code)
    expect(await stands(code)).toBe(true)
  })

  it('a sound database has no faults', async () => {
    expect(await database.faults()).toEqual([])
  })

  it('nothing stays of a work that throws, and it rejects with the very error', async () => {
    const code = fresh('thrown')
    const why = new Error('thought better of it')
    const failing = database.run(function* (db) {
      yield* add(db, code)
      throw why
    })
    await expect(failing).rejects.toBe(why)
    expect(await stands(code)).toBe(false)
  })

  it('nothing stays of a work of which one statement was refused', async () => {
    const [taken, code] = [fresh('taken'), fresh('refused')]
    await database.run((db) => add(db, taken))
    const failing = database.run(function* (db) {
      yield* add(db, code)
      yield* add(db, taken)
    })
    await expect(failing).rejects.toThrow()
    expect(await stands(code)).toBe(false)
  })

  it('a failing work does not take down those that were asked for in the same moment', async () => {
    const [before, behind] = [fresh('before'), fresh('behind')]
    const outcomes = await Promise.allSettled([
      database.run((db) => add(db, before)),
      database.run(function* (db) {
        yield* add(db, before)
      }),
      database.run(function* () {
        yield* []
        throw new Error('on purpose')
      }),
      database.run((db) => add(db, behind)),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect([await stands(before), await stands(behind)]).toEqual([true, true])
  })

  it('many works asked for at once are all done, in their order, each with its own answer', async () => {
    const codes = Array.from({ length: 600 }, () => fresh('many'))
    const settled: string[] = []
    const answers = await Promise.all(
      codes.map(async (code) => {
        const answer = await database.run((db) => add(db, code))
        settled.push(answer)
        return answer
      }),
    )
    expect(answers).toEqual(codes)
    expect(settled).toEqual(codes)
  })

  it('a later work of the same moment sees what an earlier one wrote', async () => {
    const code = fresh('seen')
    const [, seen] = await Promise.all([database.run((db) => add(db, code)), stands(code)])
    expect(seen).toBe(true)
  })

  it('whoever lost a race runs again and then gets through', async () => {
    const code = fresh('raced')
    let tried = 0
    const won = await runRacing(database, function* (db) {
      const added = yield* add(db, code)
      if (++tried < 4) throw new LostRace('test')
      return added
    })
    expect([won, tried]).toEqual([code, 4])
  })

  it('a race lost five times is told, and nothing of it stays', async () => {
    const code = fresh('lost')
    let tried = 0
    const losing = runRacing(database, function* (db) {
      yield* add(db, code)
      tried++
      throw new LostRace('test')
    })
    await expect(losing).rejects.toBeInstanceOf(LostRace)
    expect(tried).toBe(5)
    expect(await stands(code)).toBe(false)
  })

  it('an error that is no lost race is not tried again', async () => {
    let tried = 0
    const failing = runRacing(database, function* () {
      yield* []
      tried++
      throw new Error('plain')
    })
    await expect(failing).rejects.toThrow('plain')
    expect(tried).toBe(1)
  })

  it('instants keep their milliseconds, JSON its shape, and absent values stay null', async () => {
    const id = fresh('kept')
    const detail = { zebra: 'last', alpha: 'first', n: 3 }
    const at = later(7)
    await database.run((db) =>
      exec(db.insert(db.t.audit).values({ id, at, actor: 'test', action: 'keep', subject: 'row', detail })),
    )
    const [row] = await database.run((db) => exec(db.select().from(db.t.audit).where(eq(db.t.audit.id, id))))
    expect(row).toEqual({ id, at, actor: 'test', action: 'keep', subject: 'row', detail, position: null, hash: null })
    expect(row!.at.getMilliseconds()).toBe(7)
  })

  it('a row that points to an agency which is not there is refused', async () => {
    const orphan = database.run((db) =>
      exec(
        db.insert(db.t.imports).values({
          ...{ id: fresh('import'), agencyId: 'nobody', fileName: 'f', fileHash: 'h', options: {}, counts: {} },
          ...{ startedAt: NOW, startedBy: 'test' },
        }),
      ),
    )
    await expect(orphan).rejects.toThrow()
  })
})
