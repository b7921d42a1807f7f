import { maskName } from '../domain/masking.ts'
import type { Opening } from './unasked.ts'

/** A first notice about some persons behind one phone: all that may be told before a proof. */
export function firstWords(agency: string, persons: readonly { id: string; name: string }[]): Opening {
  // Somebody on two lists is one person.
  const unique = new Map(persons.map((person) => [person.id, person]))
  const answers = { agency, name: maskName(persons[0]!.name), others: unique.size - 1 }
  return { flow: 'enrolmentNotice', answers }
}
