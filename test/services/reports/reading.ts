import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import readExcelFile from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'

/** The sheets of a workbook by name. */
export async function sheetsIn(file: Readable | Buffer) {
  const bytes = Buffer.isBuffer(file) ? file : await buffer(file)
  return new Map((await readExcelFile(bytes)).map(({ sheet, data }) => [sheet, data as unknown[][]]))
}

/** The text of a PDF, spaces and lines as one space. */
export async function textIn(file: Readable | Buffer): Promise<string> {
  const bytes = Buffer.isBuffer(file) ? file : await buffer(file)
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })
  return text.replace(/\s+/g, ' ')
}
