import { expect, it } from 'vitest'
import type { Division, ReachKind, ReachSpan } from '../../src/domain/reach.ts'
import {
  type Cell,
  dayNumber,
  type Fact,
  kindBit,
  OPEN_END,
  pageFrom,
  type Spell,
} from '../../src/domain/reach-page.ts'
import { ReachTally } from '../../src/domain/reach-tally.ts'

const CELLS: Cell[] = [
  { agencyId: 'a', kelurahan: 'k1', segment: 'petani', channel: 'telegram', funding: 'apbd' },
  { agencyId: 'b', kelurahan: 'k1', segment: null, channel: 'visit', funding: 'apbd' },
  { agencyId: 'a', kelurahan: 'k1', segment: 'petani', channel: null, funding: 'apbd' },
  { agencyId: 'b', kelurahan: 'k2', segment: null, channel: null, funding: 'apbd' },
]
const fact = (person: number, cell: number, day: string, kind: ReachKind, counts = true): Fact => ({
  ...{ person, cell, day: dayNumber(day), kinds: kindBit(kind), counts },
})
const spell = (person: number, cell: number, from: string, to?: string): Spell => ({
  ...{ person, cell, from: dayNumber(from), to: to === undefined ? OPEN_END : dayNumber(to) },
})

function counted(facts: Fact[], spells: Spell[], over: Partial<ReachSpan> = {}, by?: Division) {
  const tally = new ReachTally({ from: '2026-11-01', to: '2026-11-30', ...over }, by)
  for (const [number, cell] of CELLS.entries()) tally.learn(number, cell)
  // The same neighbours once more are others.
  for (const page of [pageFrom(facts, spells), pageFrom(facts, spells)]) tally.add(page)
  return tally.counted()
}

it('counts a person of a page once in each figure, and of two pages twice', () => {
  const facts = [fact(0, 0, '2026-11-01', 'read'), fact(0, 0, '2026-11-30', 'read'), fact(0, 1, '2026-11-02', 'sent')]
  expect(counted(facts, []).get('all')).toMatchObject({ persons: { read: 2, sent: 2, answered: 0 }, reached: 2 })
})

it('counts the days of a span alone, and news of before for who is aware', () => {
  const facts = [fact(0, 0, '2026-10-31', 'confirmed'), fact(1, 0, '2026-12-01', 'confirmed')]
  const spells = [spell(0, 2, '2026-01-01'), spell(1, 2, '2026-01-01')]
  expect(counted(facts, spells).get('all')).toMatchObject({
    ...{ persons: { confirmed: 0 }, reached: 0, listed: 4, covered: 4, notReached: 2, aware: 2, grasped: 0 },
  })
})

it('calls nobody covered whose entry ends before the last day', () => {
  const spells = [
    spell(0, 2, '2026-01-01', '2026-11-29'),
    spell(1, 2, '2026-12-01'),
    spell(2, 2, '2025-01-01', '2026-10-31'),
  ]
  expect(counted([], spells).get('all')).toMatchObject({ listed: 2, covered: 0, notReached: 2 })
})

it('counts nothing of an entry that another stands for', () => {
  expect(counted([fact(0, 0, '2026-11-05', 'read', false)], []).get('all')).toMatchObject({ reached: 0 })
})

it('of all agencies takes news of any, and by agency of each alone', () => {
  const facts = [fact(0, 0, '2026-11-05', 'read')]
  const spells = [spell(0, 2, '2026-01-01'), spell(0, 3, '2026-01-01')]
  expect(counted(facts, spells).get('all')).toMatchObject({ listed: 2, notReached: 0 })
  const byAgency = counted(facts, spells, {}, 'agency')
  expect([byAgency.get('a')?.notReached, byAgency.get('b')?.notReached]).toEqual([0, 2])
  expect(counted(facts, spells, { agencyId: 'b' }).get('all')).toMatchObject({ listed: 2, notReached: 2, reached: 0 })
})

it('knows nobody as listed under a channel, and names no group in which nobody is', () => {
  const byChannel = counted([fact(0, 0, '2026-11-05', 'read')], [spell(0, 2, '2026-01-01')], {}, 'channel')
  expect([...byChannel]).toEqual([
    ['telegram', expect.objectContaining({ reached: 2, listed: null, visitsOpen: null })],
  ])
})
