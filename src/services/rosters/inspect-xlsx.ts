import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { DomainError } from '../../domain/errors.ts'
import { LARGEST_UNZIPPED, MOST_SHEET_ROWS } from './limits.ts'
import { type ZipEntry, zipDirectory } from './zip-directory.ts'

/** What must be known of a sheet before a library holds it in memory whole. */
export interface SheetFacts {
  /** By column letters: the first row in which a formula stands. */
  formulas: Map<string, number>
}

/**
 * Unzips an XLSX once, in passing, and keeps nothing: refuses one that would grow too large (whatever its directory
 * claims) or has too many rows, and finds the formulas of its first sheet, which readers replace by their results.
 */
export async function inspectXlsx(zip: Buffer, file: string): Promise<SheetFacts> {
  const entries = zipDirectory(zip)?.filter(({ name }) => name.endsWith('.xml') || name.endsWith('.rels'))
  if (!entries?.some(({ name }) => name === 'xl/workbook.xml'))
    throw new DomainError('roster.error.brokenSheet', { file })
  const claimed = entries.reduce((sum, { size }) => sum + size, 0)
  if (claimed > LARGEST_UNZIPPED) throw new DomainError('roster.error.sheetTooLarge', { file })
  const sheet = await firstSheet(entries, file)
  const formulas = new Map<string, number>()
  const budget = { bytes: LARGEST_UNZIPPED }
  for (const entry of entries) {
    const look = entry === sheet ? sheetWatcher(formulas, file) : () => {}
    for await (const text of unzipped(entry, budget, file)) look(text)
  }
  return { formulas }
}

/** The sheet that stands first in the workbook, through its relations; sheets may be stored in any order. */
async function firstSheet(entries: readonly ZipEntry[], file: string): Promise<ZipEntry | undefined> {
  const book = await whole(entries, 'xl/workbook.xml', file)
  const relations = await whole(entries, 'xl/_rels/workbook.xml.rels', file)
  const id = /<(?:\w+:)?sheet\b[^>]*\br:id="([^"]+)"/.exec(book)?.[1]
  const relation = relations.match(/<Relationship\b[^>]*>/g)?.find((tag) => tag.includes(`Id="${id}"`))
  const target = /Target="([^"]+)"/.exec(relation ?? '')?.[1] ?? 'worksheets/sheet1.xml'
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
  return entries.find(({ name }) => name === path)
}

async function whole(entries: readonly ZipEntry[], name: string, file: string): Promise<string> {
  const entry = entries.find((one) => one.name === name)
  let text = ''
  if (entry) for await (const piece of unzipped(entry, { bytes: 4_000_000 }, file)) text += piece
  return text
}

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
const FORMULA = /<(?:\w+:)?c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f[\s>/]/g
// Room for the beginning of a cell or row that the next piece continues.
const OVERLAP = 400

function sheetWatcher(formulas: Map<string, number>, file: string): (text: string) => void {
  let rows = 0
  let tail = ''
  return (piece) => {
    const text = tail + piece
    for (const [, column, row] of text.matchAll(FORMULA)) {
      if (!formulas.has(column!)) formulas.set(column!, Number(row))
    }
    rows += count(text) - count(tail)
    if (rows > MOST_SHEET_ROWS + 1) throw new DomainError('roster.error.tooManyRows', { file, limit: MOST_SHEET_ROWS })
    tail = text.slice(-OVERLAP)
  }
}

function count(text: string): number {
  return text.match(ROW)?.length ?? 0
}
