import { type Day, yearsBetween } from '../clock.ts'
import { bornAsNikSays, type Nik } from '../nik.ts'
import { readPhone } from '../phone.ts'
import { words } from './cells.ts'
import type { Cells } from './columns.ts'
import { readDay } from './dates.ts'
import type { Note } from './row.ts'

// Nobody on a list is younger, so that a two-digit year is never read as a child's.
const YOUNGEST = 12
const OLDEST = 120
const LONGEST_NAME = 120

export function readName(cells: Cells, note: Note): string | undefined {
  const name = words(cells, 'name')
  if (name === '') return void note('nameMissing', 'name')
  const isName = /\p{L}.*\p{L}/u.test(name) && !/\d{3}/.test(name) && name.length <= LONGEST_NAME
  return isName ? name : void note('nameUnreadable', 'name')
}

/** The birth date. One that differs from the NIK's is worth a look and no fault: a NIK outlives corrections. */
export function readBirth(cells: Cells, nik: Nik | undefined, today: Day, note: Note): Day | undefined {
  const text = words(cells, 'bornOn')
  if (text === '') return void note('birthMissing', 'bornOn')
  const bornOn = readDay(text, Number(today.slice(0, 4)) - YOUNGEST)
  if (!bornOn) return void note('birthUnreadable', 'bornOn')
  if (bornOn >= today || yearsBetween(bornOn, today) > OLDEST) return void note('birthImpossible', 'bornOn')
  if (nik && !bornAsNikSays(nik, bornOn)) note('birthDiffersFromNik', 'bornOn', 'warning')
  return bornOn
}

/** The sex, from the cell or else from the NIK. */
export function readSex(cells: Cells, nik: Nik | undefined, note: Note): 'male' | 'female' | undefined {
  const text = words(cells, 'sex').toLowerCase()
  if (text === '') return nik?.sex
  const sex = sexFrom(text)
  if (!sex) note('sexUnreadable', 'sex', 'warning')
  if (sex && nik && sex !== nik.sex) note('sexDiffersFromNik', 'sex', 'warning')
  return sex ?? nik?.sex
}

function sexFrom(text: string): 'male' | 'female' | undefined {
  if (/^(?:l|lk|laki|laki2|laki[ -]?laki|pria|m|male)\.?$/.test(text)) return 'male'
  return /^(?:p|pr|perempuan|wanita|w|f|female)\.?$/.test(text) ? 'female' : undefined
}

const AS_POWER = /^(\d)[.,](\d+)e\+?(\d+)$/i

// Words say whose a number is (`WA`, `istri`, `an. Budi`), or stand between two; a blank may stand inside a number too.
const BETWEEN_PHONES = /[;,/&|]|\p{L}[\p{L}\s.:]*|\s-\s/u
const BETWEEN_OR_WITHIN = /[\s;,/&|]+/

/** The phone, of several the first that can be read. Without one the worker is visited, so it is never an error. */
export function readPhoneCell(cells: Cells, note: Note): string | null {
  const text = words(cells, 'phone').replace(/[.,]0$/, '')
  if (text === '') return null
  const phone = AS_POWER.test(text) ? readPhone(fromPower(text)) : firstPhone(text)
  if (!phone) note('phoneUnreadable', 'phone', 'warning')
  return phone ?? null
}

function firstPhone(text: string): string | undefined {
  return [text, ...text.split(BETWEEN_PHONES), ...text.split(BETWEEN_OR_WITHIN)].map(readPhone).find(Boolean)
}

// `8.1000009001E+10` still holds every digit; `8,1E+10` has lost most of them.
function fromPower(text: string): string {
  const [, first, rest, power] = AS_POWER.exec(text)!
  return rest!.length === Number(power) ? `${first}${rest}` : ''
}
