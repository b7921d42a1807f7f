import type { Readable } from 'node:stream'
import { dayOf } from '../../domain/clock.ts'
import type { Officer } from '../../domain/officer.ts'
import { audited } from '../accounts/audited.ts'
import { officersAmong } from '../actors.ts'
import { saveFile } from '../save-file.ts'
import type { World } from '../world.ts'
import type { Cell } from '../xlsx/sheet-xml.ts'
import { writeWorkbook } from '../xlsx/write-workbook.ts'
import { goneRows } from './gone-rows.ts'
import { importFor } from './imports.ts'
import { doubleRows, doubtfulRows, mendRows, noTally, type Returning } from './return-sheets.ts'
import { summaryRows } from './return-summary.ts'

/** What goes back to an agency after an import: what to mend and why, as an XLSX workbook. */
export interface ReturnFile {
  fileName: string
  content: Readable
}

/** More nobody mends in one go; the rest comes with the next file. */
const MOST_ROWS = 100_000

/**
 * The return file of an import, in Bahasa Indonesia, read from the database while it is read itself. No sheet holds a whole
 * NIK, a phone or anything of another agency's list but that agency's name. Throws `returns.noImport` as `importFor` does.
 */
export async function returnFile(
  world: World,
  importId: string,
  reader?: Officer,
  limit = MOST_ROWS,
): Promise<ReturnFile> {
  const { agencyImport, officers } = await world.database.run(function* (db) {
    const agencyImport = yield* importFor(db, importId, reader)
    return { agencyImport, officers: yield* officersAmong(db, [agencyImport.import.startedBy]) }
  })
  const tell: Returning['tell'] = (text) => world.words.say('id', text)
  const by = officers[agencyImport.import.startedBy] ?? tell('returns.operator')
  const returning = { ...agencyImport, world, tell, tally: noTally() }
  const day = dayOf(agencyImport.import.startedAt)
  return {
    fileName: tell(['returns.fileName', { agency: agencyImport.agency.code, day }]),
    content: writeWorkbook(sheetsOf(returning, by, limit), world.clock.now()),
  }
}

/** The return file for an officer, and a note in the audit of who has taken it. Throws as `returnFile` does. */
export async function giveReturnFile(world: World, importId: string, reader: Officer): Promise<ReturnFile> {
  const file = await returnFile(world, importId, reader)
  await world.database.run((db) => audited(db, world, reader, 'import.returned', `import:${importId}`))
  return file
}

/** Writes the return file of an import to a path, for nobody else on the machine. Throws `operation.cannotWrite` too. */
export async function saveReturnFile(world: World, importId: string, path: string): Promise<void> {
  const { content } = await returnFile(world, importId)
  await saveFile(content, path)
}

const WIDTHS = {
  ...{
    what: 24,
    value: 40,
    meaning: 70,
    line: 10,
    name: 30,
    nik: 10,
    column: 18,
    severity: 18,
    wrong: 45,
    mending: 60,
  },
  ...{ agency: 36, months: 36, score: 12, why: 60, other: 16, decision: 20, code: 14 },
} as const
type ColumnKey = keyof typeof WIDTHS

function sheetsOf(returning: Returning, by: string, limit: number) {
  const { tell } = returning
  const leftOut = new Map<string, number>()
  const sheet = (key: string, columns: ColumnKey[], rows: AsyncIterable<Cell[]> | Iterable<Cell[]>) => ({
    name: tell(`returns.sheet.${key}`),
    columns: columns.map((column) => ({ title: tell(`returns.column.${column}`), width: WIDTHS[column] })),
    rows,
  })
  const upTo = (key: string, rows: AsyncIterable<Cell[]>) => limited(rows, limit, (n) => leftOut.set(key, n))
  return [
    sheet('summary', ['what', 'value', 'meaning'], summaryRows(returning, by, leftOut, limit)),
    sheet('mend', ['line', 'name', 'nik', 'column', 'severity', 'wrong', 'mending'], upTo('mend', mendRows(returning))),
    sheet('double', ['line', 'name', 'nik', 'agency', 'months'], upTo('double', doubleRows(returning))),
    sheet(
      'doubtful',
      ['line', 'name', 'nik', 'score', 'why', 'other', 'decision'],
      upTo('doubtful', doubtfulRows(returning)),
    ),
    sheet('gone', ['code', 'name'], upTo('gone', goneRows(returning))),
  ]
}

/** The first rows up to a limit; counts those that are left out. */
async function* limited(
  rows: AsyncIterable<Cell[]>,
  limit: number,
  leftOut: (n: number) => void,
): AsyncGenerator<Cell[]> {
  let n = 0
  for await (const row of rows) {
    if (++n <= limit) yield row
    else leftOut(n - limit)
  }
}
