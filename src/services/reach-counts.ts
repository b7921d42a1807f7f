import { ARRIVED, REACH_KINDS, type ReachFigures, type ReachKind } from '../domain/reach.ts'
import {
  type Division,
  type GroupCount,
  type KindCount,
  personsByKind,
  personsCovered,
  personsListed,
  personsNotReached,
  personsReached,
  type Span,
  visitsOpen,
} from '../store/reach-report.ts'
import { nextRange, type WorkerRange } from '../store/reach-slices.ts'
import type { Db, Work } from '../store/work.ts'
import { breathe } from './breathe.ts'
import type { World } from './world.ts'

/** Figures by group; without a division the one group is `all`. */
export type Counted = Map<string | null, ReachFigures>

const NO_KINDS = Object.fromEntries(REACH_KINDS.map((kind) => [kind, 0])) as Record<ReachKind, number>
export const NOBODY: ReachFigures = {
  ...{ listed: 0, covered: 0, persons: NO_KINDS, reached: 0, notReached: 0, visitsOpen: 0, aware: 0, grasped: 0 },
}

/** Counts unique persons in slices of the register, between which chats have their turn; the slices add up, since a person is in one. */
export async function countIn(world: World, span: Span, by?: Division, slice?: number): Promise<Counted> {
  const counted: Counted = new Map()
  for await (const workers of rangesOf(world, slice)) {
    for (const count of COUNTS) {
      const add = await world.database.run((db) => count(db, { ...span, workers }, by))
      add(counted)
    }
  }
  return counted
}

/** The whole register range by range, with a rest behind each in which chats have their turn. */
export async function* rangesOf(world: World, slice?: number): AsyncGenerator<WorkerRange> {
  const next = (before?: WorkerRange) => world.database.run((db) => nextRange(db, before, slice))
  for (let range = await next(); range !== null; range = await next(range)) {
    yield range
    if (range.upTo !== null) await breathe()
  }
}

type Add = (counted: Counted) => void
type Count = (db: Db, span: Span, by: Division | undefined) => Work<Add>
type Single = Exclude<keyof ReachFigures, 'persons'>

// Each in a work of its own, so that none holds the file for long.
const COUNTS: readonly Count[] = [
  function* (db, span, by) {
    const rows = yield* personsByKind(db, span, by)
    return (counted) => addKinds(counted, rows, by)
  },
  single('reached', (db, span, by) => personsReached(db, span, ARRIVED, by)),
  single('listed', (db, span, by) => onLists(by, (by) => personsListed(db, span, by))),
  single('covered', (db, span, by) => onLists(by, (by) => personsCovered(db, span, undefined, by))),
  single('notReached', (db, span, by) => onLists(by, (by) => personsNotReached(db, span, ARRIVED, by))),
  single('aware', (db, span, by) => onLists(by, (by) => personsCovered(db, span, ['confirmed'], by))),
  single('grasped', (db, span, by) => onLists(by, (by) => personsCovered(db, span, ['understood'], by))),
  single('visitsOpen', function* (db, span, by) {
    return by === 'segment' || by === 'channel' || by === 'funding' ? [] : yield* visitsOpen(db, span, by)
  }),
]

function single(figure: Single, count: (db: Db, span: Span, by: Division | undefined) => Work<GroupCount[]>): Count {
  return function* (db, span, by) {
    const rows = yield* count(db, span, by)
    return (counted) => {
      for (const { group, persons } of rows) {
        const figures = figuresIn(counted, group, by)
        figures[figure] = (figures[figure] ?? 0) + persons
      }
    }
  }
}

function* onLists(
  by: Division | undefined,
  count: (by: Exclude<Division, 'channel'> | undefined) => Work<GroupCount[]>,
): Work<GroupCount[]> {
  return by === 'channel' ? [] : yield* count(by)
}

function addKinds(counted: Counted, rows: readonly KindCount[], by: Division | undefined): void {
  for (const { group, kind, persons } of rows) figuresIn(counted, group, by).persons[kind] += persons
}

function figuresIn(counted: Counted, group: string | null, by: Division | undefined): ReachFigures {
  const known = counted.get(group)
  if (known) return known
  const onLists = by === 'channel' ? null : 0
  const fresh: ReachFigures = {
    ...{ persons: { ...NO_KINDS }, reached: 0, listed: onLists, covered: onLists, notReached: onLists },
    ...{ aware: onLists, grasped: onLists },
    visitsOpen: by === 'segment' || by === 'channel' || by === 'funding' ? null : 0,
  }
  counted.set(group, fresh)
  return fresh
}
