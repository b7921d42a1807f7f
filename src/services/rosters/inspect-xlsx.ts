import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { DomainError } from '../../domain/errors.ts'
import { HEADER_WITHIN_LINES, LARGEST_UNZIPPED, MOST_SHEET_ROWS } from './limits.ts'
import { type ListedSheet, listedSheets } from './workbook.ts'
import { type ZipEntry, zipDirectory } from './zip-directory.ts'

/** What must be known of a sheet before a library holds it in memory whole. */
export interface SheetFacts extends ListedSheet {
  /** Whether any cell holds something. */
  isFilled: boolean
  /** By column letters: the rows in which formulas stand, of those below where a header may stand the first alone. */
  formulas: Map<string, number[]>
}

/**
 * Unzips an XLSX once, in passing, and keeps nothing: refuses one that would grow too large (whatever its directory
 * claims) or shows too many rows, and finds the formulas of its sheets, which readers replace by their results.
 */
export async function inspectXlsx(zip: Buffer, file: string): Promise<SheetFacts[]> {
  const entries = zipDirectory(zip)?.filter(({ name }) => name.endsWith('.xml') || name.endsWith('.rels'))
  if (!entries?.some(({ name }) => name === 'xl/workbook.xml'))
    throw new DomainError('roster.error.brokenSheet', { file })
  const claimed = entries.reduce((sum, { size }) => sum + size, 0)
  if (claimed > LARGEST_UNZIPPED) throw new DomainError('roster.error.sheetTooLarge', { file })
  const book = await whole(entries, 'xl/workbook.xml', file)
  const listed = listedSheets(book, await whole(entries, 'xl/_rels/workbook.xml.rels', file))
  const sheets = listed.map((sheet) => ({ ...sheet, isFilled: false, formulas: new Map<string, number[]>() }))
  const budget = { bytes: LARGEST_UNZIPPED, rows: MOST_SHEET_ROWS + 1 }
  for (const entry of entries) {
    const sheet = sheets.find(({ path }) => path === entry.name)
    const look = sheet ? sheetWatcher(sheet, budget, file) : () => {}
    for await (const text of unzipped(entry, budget, file)) look(text)
  }
  return sheets
}

async function whole(entries: readonly ZipEntry[], name: string, file: string): Promise<string> {
  const entry = entries.find((one) => one.name === name)
  let text = ''
  if (entry) for await (const piece of unzipped(entry, { bytes: 4_000_000 }, file)) text += piece
  return Buffer.from(text, 'latin1').toString('utf8')
}

// As Latin-1, so that a letter of several bytes may be cut in two: what is looked for has none.
async function* unzipped(entry: ZipEntry, budget: { bytes: number }, file: string): AsyncGenerator<string> {
  const stored = Readable.from([entry.stored])
  try {
    for await (const piece of entry.isDeflated ? stored.pipe(createInflateRaw()) : stored) {
      budget.bytes -= piece.length
      if (budget.bytes < 0) throw new DomainError('roster.error.sheetTooLarge', { file })
      yield (piece as Buffer).toString('latin1')
    }
  } catch (error) {
    throw error instanceof DomainError ? error : new DomainError('roster.error.brokenSheet', { file })
  }
}

const ROW = /<(?:\w+:)?row[\s>/]/g
const CONTENT = /<(?:\w+:)?(?:v|is)[\s>]/
const FORMULA = /<(?:\w+:)?c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f[\s>/]/g
// Room for the beginning of a cell or row that the next piece continues.
const OVERLAP = 400

function sheetWatcher(sheet: SheetFacts, budget: { rows: number }, file: string): (text: string) => void {
  let tail = ''
  return (piece) => {
    const text = tail + piece
    for (const [, column, row] of text.matchAll(FORMULA)) takeFormula(sheet, column!, Number(row))
    sheet.isFilled ||= CONTENT.test(text)
    if (!sheet.isHidden) budget.rows -= count(text) - count(tail)
    if (budget.rows < 0) throw new DomainError('roster.error.tooManyRows', { file, limit: MOST_SHEET_ROWS })
    tail = text.slice(-OVERLAP)
  }
}

function takeFormula({ formulas }: SheetFacts, column: string, row: number): void {
  const rows = formulas.get(column) ?? []
  if (rows.at(-1) === undefined || rows.at(-1)! <= HEADER_WITHIN_LINES) formulas.set(column, [...rows, row])
}

function count(text: string): number {
  return text.match(ROW)?.length ?? 0
}
