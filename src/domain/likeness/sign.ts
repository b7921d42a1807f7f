import type { Day } from '../clock.ts'
import { type NameWords, tellingSound } from './name-words.ts'
import { birthRelation, type NikRelation, nikRelation } from './number-relations.ts'

/** The little of an entry that tells most strangers apart at little cost. */
export interface Sign {
  nik: string
  bornOn: Day
  /** Of 65,536 numbers the one of the word of the name that tells most, however it is spelt. */
  telling: number
}

export function signOf({ nik, bornOn }: { nik: string; bornOn: Day }, names: NameWords): Sign {
  return { nik, bornOn, telling: tellingOf(names) }
}

export function tellingOf(names: NameWords): number {
  return numberOf(tellingSound(names))
}

// FNV-1a, folded.
function numberOf(sound: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < sound.length; at++) hash = Math.imul(hash ^ sound.charCodeAt(at), 0x01000193)
  return ((hash >>> 16) ^ hash) & 0xffff
}

// What neighbours, namesakes and anybody at all have in common.
const WEAK: readonly NikRelation[] = ['neighbour', 'otherSerial', 'other']

/** Whether two entries are worth the look at all of them: a NIK that is alike, or a name and a birth date that are. */
export function mayBeOne(a: Sign, b: Sign): boolean {
  if (!WEAK.includes(nikRelation(a.nik, b.nik))) return true
  return birthRelation(a, b) !== 'other' && a.telling === b.telling
}
