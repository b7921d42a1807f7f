import type { Day } from '../clock.ts'
import type { RELATIONS } from './evidence.ts'
import { slipsBetween } from './slips.ts'

export type NikRelation = (typeof RELATIONS)['nik'][number]
export type BirthRelation = (typeof RELATIONS)['bornOn'][number]

const AREA_DIGITS = 6
const SERIAL_FROM = 12
// A city has few areas, and half of its people were registered in another one than their neighbours.
const OWN_AREA = /^35740[1-5]/

/** How two NIKs stand to each other. Both have sixteen digits. */
export function nikRelation(a: string, b: string): NikRelation {
  if (a === b) return 'same'
  const wrong = placesThatDiffer(a, b)
  const isSlip = wrong.length === 1 || (wrong.length === 2 && isSwap(a, b, wrong))
  if (wrong.every((at) => at < AREA_DIGITS) && !(isSlip && isUnheardOf(a, b))) return 'otherArea'
  if (isSlip) return wrong.at(-1) === a.length - 1 ? 'neighbour' : wrong.length === 1 ? 'oneDigit' : 'swapped'
  if (wrong.every((at) => at >= SERIAL_FROM)) return 'otherSerial'
  if (wrong.length === 2) return 'twoSlips'
  return slipsBetween(a, b) === 2 ? 'shifted' : 'other'
}

function isUnheardOf(a: string, b: string): boolean {
  return OWN_AREA.test(a) !== OWN_AREA.test(b)
}

function placesThatDiffer(a: string, b: string): number[] {
  const wrong: number[] = []
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) wrong.push(at)
  return wrong
}

function isSwap(a: string, b: string, [one, two]: readonly number[]): boolean {
  return a[one!] === b[two!] && a[two!] === b[one!]
}

/** A birth date, and the NIK that may bear it out. */
interface Born {
  nik: string
  bornOn: Day
}

/**
 * How two birth dates stand to each other. Where each NIK bears out the date beside it and the dates differ, two people were born:
 * a slip would stand in one place and not in both.
 */
export function birthRelation(a: Born, b: Born): BirthRelation {
  if (a.bornOn === b.bornOn) return 'same'
  if (isBorneOut(a) && isBorneOut(b)) return 'other'
  return slipOf(a.bornOn, b.bornOn)
}

function isBorneOut({ nik, bornOn }: Born): boolean {
  const day = Number(nik.slice(6, 8))
  const told = `${nik.slice(10, 12)}-${nik.slice(8, 10)}-${String(day > 40 ? day - 40 : day).padStart(2, '0')}`
  return bornOn.slice(2) === told
}

/** Which slip of the hand makes one date of another. */
export function slipOf(a: Day, b: Day): BirthRelation {
  const [yearA, monthA, dayA] = a.split('-')
  const [yearB, monthB, dayB] = b.split('-')
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 'dayForMonth'
  if (placesThatDiffer(a, b).length === 1) return 'oneDigit'
  if (yearA === yearB && (a.endsWith('-01-01') || b.endsWith('-01-01'))) return 'firstOfJanuary'
  if (yearA === yearB) return monthA === monthB || dayA === dayB ? 'dayOff' : 'other'
  return monthA === monthB && dayA === dayB && isNearYear(yearA!, yearB!) ? 'yearOff' : 'other'
}

function isNearYear(a: string, b: string): boolean {
  return [1, 10].includes(Math.abs(Number(a) - Number(b))) || (a[2] === b[3] && a[3] === b[2])
}
