import { MOST_NOTED, type VisitFailure, type VisitNote } from '../domain/visit.ts'
import { normalise } from './normalise.ts'
import file from './words/visits.json' with { type: 'json' }

type Mark = 'visited' | 'missed' | 'undo' | VisitFailure | 'filler'

// By their first words; the longest first, so that "tidak di rumah" is not read as "tidak".
const PHRASES: ReadonlyMap<string, readonly (readonly [string[], Mark])[]> = Map.groupBy(
  Object.entries(file.marks)
    .flatMap(([mark, phrases]) => phrases.map((phrase) => [normalise(phrase).split(' '), mark as Mark] as const))
    .sort(([one], [other]) => other.length - one.length),
  ([phrase]) => phrase[0]!,
)
const NUMBER = /^0*(\d{1,7})$/

/**
 * What a visitor notes, in normalised words: "12 sudah", "12 15 dan 31 udah", "belum ketemu 12 pindah", "batal 12". Undefined where
 * anything else is said besides, so that a sentence that happens to hold a number is never taken for a tick.
 */
export function readVisitNote(words: string): VisitNote | undefined {
  if (!/\d/.test(words)) return undefined
  const read = readMarks(words.split(' '))
  if (!read) return undefined
  const { numbers, marks } = read
  if (numbers.length === 0 || numbers.length > MOST_NOTED) return undefined
  const failures = [...marks].filter((mark): mark is VisitFailure => ['moved', 'away', 'died'].includes(mark))
  if (marks.has('undo')) return marks.size === 1 ? { deed: 'undo', numbers } : undefined
  if (failures.length > 1) return undefined
  if (failures.length === 1) return { deed: 'missed', numbers, failure: failures[0]! }
  if (marks.size !== 1) return undefined
  return marks.has('visited') ? { deed: 'visited', numbers } : { deed: 'missed', numbers }
}

/** Numbers and marks of some words; undefined where a word is neither. */
function readMarks(words: readonly string[]): { numbers: number[]; marks: Set<Mark> } | undefined {
  const numbers = new Set<number>()
  const marks = new Set<Mark>()
  for (let at = 0; at < words.length; ) {
    const digits = NUMBER.exec(words[at]!)?.[1]
    if (digits !== undefined) {
      numbers.add(Number(digits))
      at++
      continue
    }
    const found = PHRASES.get(words[at]!)?.find(([phrase]) =>
      phrase.every((word, offset) => words[at + offset] === word),
    )
    if (!found) return undefined
    const [phrase, mark] = found
    if (mark !== 'filler') marks.add(mark)
    at += phrase.length
  }
  return { numbers: [...numbers], marks }
}
