import { closePage, isSamePage, openPage, pageOf, withFacts } from '../domain/reach-page.ts'
import { workerNumber } from '../domain/worker-code.ts'
import { lastWorkerNumber } from '../store/imports.ts'
import {
  foldingDue,
  forgetPages,
  holdPage,
  keepPage,
  looseFacts,
  markedPages,
  pagesBetween,
  takeLoose,
  takeMark,
  truthOf,
  workersOf,
} from '../store/reach-pages.ts'
import type { Db, Work } from '../store/work.ts'
import { breathe } from './breathe.ts'
import { Cells, cellsOf, factOf, pageOfTruth } from './reach-cells.ts'
import type { World } from './world.ts'

/** So many facts outside of the pages are counted as they are; a page is not written for each. */
export const MOST_LOOSE = 5000
// A page is made in one to two milliseconds, and added to in a third of one; chats wait for a work no longer than for a turn or two.
const MADE_AT_ONCE = 4
const ADDED_AT_ONCE = 16
const LOOSE_AT_ONCE = 500

/** What is to be folded before a report is quick. */
export interface Folding {
  /** Pages to be made anew, or for the first time. */
  pages: number
  /** Facts in no page, counted up to one more than `MOST_LOOSE`. */
  loose: number
  lastPage: number
}

export async function foldingOf(world: World): Promise<Folding> {
  return await world.database.read(function* (db) {
    const { marked, lastPage, loose } = yield* foldingDue(db, MOST_LOOSE + 1)
    const last = pageOf(yield* lastWorkerNumber(db))
    const [first] = yield* pagesBetween(db, 0, 1)
    const isReadable = first === undefined || openPage(first.body) !== undefined
    return { pages: isReadable ? marked + Math.max(0, last - lastPage) : last + 1, loose, lastPage: last }
  })
}

/**
 * Folds what has changed into the pages from which reports are counted: pages that are marked or not there yet are made of the
 * truth, facts that were only added are added to theirs once there are many. May be done by several at once, and left off anywhere.
 */
export async function foldReach(world: World): Promise<void> {
  await forgetUnreadable(world)
  const cells = new Cells()
  await world.database.read((db) => cells.refresh(db))
  for await (const pages of duePages(world)) await foldPages(world, cells, pages)
  if ((await foldingOf(world)).loose > MOST_LOOSE) await foldLoose(world, cells)
}

/** Puts facts that were only added into their pages, however few they are. */
export async function foldLoose(world: World, cells = new Cells()): Promise<void> {
  const next = (after: string) => world.database.read((db) => looseFacts(db, after, LOOSE_AT_ONCE))
  for (let found = await next(''); found !== null; found = await next(found.after)) {
    const pages = [...new Set(found.facts.map(({ code }) => pageOf(workerNumber(code))))].sort((a, b) => a - b)
    for (let at = 0; at < pages.length; at += ADDED_AT_ONCE)
      await foldPages(world, cells, pages.slice(at, at + ADDED_AT_ONCE))
  }
}

/** Folds everything, looks at each page beside the truth, and makes those anew that say something else; tells how many did. */
export async function mendPages(world: World): Promise<number> {
  await foldReach(world)
  const cells = new Cells()
  await world.database.read((db) => cells.refresh(db))
  const { lastPage } = await foldingOf(world)
  let mended = 0
  for (let page = 0; page <= lastPage; page++) {
    if (await world.database.run((db) => mendPage(db, cells, page))) mended++
    await breathe()
  }
  return mended
}

function* mendPage(db: Db, cells: Cells, page: number): Work<boolean> {
  yield* foldPage(db, cells, page)
  const [kept] = yield* pagesBetween(db, page, page + 1)
  const truth = yield* truthOf(db, page)
  yield* cells.ensure(db, cellsOf(truth))
  const fresh = pageOfTruth(cells, truth)
  const stands = kept && openPage(kept.body)
  if (stands && isSamePage(stands, fresh)) return false
  yield* keepPage(db, page, closePage(fresh))
  return true
}

async function forgetUnreadable({ database }: World): Promise<void> {
  await database.run(function* (db) {
    const [first] = yield* pagesBetween(db, 0, 1)
    if (first && openPage(first.body) === undefined) yield* forgetPages(db)
  })
}

/** First the marked pages, then those behind the last, so that from 0 on there is none missing. */
async function* duePages(world: World): AsyncGenerator<number[]> {
  for (let from = 0; ; ) {
    const marked = await world.database.read((db) => markedPages(db, from, MADE_AT_ONCE))
    const { lastPage } = await world.database.read((db) => foldingDue(db, 0))
    const known = marked.filter((page) => page <= lastPage)
    if (known.length === 0) break
    yield known
    from = known.at(-1)! + 1
  }
  for (;;) {
    const { lastPage } = await world.database.read((db) => foldingDue(db, 0))
    const last = pageOf(await world.database.read(lastWorkerNumber))
    if (lastPage >= last) return
    yield Array.from({ length: Math.min(MADE_AT_ONCE, last - lastPage) }, (_, n) => lastPage + 1 + n)
  }
}

async function foldPages(world: World, cells: Cells, pages: readonly number[]): Promise<void> {
  await world.database.run(function* (db) {
    for (const page of pages) yield* foldPage(db, cells, page)
  })
  await breathe()
}

// Whoever holds the page and has taken the mark reads all that was committed before; what comes later marks the page again.
function* foldPage(db: Db, cells: Cells, page: number): Work<void> {
  const held = yield* holdPage(db, page)
  const isMarked = yield* takeMark(db, page)
  const kept = held && openPage(held)
  const workers = yield* workersOf(db, page)
  const loose = yield* takeLoose(
    db,
    workers.map(({ id }) => id),
  )
  if (kept && !isMarked) {
    if (loose.length === 0) return
    yield* cells.ensure(db, loose)
    const byId = new Map(workers.map((worker) => [worker.id, worker]))
    const facts = loose.map((fact) =>
      factOf(cells, { ...fact, ...byId.get(fact.workerId)!, kelurahan: fact.kelurahan }),
    )
    return yield* keepPage(db, page, closePage(withFacts(kept, facts)))
  }
  const truth = yield* truthOf(db, page)
  yield* cells.ensure(db, cellsOf(truth))
  yield* keepPage(db, page, closePage(pageOfTruth(cells, truth)))
}
