import { addDays, type Day, type Month, monthOf } from './clock.ts'
import type { Funding } from './cover.ts'
import { coverStory } from './cover-story.ts'

/** An entry of a list, as far as its end is asked about. */
export interface EndingEntry {
  workerId: string
  agencyId: string
  funding: Funding
  startsOn: Day
  endsOn: Day | null
}

/** So many days ahead somebody has to decide whether a cover goes on. */
export const DECISION_DAYS = 90

/** A cover on one list that ended on some days, or will, with nothing behind it. */
export interface Ending {
  kind: 'lapsed' | 'due'
  agencyId: string
  funding: Funding
  month: Month
}

/**
 * Which covers of one person's entries on one list lapsed between two days, and which end in the 90 days behind the last of them,
 * without a renewal that is on the list already. One of each at most: the latest lapse, the next end.
 */
export function endingsOf(entries: readonly EndingEntry[], from: Day, to: Day): Ending[] {
  const lapsed = entries.filter(
    ({ endsOn }) => endsOn !== null && endsOn >= from && endsOn <= to && isLast(entries, endsOn),
  )
  const due = coverStory(entries, addDays(to, 1), DECISION_DAYS - 1)
    .filter(({ standing }) => standing === 'endsSoon')
    .map(({ entry }) => entry)
  const one = (kind: Ending['kind'], found: EndingEntry | undefined): Ending[] =>
    found ? [{ kind, agencyId: found.agencyId, funding: found.funding, month: monthOf(found.endsOn!) }] : []
  return [...one('lapsed', lapsed.at(-1)), ...one('due', due[0])]
}

function isLast(entries: readonly EndingEntry[], day: Day): boolean {
  return coverStory(entries, day, 0).some(({ entry, standing }) => standing === 'endsSoon' && entry.endsOn === day)
}
