import { type Day, yearsBetween } from '../clock.ts'
import { words, yesOrNo } from './cells.ts'
import type { Cells } from './columns.ts'
import type { Note } from './row.ts'

/** Under 65 at first enrolment; generally known, confirmed by no source at hand. */
export const AGE_LIMIT = 65

// The age from which the population register issues an identity card.
const AGE_OF_CARD = 17

const CIVIL_SERVANT = /\b(?:asn|pns|pppk|p3k|cpns|tni|polri|polisi|tentara|aparatur sipil)\b/i
const WAGE_EARNER = /\b(?:penerima upah|ppu|pu|karyawan|karyawati|pegawai (?:swasta|bumn|bumd|tetap))\b/i
// Once was, is married to, or is expressly none.
const NOT_NOW =
  /\b(?:non|bukan|tidak|belum|pensiun\w*|purna\w*|mantan|eks|ex|istri|suami|anak|janda|duda|bpu|pbpu|keluarga)\b/i
const DECEASED =
  /^(?:(?:sudah |telah |ybs )?(?:meninggal(?: dunia)?|wafat|tutup usia)|md|alm|almh|almarhum|almarhumah)\b/i
const DECEASED_ANYWHERE = /\b(?:meninggal|wafat|almarhum|almarhumah|alm)\b/i
const DECEASED_NAME = /^(?:alm|almh|almarhum|almarhumah)\b\.?|\((?:alm|almh|almarhum|almarhumah)\.?\)\s*$/i

/** Age at the start of the period. */
export function checkAge(bornOn: Day, startsOn: Day, note: Note): void {
  const age = yearsBetween(bornOn, startsOn)
  if (age >= AGE_LIMIT) note('tooOld', 'bornOn')
  if (age < AGE_OF_CARD) note('tooYoung', 'bornOn', 'warning')
}

/** Already a wage earner's member, or ASN, TNI, POLRI, where a column says so. */
export function checkEmployment(cells: Cells, note: Note): void {
  const status = words(cells, 'employment')
  if (says(words(cells, 'civilServant'), CIVIL_SERVANT)) note('civilServant', 'civilServant')
  else if (isNow(status, CIVIL_SERVANT)) note('civilServant', 'employment')
  else if (isNow(words(cells, 'occupation'), CIVIL_SERVANT)) note('civilServant', 'occupation')
  if (says(words(cells, 'wageEarner'), WAGE_EARNER)) note('wageEarner', 'wageEarner')
  else if (isNow(status, WAGE_EARNER)) note('wageEarner', 'employment')
  else if (isNow(words(cells, 'occupation'), WAGE_EARNER)) note('perhapsEmployed', 'occupation', 'warning')
  if (isNow(words(cells, 'remark'), CIVIL_SERVANT)) note('perhapsEmployed', 'remark', 'warning')
}

/** Deceased where a column, or a title in the name, says so; a remark that only mentions a death is for an officer to read. */
export function checkAlive(cells: Cells, note: Note): void {
  const remark = words(cells, 'remark')
  if (says(words(cells, 'deceased'), DECEASED)) note('deceased', 'deceased')
  else if (DECEASED_NAME.test(words(cells, 'name'))) note('deceased', 'name')
  else if (DECEASED.test(remark)) note('deceased', 'remark')
  else if (DECEASED_ANYWHERE.test(remark)) note('perhapsDeceased', 'remark', 'warning')
}

function says(text: string, what: RegExp): boolean {
  return yesOrNo(text) === true || isNow(text, what)
}

function isNow(text: string, what: RegExp): boolean {
  return what.test(text) && !NOT_NOW.test(text)
}
