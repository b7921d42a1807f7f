import type { Programme } from '../cover.ts'
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
 * The work of a row; one that names none has the option's segment. Cover is for people who work (claims
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

// What is called "2 program" and "3 program" of those who are not wage earners.
const COUNTED: Readonly<Record<string, readonly Programme[]>> = { '2': ['jkk', 'jkm'], '3': ['jkk', 'jkm', 'jht'] }
const NAMES = { jkk: /\bjkk\b|kecelakaan kerja/, jkm: /\bjkm\b|\bjk\b|kematian/, jht: /\bjht\b|hari tua/ } as const
// Of wage earners, or of the other BPJS.
const NOT_THEIRS = /\b(?:jp|jkp|jkn|kis)\b|pensiun|kehilangan pekerjaan|kesehatan/

/** The programmes that a row names, in their usual order; null where it names none that can be read. */
export function readProgrammes(cells: Cells, note: Note): Programme[] | null {
  const text = words(cells, 'programmes')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  if (text === '') return null
  const counted = COUNTED[/^(\d) (?:program|jaminan)\b/.exec(text)?.[1] ?? '']
  const named = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter((one) => NAMES[one].test(text))
  const found = named.length > 0 ? named : (counted ?? [])
  if (found.length === 0 || NOT_THEIRS.test(text)) note('programmesUnreadable', 'programmes', 'warning')
  return found.length > 0 ? [...found] : null
}

const LONGEST_BASIS = 200

/** The legal basis that a row names, or that holds for the whole list; an import's word gives way to the row's. */
export function readBasis(cells: Cells, option: string | undefined): string | null {
  const text = words(cells, 'basis') || option?.trim() || ''
  return text === '' ? null : text.slice(0, LONGEST_BASIS)
}
