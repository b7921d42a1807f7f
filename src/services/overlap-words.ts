import { monthOf } from '../domain/clock.ts'
import { sourceOf } from '../domain/facts/answer.ts'
import { factsOn } from '../domain/facts/facts.ts'
import type { Text } from '../domain/message.ts'
import { monthSpan } from './month-words.ts'
import type { OverlapReport, PairTotal, PersonPair } from './overlaps.ts'

/** Whose overlaps a report tells of, and up to when. */
export function overlapTitle({ at, agency }: OverlapReport): Text {
  return ['overlaps.title', { at: { day: at }, scope: agency?.name ?? { text: 'overlaps.allAgencies' } }]
}

/** What the overlaps come to, how sure that is, how it was counted and on whose word. */
export function overlapNotes({ at, total, cites }: OverlapReport): Text[] {
  if (total.persons === 0) return ['overlaps.none']
  const sum: Text = ['overlaps.total', { persons: { count: total.persons }, rupiah: { rupiah: total.rupiah } }]
  const notes: Text[] = total.isUncertain ? [sum, 'overlaps.uncertain'] : [sum]
  return [...notes, 'overlaps.explained', sourceOf(factsOn(at), cites)]
}

/** The two of a sum over pairs, by their names. */
export function pairNames({ agencies: [first, second] }: Pick<PairTotal, 'agencies'>): Text {
  if (first.code === second.code) return ['overlaps.same', { first: first.name }]
  return ['overlaps.both', { first: first.name, second: second.name }]
}

/** Who pays for a person over which months, and what that costs. */
export function pairLine({ kind, agencies: [first, second], from, to, months, rupiah }: PersonPair): Text {
  const who = { text: [`overlaps.kind.${kind}`, { first: first.name, second: second.name }] as Text }
  const [earliest, latest] = [months[0] ?? monthOf(from), months.at(-1) ?? monthOf(to)]
  const span = { text: monthSpan(earliest, latest) }
  if (months.length === 0) return ['overlaps.unpaid', { who, span }]
  return ['overlaps.line', { who, span, months: months.length, rupiah: { rupiah } }]
}
