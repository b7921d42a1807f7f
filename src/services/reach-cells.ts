import {
  type Cell,
  dayNumber,
  type Fact,
  kindBit,
  OPEN_END,
  type Page,
  PERSONS,
  pageFrom,
} from '../domain/reach-page.ts'
import { workerNumber } from '../domain/worker-code.ts'
import {
  cellKey,
  cellsFrom,
  type LooseFact,
  numberCells,
  type PagedFact,
  type PageTruth,
} from '../store/reach-pages.ts'
import type { Db, Work } from '../store/work.ts'
import type { World } from './world.ts'

/** The numbers of cells, as far as they were read. */
export class Cells {
  private readonly numbers = new Map<string, number>()
  private readonly onLearnt: (number: number, cell: Cell) => void

  constructor(onLearnt: (number: number, cell: Cell) => void = () => {}) {
    this.onLearnt = onLearnt
  }

  /** Reads what others have numbered since. */
  *refresh(db: Db): Work<void> {
    for (const [number, cell] of yield* cellsFrom(db, this.numbers.size)) {
      this.numbers.set(cellKey(cell), number)
      this.onLearnt(number, cell)
    }
  }

  /** Numbers cells that have none; in a work that may write. */
  *ensure(db: Db, cells: Iterable<Cell>): Work<void> {
    const missing = this.missing(cells)
    if (missing.length === 0) return
    yield* numberCells(db, missing)
    yield* this.refresh(db)
  }

  /** Keys of those among some cells that have no number yet, as far as is known. */
  missing(cells: Iterable<Cell>): string[] {
    const keys = new Set<string>()
    for (const cell of cells) keys.add(cellKey(cell))
    return [...keys].filter((key) => !this.numbers.has(key))
  }

  numberOf(cell: Cell): number {
    return this.numbers.get(cellKey(cell))!
  }
}

/** Sees to it that some cells have numbers; writes only where one has none. */
export async function know({ database }: World, cells: Cells, found: readonly Cell[]): Promise<void> {
  if (cells.missing(found).length > 0) await database.run((db) => cells.ensure(db, found))
}

/** All cells in which a page's truth stands. */
export function* cellsOf({ facts, entries, workers }: PageTruth): Generator<Cell> {
  const byId = new Map(workers.map((worker) => [worker.id, worker]))
  yield* facts
  for (const entry of entries) yield { ...entry, kelurahan: byId.get(entry.workerId)!.kelurahan, channel: null }
}

/** The page that says what its truth says; all its cells have numbers. */
export function pageOfTruth(cells: Cells, { facts, entries, workers }: PageTruth): Page {
  const byId = new Map(workers.map((worker) => [worker.id, worker]))
  return pageFrom(
    facts.map((fact) => factOf(cells, { ...fact, ...byId.get(fact.workerId)!, kelurahan: fact.kelurahan })),
    entries.map((entry) => {
      const { code, kelurahan } = byId.get(entry.workerId)!
      const cell = cells.numberOf({ ...entry, kelurahan, channel: null })
      const to = entry.endsOn === null ? OPEN_END : dayNumber(entry.endsOn)
      return { person: workerNumber(code) % PERSONS, cell, from: dayNumber(entry.startsOn), to }
    }),
  )
}

/** A fact as a page holds it; its cell has a number. */
export function factOf(cells: Cells, fact: PagedFact & Pick<LooseFact, 'code' | 'mergedInto'>): Fact {
  const { code, mergedInto, day, kind } = fact
  const what = { day: dayNumber(day), kinds: kindBit(kind), counts: mergedInto === null }
  return { person: workerNumber(code) % PERSONS, cell: cells.numberOf(fact), ...what }
}
