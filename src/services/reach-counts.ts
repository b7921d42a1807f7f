import type { Division, ReachSpan } from '../domain/reach.ts'
import { type Fact, openPage, type Page, pageOf, withFacts } from '../domain/reach-page.ts'
import { type Counted, noFigures, ReachTally } from '../domain/reach-tally.ts'
import { workerNumber } from '../domain/worker-code.ts'
import { lastWorkerNumber } from '../store/imports.ts'
import { looseFacts, markedPages, type PageTruth, pagesBetween, truthOf } from '../store/reach-pages.ts'
import { visitsOpen } from '../store/reach-report.ts'
import type { Db, Work } from '../store/work.ts'
import { Cells, cellsOf, factOf, know, pageOfTruth } from './reach-cells.ts'
import { foldingOf, foldReach, MOST_LOOSE } from './reach-fold.ts'
import type { World } from './world.ts'

/** What is to be counted: a span, undivided or divided in one way. */
export interface Ask {
  span: ReachSpan
  by?: Division | undefined
  /** Whether who waits for a visit is asked for as well. */
  visits: boolean
}

// So many pages are read and counted once in some milliseconds, and so few are made of the truth; then chats have their turn.
const SLICE = 200
const SMALLEST_SLICE = 16
const MADE_IN_A_SLICE = 4
const LOOSE_AT_ONCE = 1000
/** More pages than these are folded before they are counted, so that the next report finds them. */
const MOST_UNFOLDED = 100

/** Counts unique persons as they stand, for all that is asked in one pass through the pages; what is in no page yet is counted from the truth. */
export async function countIn<K>(world: World, asks: ReadonlyMap<K, Ask>): Promise<Map<K, Counted>> {
  if (asks.size === 0) return new Map()
  const { pages, loose } = await foldingOf(world)
  if (pages > MOST_UNFOLDED || loose > MOST_LOOSE) await foldReach(world)
  const tallies = [...asks.values()].map(({ span, by }) => new ReachTally(span, by))
  const cells = new Cells((number, cell) => {
    for (const tally of tallies) tally.learn(number, cell)
  })
  const slice = Math.max(SMALLEST_SLICE, Math.floor((2 * SLICE) / (1 + asks.size)))
  for await (const page of pagesOf(world, cells, slice)) for (const tally of tallies) tally.add(page)
  const counted = new Map([...asks.keys()].map((key, at) => [key, tallies[at]!.counted()]))
  for (const [key, { span, by, visits }] of asks) if (visits) await addVisits(world, counted.get(key)!, span, by)
  return counted
}

/** Every page with what was added to it since, in the order of the numbers; the cells are known before a page in which they stand. */
async function* pagesOf(world: World, cells: Cells, slice: number): AsyncGenerator<Page> {
  await world.database.read((db) => cells.refresh(db))
  const loose = await looseByPage(world, cells)
  const last = pageOf(await world.database.read(lastWorkerNumber))
  for (let from = 0; from <= last; ) {
    const { kept, made, before } = await world.database.read((db) =>
      sliceOf(db, cells, { from, behind: Math.min(from + slice, last + 1) }),
    )
    await know(
      world,
      cells,
      made.flatMap((truth) => [...cellsOf(truth)]),
    )
    for (const { page, body } of kept) yield withFacts(body, loose.get(page) ?? [])
    for (const truth of made) yield withFacts(pageOfTruth(cells, truth), loose.get(truth.page) ?? [])
    from = before
  }
}

interface Slice {
  kept: { page: number; body: Page }[]
  made: PageTruth[]
  /** The page with which the next slice begins. */
  before: number
}

/** The next pages as they are kept, up to some that are to be made of the truth. */
function* sliceOf(db: Db, cells: Cells, { from, behind }: { from: number; behind: number }): Work<Slice> {
  const marked = new Set(yield* markedPages(db, from, MADE_IN_A_SLICE))
  const found = new Map((yield* pagesBetween(db, from, behind)).map(({ page, body }) => [page, openPage(body)]))
  yield* cells.refresh(db)
  const slice: Slice = { kept: [], made: [], before: from }
  while (slice.before < behind && slice.made.length < MADE_IN_A_SLICE) {
    const page = slice.before++
    const body = found.get(page)
    if (body && !marked.has(page)) slice.kept.push({ page, body })
    else slice.made.push(yield* truthOf(db, page))
  }
  return slice
}

/** Facts that no page holds, by the page to which they belong. */
async function looseByPage(world: World, cells: Cells): Promise<Map<number, Fact[]>> {
  const byPage = new Map<number, Fact[]>()
  const next = (after: string) => world.database.read((db) => looseFacts(db, after, LOOSE_AT_ONCE))
  for (let found = await next(''); found !== null; found = await next(found.after)) {
    const facts = found.facts
    await know(world, cells, facts)
    for (const fact of facts) {
      const page = pageOf(workerNumber(fact.code))
      byPage.set(page, [...(byPage.get(page) ?? []), factOf(cells, fact)])
    }
  }
  return byPage
}

/** Adds who waits for a visit, which no page tells. */
async function addVisits(world: World, counted: Counted, span: ReachSpan, by: Division | undefined): Promise<void> {
  if (by !== undefined && by !== 'agency' && by !== 'kelurahan') return
  const next = (after: string) => world.database.read((db) => visitsOpen(db, span, by, after))
  for (let found = await next(''); found !== null; found = await next(found.upTo))
    for (const { group, persons } of found.counts) {
      if (persons === 0) continue
      const figures = counted.get(group) ?? noFigures(by)
      counted.set(group, { ...figures, visitsOpen: (figures.visitsOpen ?? 0) + persons })
    }
}
