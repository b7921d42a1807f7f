import type { Day } from './clock.ts'
import { REACH_KINDS, type ReachKind } from './reach.ts'

/** So many workers, by the running numbers in their codes, share a page of the ledger's roll-up. */
export const PERSONS = 64

export function pageOf(number: number): number {
  return Math.floor(number / PERSONS)
}

/** What the ledger says alike of many: all of a fact but the person, the day and the kind. Of a list's entry the channel is null. */
export interface Cell {
  agencyId: string
  kelurahan: string | null
  segment: string | null
  channel: string | null
  funding: string | null
}

/** What is known of a person on a day; cells by their numbers. */
export interface Fact {
  /** Place on the page, from 0. */
  person: number
  cell: number
  day: number
  /** A bit for each kind, see `kindBit`. */
  kinds: number
  /** False of an entry that another stands for. */
  counts: boolean
}

/** An entry of a list: its first and its last day. */
export interface Spell {
  person: number
  cell: number
  from: number
  to: number
}

/** A page as it is counted: two words for each fact, three for each spell; see `factAt` and `spellAt`. */
export interface Page {
  facts: Int32Array
  spells: Int32Array
}

export const FACT_WORDS = 2
export const SPELL_WORDS = 3
/** The last day of an entry that has none. */
export const OPEN_END = 2 ** 31 - 1

// A page of another layout is made anew.
const LAYOUT = 1
const HEAD_WORDS = 2
const PERSON_BITS = 6
const DAY_SHIFT = 9

/** Days since 1970, negative before. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000
}

export function kindBit(kind: ReachKind): number {
  return 1 << REACH_KINDS.indexOf(kind)
}

/** The cell and person of a fact or spell are in its first word. */
export function cellIn(word: number): number {
  return word >>> PERSON_BITS
}

export function personIn(word: number): number {
  return word & (PERSONS - 1)
}

/** Day, kinds and whether it counts are in a fact's second word. */
export function dayIn(word: number): number {
  return word >> DAY_SHIFT
}

export function kindsIn(word: number): number {
  return word & 0xff
}

export function countsIn(word: number): boolean {
  return (word & 0x100) !== 0
}

/** Facts as words; several kinds of one person, day and cell become one. */
export function pageFrom(facts: readonly Fact[], spells: readonly Spell[]): Page {
  const kinds = new Map<string, Fact>()
  for (const fact of facts) {
    const key = `${fact.person} ${fact.cell} ${fact.day} ${fact.counts}`
    const known = kinds.get(key)
    kinds.set(key, known ? { ...known, kinds: known.kinds | fact.kinds } : fact)
  }
  return {
    facts: Int32Array.from([...kinds.values()].flatMap(factWords)),
    spells: Int32Array.from(spells.flatMap(({ person, cell, from, to }) => [(cell << PERSON_BITS) | person, from, to])),
  }
}

/** A page to which facts were added. */
export function withFacts({ facts, spells }: Page, more: readonly Fact[]): Page {
  if (more.length === 0) return { facts, spells }
  return { facts: pageFrom([...factsOf(facts), ...more], []).facts, spells }
}

function factWords({ person, cell, day, kinds, counts }: Fact): [number, number] {
  return [(cell << PERSON_BITS) | person, (day << DAY_SHIFT) | (counts ? 0x100 : 0) | kinds]
}

function factsOf(words: Int32Array): Fact[] {
  return Array.from({ length: words.length / FACT_WORDS }, (_, at) => {
    const [one, other] = [words[at * FACT_WORDS]!, words[at * FACT_WORDS + 1]!]
    const what = { day: dayIn(other), kinds: kindsIn(other), counts: countsIn(other) }
    return { person: personIn(one), cell: cellIn(one), ...what }
  })
}

/** Whether two pages say the same, in whatever order. */
export function isSamePage(one: Page, other: Page): boolean {
  return told(one) === told(other)
}

function told({ facts, spells }: Page): string {
  return JSON.stringify([wordsInOrder(facts, FACT_WORDS), wordsInOrder(spells, SPELL_WORDS)])
}

function wordsInOrder(words: Int32Array, each: number): string[] {
  return Array.from({ length: words.length / each }, (_, at) =>
    words.slice(at * each, (at + 1) * each).join(' '),
  ).sort()
}

/** A page as it is kept. */
export function closePage({ facts, spells }: Page): Buffer {
  const words = new Int32Array(HEAD_WORDS + facts.length + spells.length)
  words.set([LAYOUT, facts.length])
  words.set(facts, HEAD_WORDS)
  words.set(spells, HEAD_WORDS + facts.length)
  return Buffer.from(words.buffer)
}

/** The page that was kept; undefined for nothing and for another layout. */
export function openPage(body: Uint8Array): Page | undefined {
  // Words lie at multiples of their length.
  const { buffer, byteOffset, byteLength } = body.byteOffset % 4 === 0 ? body : Uint8Array.from(body)
  const words = new Int32Array(buffer, byteOffset, byteLength / 4)
  if (words[0] !== LAYOUT) return undefined
  const facts = HEAD_WORDS + words[1]!
  return { facts: words.subarray(HEAD_WORDS, facts), spells: words.subarray(facts) }
}
