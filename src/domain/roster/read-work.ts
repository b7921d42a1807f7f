import { words } from './cells.ts'
import type { Cells } from './columns.ts'
import type { Note } from './row.ts'
import { readSegment, type Segment } from './segments.ts'

/** What a worker does, in the list's words and as a segment. */
export interface Work {
  occupation: string | null
  segment: Segment | null
}

/**
 * The work of a row; one that names none has the option's segment. Cover is for people who work (domain.md § 3: claims
 * have been refused otherwise), so that no work at all is an error, work outside the city's segments only worth a look.
 */
export function readWork(cells: Cells, option: Segment | undefined, note: Note): Work {
  const occupation = words(cells, 'occupation')
  const named = words(cells, 'segment')
  const segment = readSegment(named) ?? readSegment(occupation)
  if (segment) return { occupation: occupation || null, segment }
  if (named) note('segmentUnknown', 'segment', 'warning')
  else if (!option && occupation) note('segmentUnknown', 'occupation', 'warning')
  else if (!option) note('occupationMissing', 'occupation')
  return { occupation: occupation || named || null, segment: named ? null : (option ?? null) }
}
