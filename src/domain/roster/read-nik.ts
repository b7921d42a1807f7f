import { type Nik, readNik } from '../nik.ts'
import { words } from './cells.ts'
import type { Note, RosterLine } from './row.ts'

// `3.574011708709001E+15` still holds every digit; `3,57E+15` has lost most of them.
const WHOLE_SCIENTIFIC = /^(\d)[.,](\d{15})e\+?15$/i

/** The NIK of a line, from whatever a spreadsheet made of it. Syntax only: no check digit exists. */
export function readNikCell(line: RosterLine, note: Note): Nik | undefined {
  const text = words(line.cells, 'nik').replace(/[.,]0+$/, '')
  const whole = WHOLE_SCIENTIFIC.exec(text)
  const nik = readNik(whole ? `${whole[1]}${whole[2]}` : text)
  if (!nik) note(whyNot(text), 'nik')
  if (nik && line.nikIsNumber && nik.digits.endsWith('0'))
    note('nikRounded', 'nik', line.nikIsNumber === 'rounded' ? 'error' : 'warning')
  return nik
}

function whyNot(text: string) {
  if (text === '') return 'nikMissing'
  if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(text)) return 'nikScientific'
  const digits = text.replace(/[\s.'-]/g, '')
  return /^\d+$/.test(digits) && digits.length !== 16 ? 'nikLength' : 'nikInvalid'
}
