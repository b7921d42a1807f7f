import { nameKey } from '../name-key.ts'
import { differByOneSlip } from '../region/one-slip.ts'
import type { RosterRow } from './row.ts'

export type PersonOnList = Pick<RosterRow, 'nik' | 'name' | 'bornOn'>

/**
 * Whether two entries with different NIKs are probably one person: same name and birth date, or the same name and a NIK with
 * one wrong digit or two swapped. The NIK's slip alone says nothing: neighbours in a register's numbering are strangers.
 */
export function areProbablyOne(a: PersonOnList, b: PersonOnList): boolean {
  const [keyA, keyB] = [nameKey(a.name), nameKey(b.name)]
  if (keyA === keyB && a.bornOn === b.bornOn) return true
  return isNikSlip(a.nik, b.nik) && (keyA === keyB || areSlips(keyA, keyB))
}

/** Whether two entries with the same NIK are plainly two people: another name and another birth date. */
export function arePlainlyTwo(a: PersonOnList, b: PersonOnList): boolean {
  if (a.bornOn === b.bornOn) return false
  const [keyA, keyB] = [nameKey(a.name), nameKey(b.name)]
  const shared = keyB.split(' ').filter((word) => keyA.split(' ').includes(word))
  return !areSlips(keyA, keyB) && shared.length === 0
}

/** One digit wrong, or two digits that have changed places. */
export function isNikSlip(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const wrong = [...a].flatMap((digit, at) => (digit === b[at] ? [] : [at]))
  if (wrong.length === 1) return true
  const [one, two] = wrong
  return wrong.length === 2 && a[one!] === b[two!] && a[two!] === b[one!]
}

function areSlips(keyA: string, keyB: string): boolean {
  return keyA === keyB || (Math.min(keyA.length, keyB.length) >= 5 && differByOneSlip(keyA, keyB))
}
