import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import Papa from 'papaparse'
import { DomainError } from '../../domain/errors.ts'
import { type HeaderNames, readHeader } from '../../domain/roster/columns.ts'
import type { RosterLine } from '../../domain/roster/row.ts'
import { decode, type Encoding, sniffEncoding } from './encoding.ts'
import { type CellRow, findHeader } from './find-header.ts'
import { HEADER_WITHIN_LINES } from './limits.ts'
import { cellsUnder, type NameCells } from './name-cells.ts'
import { records, type TextRecord } from './records.ts'
import type { RosterFile } from './roster-file.ts'

const DELIMITERS = [',', ';', '\t', '|']

/** A CSV file on disk, as it is to be read. */
interface Csv {
  path: string
  file: string
  encoding: Encoding
  delimiter: string
}

/** Opens a CSV file whose first bytes are given: sniffs encoding and delimiter, finds the header. */
export async function openCsv(path: string, file: string, start: Buffer, own: HeaderNames): Promise<RosterFile> {
  const encoding = sniffEncoding(start)
  if (!encoding) throw new DomainError('roster.error.binary', { file })
  const csv = { path, file, encoding, delimiter: await sniffDelimiter(start, encoding, own) }
  const rows = await firstRows(csv)
  if (rows.length === 0) throw new DomainError('roster.error.empty', { file })
  const header = findHeader(rows, file, own)
  return {
    kind: header.kind,
    name: file,
    format: 'csv',
    headerLine: header.line,
    columns: header.columns.filter((column) => column !== null),
    notes: header.notes.filter((note) => note !== null),
    ownNames: header.ownNames,
    sheet: null,
    unread: [],
    lines: () => linesBelow(csv, header.line, cellsUnder(header, file)),
  }
}

async function* linesBelow(csv: Csv, headerLine: number, name: NameCells): AsyncGenerator<RosterLine> {
  let found = 0
  for await (const batch of recordsOf(csv)) {
    for (const row of parse(batch, csv)) {
      const line = row.line > headerLine ? name(row) : undefined
      if (!line) continue
      found++
      yield line
    }
  }
  if (found === 0) throw new DomainError('roster.error.noRows', { file: csv.file })
}

/**
 * The delimiter with which the first lines show the most column names or, where none shows any, the most cells. Lines are
 * looked at one by one: what a quote encloses is known only once the delimiter is.
 */
async function sniffDelimiter(start: Buffer, encoding: Encoding, own: HeaderNames): Promise<string> {
  const first: IteratorResult<string> = await decode(Readable.from([start]), encoding).next()
  const lines: string[] = first.value.split(/\r\n|\n|\r/).slice(0, HEADER_WITHIN_LINES)
  const shown = DELIMITERS.map((delimiter) => {
    const rows = lines.map((line) => Papa.parse<string[]>(line, { delimiter, header: false }).data[0] ?? [])
    const known = rows.map((cells) => readHeader(cells, own).columns.filter(Boolean).length)
    return { delimiter, known: Math.max(...known), cells: Math.max(...rows.map(({ length }) => length)) }
  })
  return shown.toSorted((a, b) => b.known - a.known || b.cells - a.cells)[0]!.delimiter
}

async function firstRows(csv: Csv): Promise<CellRow[]> {
  const first: TextRecord[] = []
  for await (const batch of recordsOf(csv)) {
    first.push(...batch.filter(({ line }) => line <= HEADER_WITHIN_LINES))
    if (batch.some(({ line }) => line > HEADER_WITHIN_LINES)) break
  }
  return parse(first, csv)
}

function recordsOf({ path, file, encoding, delimiter }: Csv): AsyncGenerator<TextRecord[]> {
  return records(decode(createReadStream(path), encoding), delimiter, file)
}

function parse(batch: readonly TextRecord[], { delimiter, file }: Csv): CellRow[] {
  if (batch.length === 0) return []
  const text = batch.map((record) => record.text).join('\n')
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n', header: false })
  const slip = errors.find(({ type }) => type === 'Quotes')
  if (slip) throw new DomainError('roster.error.strayQuote', { file, line: batch[slip.row ?? 0]?.line ?? 1 })
  return data.map((cells, at) => ({ line: batch[at]!.line, cells }))
}
