import { readFile, stat } from 'node:fs/promises'
import { DomainError } from '../../domain/errors.ts'
import { COLUMNS, type HeaderNames } from '../../domain/roster/columns.ts'
import type { RosterLine } from '../../domain/roster/row.ts'
import { chooseSheet, firstRows } from './choose-sheet.ts'
import { type FoundHeader, findHeader } from './find-header.ts'
import { inspectXlsx, type SheetFacts } from './inspect-xlsx.ts'
import { LARGEST_SHEET_FILE, MOST_SHEET_ROWS } from './limits.ts'
import { cellsUnder } from './name-cells.ts'
import type { RosterFile } from './roster-file.ts'
import { asText, SheetNumber, type SheetRow } from './sheet-rows.ts'

/** Opens the roster's sheet of an XLSX file. All of it is held in memory, so rows and sizes are limited before unzipping. */
export async function openXlsx(path: string, file: string, own: HeaderNames): Promise<RosterFile> {
  if ((await stat(path)).size > LARGEST_SHEET_FILE) throw new DomainError('roster.error.sheetTooLarge', { file })
  const zip = await readFile(path)
  const sheets = await inspectXlsx(zip, file)
  const sheet = await chooseSheet(zip, sheets, file, own)
  const header = findHeader(firstRows(sheet), file, own)
  if (sheet.rows.length > MOST_SHEET_ROWS + header.line) {
    throw new DomainError('roster.error.tooManyRows', { file, limit: MOST_SHEET_ROWS })
  }
  refuseFormulas(header, sheet, file)
  return {
    kind: header.kind,
    name: file,
    format: 'xlsx',
    headerLine: header.line,
    columns: header.columns.filter((column) => column !== null),
    notes: header.notes.filter((note) => note !== null),
    ownNames: header.ownNames,
    sheet: sheet.name,
    unread: sheets.filter(({ isFilled, number }) => isFilled && number !== sheet.number).map(({ name }) => name),
    lines: () => linesBelow(sheet.rows, header, file),
  }
}

async function* linesBelow(rows: readonly SheetRow[], header: FoundHeader, file: string): AsyncGenerator<RosterLine> {
  const name = cellsUnder(header, file)
  const nikAt = header.columns.indexOf('nik')
  const below = rows.slice(rows.findIndex(({ line }) => line === header.line) + 1)
  const nikIsNumber = areRounded(below, nikAt) ? 'rounded' : 'perhapsWhole'
  let found = 0
  for (const row of below) {
    const line = name(asText(row))
    if (!line) continue
    found++
    yield row.cells[nikAt] instanceof SheetNumber ? { ...line, nikIsNumber } : line
  }
  if (found === 0) throw new DomainError('roster.error.noRows', { file })
}

// Of so few numbers all may end in 0 by chance.
const FEWEST_TO_TELL = 3

/** Whether the sheet has lost the last digits of its NIKs: of the numbers that stand there none ends in another digit than 0. */
function areRounded(rows: readonly SheetRow[], nikAt: number): boolean {
  const numbers = rows.map(({ cells }) => cells[nikAt]).filter((cell) => cell instanceof SheetNumber)
  return numbers.length >= FEWEST_TO_TELL && numbers.every(({ digits }) => digits.endsWith('0'))
}

function refuseFormulas(header: FoundHeader, { formulas }: SheetFacts, file: string): void {
  for (const [letters, lines] of formulas) {
    const column = header.columns[columnAt(letters)]
    const line = lines.find((one) => one > header.line)
    if (column && line !== undefined)
      throw new DomainError('roster.error.formula', { file, line, column: COLUMNS[column] })
  }
}

function columnAt(letters: string): number {
  return [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
