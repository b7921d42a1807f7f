import { buffer } from 'node:stream/consumers'

export type Pdf = PDFKit.PDFDocument

/** An A4 paper drawn into memory. What draws papers is loaded when the first one is drawn: the host is small without it. */
export async function pdfOf(
  margin: number,
  draw: (pdf: Pdf) => void | Promise<void>,
  info: PDFKit.DocumentInfo = {},
): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit')
  const pdf = new PDFDocument({ size: 'A4', margin, bufferPages: false, info })
  const read = buffer(pdf)
  await draw(pdf)
  pdf.end()
  return await read
}
