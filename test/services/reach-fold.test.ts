import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/clock.ts'
import { REACH_KINDS } from '../../src/domain/reach.ts'
import { countIn } from '../../src/services/reach-counts.ts'
import { foldingOf, foldLoose, foldReach, mendPages } from '../../src/services/reach-fold.ts'
import { dropEnrolment } from '../../src/store/enrolments.ts'
import { moveAll, moveBack } from '../../src/store/moves.ts'
import { claimEnrolments, pointTo } from '../../src/store/persons.ts'
import { enterReach } from '../../src/store/reach.ts'
import { addEnrolment, addWorker, changeEnrolment, changeWorker } from '../../src/store/register.ts'
import { forgetVisited } from '../../src/store/visits.ts'
import { exec, type Work } from '../../src/store/work.ts'
import { countedFromTruth } from '../store/reach-truth.ts'
import { agency, all, enrolment, NOW, put, worker } from '../store/rows.ts'
import { engines } from '../support/databases.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const AGENCIES = ['one', 'two']
const PLACES = ['35.74.01.1001', '35.74.02.1001', null]
// On three pages, the first and the last number of one among them.
const NUMBERS = [1, 63, 64, 100, 127, 128]
const SPANS = [
  { from: '2026-11-01', to: '2026-11-30' },
  { from: '2026-11-10', to: '2026-11-10' },
  { from: '1969-01-01', to: '2031-12-31' },
]
const DIVISIONS = [undefined, 'agency', 'kelurahan', 'segment', 'channel', 'funding'] as const

const someone = fc.nat(NUMBERS.length - 1)
const day = fc.constantFrom<Day[]>('1969-12-31', '2026-10-31', '2026-11-01', '2026-11-10', '2026-11-30', '2026-12-01')
const agencyId = fc.constantFrom(...AGENCIES)
const segment = fc.constantFrom('nelayan', 'petani', null)
const funding = fc.constantFrom('apbd' as const, 'mandiri' as const)
const place = fc.constantFrom(...PLACES)
const entry = { person: someone, agencyId, segment, funding, startsOn: day, endsOn: fc.option(day) }
const fact = {
  ...{ person: someone, agencyId, segment, funding: fc.option(funding), kelurahan: place, day },
  ...{
    kind: fc.constantFrom(...REACH_KINDS, 'visited' as const),
    channel: fc.constantFrom<string[]>('telegram', 'visit'),
    occasion: fc.nat(2),
  },
}
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('reach' as const), ...fact }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('list' as const), ...entry }) },
  fc.record({ does: fc.constant('relist' as const), nth: fc.nat(5), ...entry }),
  fc.record({ does: fc.constant('unlist' as const), nth: fc.nat(5) }),
  fc.record({ does: fc.constant('move' as const), person: someone, kelurahan: place }),
  fc.record({ does: fc.constant('merge' as const), person: someone, into: someone }),
  fc.record({ does: fc.constant('part' as const) }),
  { weight: 2, arbitrary: fc.record({ does: fc.constant('untick' as const), person: someone }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('fold' as const) }) },
  fc.record({ does: fc.constant('foldLoose' as const) }),
)
const some = fc.array(act, { minLength: 4, maxLength: 20 })
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

describe.each(['sqlite', 'postgres'] as const)('the pages of the ledger, on %s', (engine) => {
  let world: TestWorld
  beforeAll(async () => {
    world = await testWorld({ database: await engines[engine]() })
  })
  afterAll(() => world.database.close())

  async function empty(): Promise<void> {
    await world.database.run(function* (db): Work<void> {
      const { reachPages, reachMarks, reachCells, reach, enrolments, workers, agencies } = db.t
      for (const table of [reachPages, reachMarks, reachCells, reach, enrolments, workers, agencies])
        yield* exec(db.delete(table))
    })
  }

  async function play(acts: readonly Act[]): Promise<void> {
    await empty()
    await put(world.database, 'agencies', ...AGENCIES.map((id) => agency({ id, code: id })))
    const ids = NUMBERS.map((number) => `w-${number}`)
    await world.database.run(function* (db) {
      for (const [at, number] of NUMBERS.entries())
        yield* addWorker(db, {
          ...worker({ kelurahan: PLACES[at % 2]! }),
          id: ids[at]!,
          code: `P${`${number}`.padStart(7, '0')}`,
        })
    })
    const merges: { from: string; to: string; moved: Record<string, string[]> }[] = []
    for (const one of acts) {
      if (one.does === 'fold') await foldReach(world)
      else if (one.does === 'foldLoose') await foldLoose(world)
      else await world.database.run((db) => change(db, ids, merges, one))
    }
  }

  type Change = Exclude<Act, { does: 'fold' | 'foldLoose' }>
  function* change(
    db: Parameters<Parameters<typeof world.database.run>[0]>[0],
    ids: string[],
    merges: { from: string; to: string; moved: Record<string, string[]> }[],
    one: Change,
  ): Work<void> {
    const entries = yield* exec(db.select().from(db.t.enrolments).orderBy(db.t.enrolments.id))
    const standsFor = new Map((yield* exec(db.select().from(db.t.workers))).map((w) => [w.id, w.mergedInto]))
    if (one.does === 'reach') {
      const { does: _, person, occasion, ...what } = one
      yield* enterReach(db, [{ ...what, workerId: ids[person]!, occasion: `enrolment:${occasion}`, at: NOW }])
    } else if (one.does === 'list') {
      const { does: _, person, ...what } = one
      const whose = { workerId: standsFor.get(ids[person]!) ?? ids[person]!, listedAs: ids[person]! }
      const taken = entries.some(
        (e) =>
          e.listedAs === whose.listedAs &&
          e.agencyId === what.agencyId &&
          e.funding === what.funding &&
          e.startsOn === what.startsOn,
      )
      if (!taken) yield* addEnrolment(db, { ...enrolment({ ...whose, agencyId: what.agencyId }), ...what, ...whose })
    } else if (one.does === 'relist') {
      const found = entries[one.nth % entries.length]
      if (found) yield* changeEnrolment(db, found.id, { endsOn: one.endsOn, segment: one.segment })
    } else if (one.does === 'unlist') {
      const found = entries[one.nth % entries.length]
      if (found) yield* dropEnrolment(db, found.id, NOW)
    } else if (one.does === 'move') {
      const { id, code: _c, nikSealed: _s, nikHash: _h, createdAt: _t, ...rest } = worker({ kelurahan: one.kelurahan })
      yield* changeWorker(db, ids[one.person]!, { ...rest, updatedAt: NOW })
    } else if (one.does === 'merge') {
      const [from, to] = [ids[one.person]!, ids[one.into]!]
      const isFree = from !== to && [...standsFor].every(([id, into]) => (id !== from && id !== to) || into === null)
      if (!isFree || [...standsFor.values()].includes(from)) return
      yield* pointTo(db, [from], to, NOW)
      const moved = yield* moveAll(db, from, to)
      yield* claimEnrolments(db, from, to)
      merges.push({ from, to, moved })
    } else if (one.does === 'part') {
      const last = merges.pop()
      if (!last) return
      yield* pointTo(db, [last.from], null, NOW)
      yield* moveBack(db, last.moved, last.to, last.from)
      yield* claimEnrolments(db, last.from, last.from)
    } else yield* forgetVisited(db, ids[one.person]!, NOW)
  }

  async function compare(): Promise<void> {
    const asks = new Map(
      [{}, { agencyId: 'one' }, { kelurahan: '35.74.01.1001' }, { agencyId: 'two', kelurahan: '35.74.02.1001' }]
        .flatMap((scope) => SPANS.map((span) => ({ ...scope, ...span })))
        .flatMap((span) => DIVISIONS.map((by) => ({ span, by, visits: false })))
        .map((ask) => [JSON.stringify(ask), ask] as const),
    )
    const counted = await countIn(world, asks)
    for (const [key, { span, by }] of asks)
      expect([key, counted.get(key)]).toEqual([key, await world.database.run((db) => countedFromTruth(db, span, by))])
  }

  it('count what the ledger and the lists say, whatever happened and was folded in between', {
    timeout: 120_000,
  }, async () => {
    // PGlite takes ten times as long.
    const runs = engine === 'sqlite' ? 50 : 4
    await fc.assert(
      fc.asyncProperty(some, some, async (before, after) => {
        await play([...before, { does: 'fold' }, { does: 'foldLoose' }, ...after])
        await compare()
        await foldReach(world)
        await compare()
      }),
      { numRuns: runs, seed: 35740 },
    )
  })

  it('hold all, once folded; nothing of it is due any more', async () => {
    await play([
      {
        does: 'list',
        person: 0,
        agencyId: 'one',
        segment: null,
        funding: 'apbd',
        startsOn: '2026-01-01',
        endsOn: null,
      },
      ...([0, 1, 2] as const).map((occasion) => ({
        ...{ does: 'reach' as const, person: 5, agencyId: 'one', segment: null, funding: null, kelurahan: null },
        ...{ day: '2026-11-10', kind: 'read' as const, channel: 'telegram', occasion },
      })),
    ])
    expect(await foldingOf(world)).toMatchObject({ pages: 4, loose: 3 })
    await foldReach(world)
    await foldLoose(world)
    expect(await foldingOf(world)).toMatchObject({ pages: 0, loose: 0 })
    expect((await all(world.database, 'reachPages')).map(({ page }) => page).sort()).toEqual([0, 1, 2])
  })

  it('are looked at beside the truth, and mended where they say something else', async () => {
    await play([
      {
        does: 'list',
        person: 5,
        agencyId: 'one',
        segment: null,
        funding: 'apbd',
        startsOn: '2026-11-01',
        endsOn: null,
      },
      { does: 'fold' },
    ])
    expect(await mendPages(world)).toBe(0)
    await world.database.run(function* (db): Work<void> {
      yield* exec(db.update(db.t.enrolments).set({ endsOn: '2026-11-05' }))
    })
    expect(await mendPages(world)).toBe(1)
    await compare()
    expect(await mendPages(world)).toBe(0)
  })

  it('are made anew where they were written in another layout', async () => {
    await play([
      {
        does: 'list',
        person: 5,
        agencyId: 'one',
        segment: null,
        funding: 'apbd',
        startsOn: '2026-01-01',
        endsOn: null,
      },
      { does: 'fold' },
    ])
    await world.database.run(function* (db): Work<void> {
      yield* exec(db.update(db.t.reachPages).set({ body: Buffer.from(Int32Array.of(99, 0).buffer) }))
    })
    expect((await foldingOf(world)).pages).toBe(3)
    await compare()
    await foldReach(world)
    await compare()
  })
})
