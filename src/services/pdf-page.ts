import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'

export type Pdf = PDFKit.PDFDocument

/** An A4 paper drawn into memory. */
export async function pdfOf(margin: number, draw: (pdf: Pdf) => void | Promise<void>): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin, bufferPages: false })
  const read = buffer(pdf)
  await draw(pdf)
  pdf.end()
  return await read
}
