import type { Day } from '../clock.ts'
import { isFormula, words } from './cells.ts'
import type { Column } from './columns.ts'
import { checkAge, checkAlive, checkEmployment } from './eligibility.ts'
import { type Attestation, readConsent } from './read-consent.ts'
import { readNikCell } from './read-nik.ts'
import { type PeriodOption, readPeriod } from './read-period.ts'
import { readBirth, readName, readPhoneCell, readSex } from './read-person.ts'
import { readResidence } from './read-residence.ts'
import { readBasis, readProgrammes, readWork } from './read-work.ts'
import type { Note, Problem, RosterLine, RosterRow } from './row.ts'
import type { Segment } from './segments.ts'

/** What an import says for all rows that do not say it themselves. */
export interface RowOptions extends PeriodOption {
  today: Day
  segment?: Segment
  consent?: Attestation
  /** The legal basis of all on the list whose row names none. */
  basis?: string
}

/** What one line says. There is no row where something without which a worker cannot be told apart is missing. */
export interface ReadRow {
  row?: RosterRow
  problems: Problem[]
}

/** Reads one line of a roster and makes every check that the line alone can show. */
export function readRow(line: RosterLine, options: RowOptions): ReadRow {
  const problems: Problem[] = []
  const note: Note = (code, field, severity = 'error') => void problems.push({ code, field, severity })
  checkShape(line, note)
  const row = assemble(line, options, note)
  checkEmployment(line.cells, note)
  checkAlive(line.cells, note)
  return row ? { row, problems } : { problems }
}

function checkShape({ cells, isTooLong }: RosterLine, note: Note): void {
  if (isTooLong) note('tooManyCells', 'nik')
  for (const column of Object.keys(cells) as Column[]) {
    if (isFormula(cells[column]?.trim() ?? '')) note('formula', column)
  }
}

function assemble(line: RosterLine, options: RowOptions, note: Note): RosterRow | undefined {
  const { cells } = line
  const nik = readNikCell(line, note)
  const name = readName(cells, note)
  const bornOn = readBirth(cells, nik, options.today, note)
  const sex = readSex(cells, nik, note)
  const phone = readPhoneCell(cells, note)
  const kelurahan = readResidence(cells, note)
  const work = readWork(cells, options.segment, note)
  const period = readPeriod(cells, options, note)
  const programmes = readProgrammes(cells, note)
  const consent = readConsent(cells, options.today, options.consent, note)
  if (bornOn && period) checkAge(bornOn, period.startsOn, note)
  if (!nik || !name || !bornOn || !sex || !kelurahan || !period) return undefined
  return {
    nik: nik.digits,
    name,
    bornOn,
    sex,
    phone,
    address: words(cells, 'address') || null,
    kelurahan: kelurahan.code,
    ...work,
    memberNumber: words(cells, 'memberNumber') || null,
    ...period,
    programmes,
    basis: readBasis(cells, options.basis),
    consent,
    notes: line.notes,
  }
}
