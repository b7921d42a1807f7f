import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countIn } from '../../src/services/reach-counts.ts'
import { foldingOf, foldLoose, foldReach, mendPages } from '../../src/services/reach-fold.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { enterReach } from '../../src/store/reach.ts'
import { addEnrolment, addWorker, changeEnrolment } from '../../src/store/register.ts'
import { countedFromTruth } from '../store/reach-truth.ts'
import { agency, enrolment, NOW, put, worker } from '../store/rows.ts'
import { postgresPrograms, startPostgres } from '../support/postgres-server.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const bin = postgresPrograms()
const PERSONS = 200
const SPAN = { from: '2026-11-01', to: '2026-11-30' }

describe.skipIf(!bin)('pages of the ledger on a PostgreSQL server', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  let writer: TestWorld
  let folders: TestWorld[]
  beforeAll(async () => {
    server = await startPostgres(bin!)
    const worlds: TestWorld[] = []
    for (let n = 0; n < 3; n++) worlds.push(await testWorld({ database: await openPostgres(server.url) }))
    writer = worlds[0]!
    folders = worlds.slice(1)
  }, 60_000)
  afterAll(async () => {
    for (const { database } of [writer, ...folders]) await database.close()
    server.stop()
  })

  it('lose and double nothing while two fold and chats and lists go on', { timeout: 60_000 }, async () => {
    await put(writer.database, 'agencies', agency({ id: 'one', code: 'ONE' }))
    let isOver = false
    const folding = folders.map(async (world) => {
      while (!isOver) {
        await foldReach(world)
        await foldLoose(world)
      }
    })
    for (let number = 1; number <= PERSONS; number++) {
      const id = `w-${number}`
      await writer.database.run(function* (db) {
        yield* addWorker(db, { ...worker(), id, code: `P${`${number}`.padStart(7, '0')}` })
        yield* addEnrolment(db, enrolment({ id: `e-${number}`, workerId: id, agencyId: 'one' }))
      })
      const told = { agencyId: 'one', kelurahan: null, segment: null, channel: 'telegram', day: '2026-11-10', at: NOW }
      const facts = [id, `w-${1 + (number % 7)}`].map((workerId) => ({
        ...told,
        workerId,
        occasion: `campaign:${number}`,
      }))
      await Promise.all([
        writer.database.run((db) =>
          enterReach(
            db,
            facts.map((fact) => ({ ...fact, kind: 'sent' })),
          ),
        ),
        writer.database.run((db) =>
          enterReach(
            db,
            facts.map((fact) => ({ ...fact, kind: number % 2 ? 'read' : 'confirmed' })),
          ),
        ),
        number % 3 === 0 &&
          writer.database.run((db) => changeEnrolment(db, `e-${1 + (number % 50)}`, { endsOn: '2026-10-31' })),
      ])
    }
    isOver = true
    await Promise.all(folding)
    const counted = async () => (await countIn(writer, new Map([['all', { span: SPAN, visits: false }]]))).get('all')
    const truth = await writer.database.run((db) => countedFromTruth(db, SPAN))
    expect(truth.get('all')).toMatchObject({ persons: { sent: PERSONS } })
    expect(await counted()).toEqual(truth)
    await foldReach(writer)
    await foldLoose(writer)
    expect(await foldingOf(writer)).toMatchObject({ pages: 0, loose: 0 })
    expect(await counted()).toEqual(truth)
    expect(await mendPages(writer)).toBe(0)
  })
})
