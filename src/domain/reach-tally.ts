import { ARRIVED, type Division, REACH_KINDS, type ReachFigures, type ReachKind, type ReachSpan } from './reach.ts'
import {
  type Cell,
  cellIn,
  countsIn,
  dayIn,
  dayNumber,
  FACT_WORDS,
  kindBit,
  kindsIn,
  type Page,
  PERSONS,
  personIn,
  SPELL_WORDS,
} from './reach-page.ts'

/** Figures by group; without a division the one group is `all`. */
export type Counted = Map<string | null, ReachFigures>

// What is known of a listed person, a bit each.
const LISTED = 1
const COVERED = 2
const NOT_REACHED = 4
const AWARE = 8
const GRASPED = 16

const ARRIVED_BITS = ARRIVED.reduce((bits, kind) => bits | kindBit(kind), 0)
const CONFIRMED_BIT = kindBit('confirmed')
const UNDERSTOOD_BIT = kindBit('understood')

/** Figures of nobody, as far as a division can have them; who waits for a visit stands in no page. */
export function noFigures(by: Division | undefined): ReachFigures {
  const onLists = by === 'channel' ? null : 0
  const persons = Object.fromEntries(REACH_KINDS.map((kind) => [kind, 0])) as Record<ReachKind, number>
  return {
    ...{ persons, reached: 0, listed: onLists, covered: onLists, notReached: onLists },
    ...{ aware: onLists, grasped: onLists },
    visitsOpen: by === 'segment' || by === 'channel' || by === 'funding' ? null : 0,
  }
}

/** Counts the unique persons of a span while pages go by, each page once. */
export class ReachTally {
  private readonly span: ReachSpan
  private readonly by: Division | undefined
  private readonly from: number
  private readonly to: number
  private readonly groups = new Map<string | null, number>()
  private readonly agencies = new Map<string, number>()
  // By the number of a cell; -1 where the span asks for nothing of it.
  private readonly factGroup: number[] = []
  private readonly spellGroup: number[] = []
  private readonly heardOf: number[] = []
  private readonly kinds = new Marks(256)
  private readonly standing = new Marks(32)
  private heard = new Uint8Array(PERSONS)

  constructor(span: ReachSpan, by?: Division) {
    this.span = span
    this.by = by
    this.from = dayNumber(span.from)
    this.to = dayNumber(span.to)
    if (by === undefined) this.groupOf('all')
  }

  /** Tells what a number of a cell means; before the first page in which it stands. */
  learn(number: number, cell: Cell): void {
    const { agencyId, kelurahan } = this.span
    const isTheirs = agencyId === undefined || cell.agencyId === agencyId
    const isAsked = isTheirs && (kelurahan === undefined || cell.kelurahan === kelurahan)
    this.factGroup[number] = isAsked ? this.groupOf(keyOf(cell, this.by)) : -1
    this.spellGroup[number] = this.by === 'channel' ? -1 : this.factGroup[number]
    this.heardOf[number] = isTheirs ? this.slotOf(cell.agencyId) : -1
  }

  add(page: Page): void {
    this.heard.fill(0)
    this.addFacts(page.facts)
    this.addSpells(page.spells)
    this.kinds.sum()
    this.standing.sum()
  }

  counted(): Counted {
    const counted: Counted = new Map()
    for (const [key, group] of this.groups) {
      const figures = this.figuresOf(group)
      const isEmpty = !figures.listed && !figures.covered && Object.values(figures.persons).every((n) => n === 0)
      if (this.by === undefined || !isEmpty) counted.set(key, figures)
    }
    return counted
  }

  private groupOf(key: string | null): number {
    const known = this.groups.get(key)
    if (known !== undefined) return known
    const group = this.groups.size
    this.groups.set(key, group)
    this.kinds.grow(group + 1)
    this.standing.grow(group + 1)
    return group
  }

  // Of all agencies together a person is reached whose news came from any of them.
  private slotOf(agencyId: string): number {
    if (this.span.agencyId !== undefined || this.by !== 'agency') return 0
    const slot = this.agencies.get(agencyId) ?? this.agencies.size
    this.agencies.set(agencyId, slot)
    if (this.heard.length < this.agencies.size * PERSONS) this.heard = new Uint8Array(this.agencies.size * PERSONS)
    return slot
  }

  // Plain steps over plain words: millions pass here for one report.
  private addFacts(words: Int32Array): void {
    const { from, to, heard, heardOf, factGroup, kinds } = this
    for (let at = 0; at < words.length; at += FACT_WORDS) {
      const second = words[at + 1]!
      const day = dayIn(second)
      if (day > to) continue
      const first = words[at]!
      const cell = cellIn(first)
      const slot = heardOf[cell]!
      if (slot >= 0) heard[slot * PERSONS + personIn(first)]! |= kindsIn(second)
      if (day < from || !countsIn(second)) continue
      const group = factGroup[cell]!
      if (group >= 0) kinds.mark(group, personIn(first), kindsIn(second))
    }
  }

  private addSpells(words: Int32Array): void {
    const { from, to, heard, heardOf, spellGroup, standing } = this
    for (let at = 0; at < words.length; at += SPELL_WORDS) {
      const end = words[at + 2]!
      if (end < from || words[at + 1]! > to) continue
      const first = words[at]!
      const cell = cellIn(first)
      const group = spellGroup[cell]!
      if (group < 0) continue
      const known = heard[heardOf[cell]! * PERSONS + personIn(first)]!
      let bits = (known & ARRIVED_BITS) === 0 ? LISTED | NOT_REACHED : LISTED
      if (end >= to) bits |= COVERED | (known & CONFIRMED_BIT ? AWARE : 0) | (known & UNDERSTOOD_BIT ? GRASPED : 0)
      standing.mark(group, personIn(first), bits)
    }
  }

  private figuresOf(group: number): ReachFigures {
    const figures = noFigures(this.by)
    for (const kind of REACH_KINDS) figures.persons[kind] = this.kinds.countOf(group, kindBit(kind))
    figures.reached = this.kinds.countOf(group, ARRIVED_BITS)
    if (this.by === 'channel') return figures
    const of = (bit: number) => this.standing.countOf(group, bit)
    const onLists = { listed: of(LISTED), covered: of(COVERED), notReached: of(NOT_REACHED) }
    return { ...figures, ...onLists, aware: of(AWARE), grasped: of(GRASPED) }
  }
}

function keyOf(cell: Cell, by: Division | undefined): string | null {
  if (by === undefined) return 'all'
  return by === 'agency' ? cell.agencyId : cell[by]
}

/** Bits of the persons of one page by group, and how many persons of all pages before have which. */
class Marks {
  private bits = new Uint8Array(0)
  private touched = new Int32Array(0)
  private touches = 0
  private readonly sums: Uint32Array[] = []
  private readonly values: number

  constructor(values: number) {
    this.values = values
  }

  grow(groups: number): void {
    while (this.sums.length < groups) this.sums.push(new Uint32Array(this.values))
    this.bits = new Uint8Array(groups * PERSONS)
    this.touched = new Int32Array(groups * PERSONS)
  }

  mark(group: number, person: number, bits: number): void {
    const at = group * PERSONS + person
    if (this.bits[at] === 0) this.touched[this.touches++] = at
    this.bits[at]! |= bits
  }

  sum(): void {
    for (let touch = 0; touch < this.touches; touch++) {
      const at = this.touched[touch]!
      this.sums[(at / PERSONS) | 0]![this.bits[at]!]!++
      this.bits[at] = 0
    }
    this.touches = 0
  }

  /** How many persons have any of some bits. */
  countOf(group: number, bits: number): number {
    return this.sums[group]!.reduce((sum, persons, value) => (value & bits ? sum + persons : sum), 0)
  }
}
