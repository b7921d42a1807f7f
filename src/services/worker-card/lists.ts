import type { Day, Month } from '../../domain/clock.ts'
import type { Funding, Programme } from '../../domain/cover.ts'
import { type Chapter, coverStory } from '../../domain/cover-story.ts'
import { isInScope, type Officer } from '../../domain/officer.ts'
import type { EntryWithSource } from '../../store/cards.ts'
import { paymentsOf } from '../../store/overlaps.ts'
import type { Db, Work } from '../../store/work.ts'

/** An entry on a list; `own` is left out where the list is not the reader's affair. */
export interface CardEntry {
  agency: string
  startsOn: Day
  endsOn: Day | null
  own?: OwnEntry
}

/** What the reader's own list says of an entry, and which file and line said so last. */
export interface OwnEntry {
  agencyCode: string
  programmes: readonly Programme[]
  funding: Funding
  basis: string | null
  segment: string | null
  occupation: string | null
  paidThrough: Day | null
  /** What contribution files say: how many months are paid, and which are not. */
  monthsPaid: number
  monthsUnpaid: Month[]
  asOf: Day
  file: string | null
  line: number | null
}

/** The entries of a person as a reader may see them, newest period first. */
export function* entriesFor(
  db: Db,
  sourced: readonly EntryWithSource[],
  reader: Officer | undefined,
): Work<CardEntry[]> {
  const own = sourced.filter(({ agency }) => !reader || isInScope(reader, agency.id))
  const payments = yield* paymentsOf(
    db,
    own.map(({ entry }) => entry.id),
  )
  const byEntry = Map.groupBy(payments, ({ enrolmentId }) => enrolmentId)
  return sourced.map((one) => {
    const { agency, entry } = one
    const period = { agency: agency.name, startsOn: entry.startsOn, endsOn: entry.endsOn }
    return own.includes(one) ? { ...period, own: ownEntry(one, byEntry.get(entry.id) ?? []) } : period
  })
}

type Payment = { month: Month; status: string }

function ownEntry({ agency, entry, fileName }: EntryWithSource, payments: readonly Payment[]): OwnEntry {
  const { programmes, funding, basis, segment, occupation, paidThrough, asOf, line } = entry
  return {
    ...{ agencyCode: agency.code, programmes, funding, basis, segment, occupation, paidThrough, asOf },
    monthsPaid: payments.filter(({ status }) => status === 'paid').length,
    monthsUnpaid: payments.flatMap(({ status, month }) => (status === 'unpaid' ? month : [])).sort(),
    file: fileName,
    line,
  }
}

/** One agency's list of a person, told in its order. */
export interface CardList {
  agency: string
  chapters: Chapter<CardEntry>[]
}

export function cardLists(entries: readonly CardEntry[], day: Day): CardList[] {
  const byAgency = Map.groupBy(entries, ({ agency }) => agency)
  return [...byAgency].map(([agency, own]) => ({ agency, chapters: coverStory(own, day) }))
}
