import { type PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { type Cell, SHEET_END, type SheetColumn, sheetRow, sheetStart, workbookParts } from './sheet-xml.ts'

/** One sheet of a workbook; its rows are asked for one after the other, and none is kept. */
export interface SheetToWrite {
  /** At most 31 characters, without `[]:*?/\`. */
  name: string
  columns: readonly SheetColumn[]
  rows: AsyncIterable<Cell[]> | Iterable<Cell[]>
}

const CHUNK = 64 * 1024

/**
 * An XLSX workbook as a stream: rows are read as fast as it is read, so that memory stays flat however many there are. The sheet
 * that stands first is written last, so that it can sum up the others. A row that cannot be read ends the stream with its error.
 */
export function writeWorkbook(sheets: readonly SheetToWrite[], mtime: Date): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as PassThrough
  const fail = (error: Error) => void output.destroy(error)
  zip.on('error', fail)
  for (const [path, text] of Object.entries(workbookParts(sheets.map(({ name }) => name)))) {
    zip.addBuffer(Buffer.from(text), path, { mtime })
  }
  const numbered = sheets.map((sheet, at) => ({ sheet, path: `xl/worksheets/sheet${at + 1}.xml` }))
  for (const { sheet, path } of [...numbered.slice(1), ...numbered.slice(0, 1)]) {
    zip.addReadStreamLazy(path, { mtime }, (give) => {
      const xml = Readable.from(xmlOf(sheet), { objectMode: false })
      // The library passes on what is read and not what goes wrong, and reads on when nobody takes it any more.
      xml.on('error', fail)
      output.once('close', () => xml.destroy())
      give(null, xml)
    })
  }
  zip.end()
  return output
}

async function* xmlOf({ columns, rows }: SheetToWrite): AsyncGenerator<string> {
  let xml = sheetStart(columns)
  let number = 1
  for await (const row of rows) {
    xml += sheetRow(row, ++number)
    if (xml.length < CHUNK) continue
    yield xml
    xml = ''
  }
  yield xml + SHEET_END
}
