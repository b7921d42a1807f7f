import { type Day, dayOf, isDay, type Month } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import type { Fact } from '../domain/facts/fact.ts'
import { factsOn } from '../domain/facts/facts.ts'
import { lowestPricing, type Pricing } from '../domain/facts/reckoning/pricing.ts'
import { maskName } from '../domain/masking.ts'
import { isInScope, may, type Officer } from '../domain/officer.ts'
import { type DoubleCost, type Overlap, type OverlapKind, overlapsOf, type PaymentOf } from '../domain/overlaps.ts'
import { agencyByCode, listAgencies } from '../store/agencies.ts'
import { type ListedEntry, nextOverlapping, type OverlapScope, paidEntriesOf, paymentsOf } from '../store/overlaps.ts'
import type { Db, Work } from '../store/work.ts'
import type { World } from './world.ts'

export interface OverlapQuery {
  /** An agency's code; left out: every agency. */
  agency?: string | undefined
  /** Up to which day; today where it is left out. */
  at?: Day | undefined
  /** Who reads; left out: the operator of the installation. */
  reader?: Officer | undefined
  /** So many persons at most are told, the dearest first; left out: all of them. */
  most?: number
}

/** An agency as it is named in a report. */
type Named = { code: string; name: string }

/** Two entries of a person that are paid for over the same months. */
export interface PersonPair {
  kind: OverlapKind
  agencies: [Named, Named]
  from: Day
  to: Day
  months: readonly Month[]
  rupiah: number
}

export interface OverlappingPerson {
  code: string
  /** Masked. */
  name: string
  pairs: PersonPair[]
  rupiah: number
  doubts: DoubleCost['doubts']
}

/** What two agencies, or one twice, pay for the same persons. */
export interface PairTotal {
  agencies: [Named, Named]
  persons: number
  months: number
  rupiah: number
}

export interface OverlapReport {
  at: Day
  /** Null: of every agency. */
  agency: Named | null
  /** How many persons there are, also of those that are not told one by one. */
  total: { persons: number; rupiah: number; isUncertain: boolean }
  pairs: PairTotal[]
  people: OverlappingPerson[]
  /** The facts on which the figures rest. */
  cites: readonly Fact[]
}

const PAGE = 500

/**
 * Who is paid for more than once, by whom, for which months, and what that costs; of all agencies or as far as it concerns one.
 * Throws `operation.noAgency` (also for an agency that is not the reader's), `operation.badDay`, `operation.notYours`.
 */
export async function overlapReport(world: World, query: OverlapQuery): Promise<OverlapReport> {
  const at = query.at ?? dayOf(world.clock.now())
  if (!isDay(at)) throw new DomainError('operation.badDay', { given: at.slice(0, 20) })
  if (query.reader && !may(query.reader, 'readOverlaps')) throw new DomainError('operation.notYours')
  const { agency, agencies } = await world.database.run((db) => agenciesFor(db, query))
  const scope = { agencyId: agency?.id ?? null, kelurahan: query.reader?.kelurahan ?? null, at }
  const summing = new Summing(query.most)
  for await (const person of peopleOf(world, scope, agencies)) summing.add(person)
  return { at, agency: agency?.named ?? null, ...summing.report() }
}

type Agencies = ReadonlyMap<string, Named>

function* agenciesById(db: Db): Work<Agencies> {
  return new Map((yield* listAgencies(db)).map(({ id, code, name }) => [id, { code, name }]))
}

function* agenciesFor(db: Db, { agency: code, reader }: OverlapQuery) {
  const agencies = yield* agenciesById(db)
  const chosen = code === undefined ? undefined : yield* agencyByCode(db, code)
  if (code !== undefined && (!chosen || (reader && !isInScope(reader, chosen.id)))) {
    throw new DomainError('operation.noAgency', { code })
  }
  const id = chosen?.id ?? reader?.agencyId ?? undefined
  return { agencies, agency: id === undefined ? undefined : { id, named: agencies.get(id) ?? null } }
}

type Person = OverlappingPerson & { cites: readonly Fact[] }

async function* peopleOf(world: World, scope: OverlapScope, agencies: Agencies): AsyncGenerator<Person> {
  const pricing = lowestPricing(factsOn(scope.at))
  let after: string | null = ''
  while (after !== null) {
    const from: string = after
    const slice = await world.database.run((db) => nextOverlapping(db, scope, from))
    for (let at = 0; at < slice.workerIds.length; at += PAGE) {
      const page = slice.workerIds.slice(at, at + PAGE)
      yield* await world.database.run((db) => personsOf(db, page, scope, agencies, pricing))
    }
    after = slice.after
  }
}

function* personsOf(
  db: Db,
  workerIds: readonly string[],
  scope: OverlapScope,
  agencies: Agencies,
  pricing: Pricing,
): Work<Person[]> {
  const entries = yield* paidEntriesOf(db, workerIds)
  const paid = yield* paymentsIn(db, entries)
  const byWorker = Map.groupBy(entries, ({ workerId }) => workerId)
  return [...byWorker.values()].flatMap((own) => {
    const { code, name } = own[0]!
    const found = overlapsOf(own, scope.at, pricing, paid, concerning(scope))
    if (found.pairs.length === 0) return []
    const { rupiah, doubts, cites } = found.cost
    return [{ code, name: maskName(name), pairs: told(found.pairs, agencies), rupiah, doubts, cites }]
  })
}

function* paymentsIn(db: Db, entries: readonly ListedEntry[]): Work<PaymentOf> {
  const ids = entries.map(({ id }) => id)
  const told = new Map((yield* paymentsOf(db, ids)).map((one) => [`${one.enrolmentId} ${one.month}`, one.status]))
  return (entryId, month) => told.get(`${entryId} ${month}`)
}

function told(pairs: readonly Overlap<ListedEntry>[], agencies: Agencies): PersonPair[] {
  return pairs.map(({ kind, entries: [a, b], from, to, months, cost }) => {
    const named: [Named, Named] = [agencies.get(a.agencyId)!, agencies.get(b.agencyId)!]
    return { kind, agencies: named, from, to, months, rupiah: cost.rupiah }
  })
}

/** What is paid for more than once of one person, up to a day, and on which facts the sums rest; as far as it concerns an agency, or all of it. */
export function* overlapsOfPerson(
  db: Db,
  personId: string,
  at: Day,
  agencyId: string | null,
): Work<{ pairs: PersonPair[]; cites: readonly Fact[] }> {
  const agencies = yield* agenciesById(db)
  const entries = yield* paidEntriesOf(db, [personId])
  const scope = { agencyId, kelurahan: null, at }
  const paid = yield* paymentsIn(db, entries)
  const { pairs, cost } = overlapsOf(entries, at, lowestPricing(factsOn(at)), paid, concerning(scope))
  return { pairs: told(pairs, agencies), cites: cost.cites }
}

// What two other agencies pay twice is not told to a third.
function concerning({ agencyId }: OverlapScope): (pair: readonly [ListedEntry, ListedEntry]) => boolean {
  return (pair) => agencyId === null || pair.some((entry) => entry.agencyId === agencyId)
}

/** Sums persons up as they come, and keeps the dearest of them. */
class Summing {
  readonly #most: number
  readonly #pairs = new Map<string, PairTotal>()
  readonly #cites = new Set<Fact>()
  readonly #total = { persons: 0, rupiah: 0, isUncertain: false }
  #people: OverlappingPerson[] = []

  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most
  }

  add({ cites, ...person }: Person): void {
    this.#total.persons++
    this.#total.rupiah += person.rupiah
    this.#total.isUncertain ||= person.doubts.length > 0
    for (const fact of cites) this.#cites.add(fact)
    this.#addPairs(person.pairs)
    this.#people.push(person)
    if (this.#people.length >= 2 * this.#most) this.#people = this.#dearest()
  }

  #addPairs(pairs: readonly PersonPair[]): void {
    const seen = new Set<string>()
    for (const { agencies, months, rupiah } of pairs) {
      const inOrder = agencies.toSorted((a, b) => (a.code < b.code ? -1 : 1)) as [Named, Named]
      const key = inOrder.map(({ code }) => code).join(' ')
      const sum = this.#pairs.get(key) ?? { agencies: inOrder, persons: 0, months: 0, rupiah: 0 }
      if (!seen.has(key)) sum.persons++
      seen.add(key)
      sum.months += months.length
      sum.rupiah += rupiah
      this.#pairs.set(key, sum)
    }
  }

  #dearest(): OverlappingPerson[] {
    return this.#people.toSorted((a, b) => b.rupiah - a.rupiah || (a.code < b.code ? -1 : 1)).slice(0, this.#most)
  }

  report(): Pick<OverlapReport, 'total' | 'pairs' | 'people' | 'cites'> {
    const pairs = [...this.#pairs.values()].sort((a, b) => b.rupiah - a.rupiah)
    return { total: this.#total, pairs, people: this.#dearest(), cites: [...this.#cites] }
  }
}
