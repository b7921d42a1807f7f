import { type Pdf, pdfOf } from '../pdf-page.ts'

const MARGIN = 40
const ROW = 15
const LABEL_WIDTH = 130
const VALUE_WIDTH = 120
const BAR = 9

/** A paper with a report that is drawn on it. Black on white alone. */
export function paper(title: string, madeAt: Date, draw: (pdf: Pdf) => void): Promise<Buffer> {
  const info = { Title: title, CreationDate: madeAt }
  return pdfOf(MARGIN, (pdf) => draw(pdf.font('Helvetica').fontSize(10)), info)
}

export function heading(pdf: Pdf, text: string, size = 12): void {
  roomFor(pdf, 6 * ROW)
  pdf.x = MARGIN
  pdf.moveDown(0.7).font('Helvetica-Bold').fontSize(size).text(text).font('Helvetica').fontSize(10).moveDown(0.3)
}

export function paragraph(pdf: Pdf, text: string, size = 9): void {
  pdf.x = MARGIN
  pdf
    .fontSize(size)
    .text(text, { width: widthOf(pdf) })
    .moveDown(0.4)
}

/** A column of a table; numbers stand to the right. */
export interface Column {
  title: string
  /** Points. */
  width: number
  isNumber?: boolean
}

/** A table that goes on over pages, with its titles at the top of each. */
export function drawTable(pdf: Pdf, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  drawRow(
    pdf,
    columns,
    columns.map(({ title }) => title),
    'Helvetica-Bold',
  )
  for (const row of rows) {
    if (!fits(pdf, heightOf(pdf, columns, row))) {
      pdf.addPage()
      drawRow(
        pdf,
        columns,
        columns.map(({ title }) => title),
        'Helvetica-Bold',
      )
    }
    drawRow(pdf, columns, row, 'Helvetica')
  }
  pdf.moveDown(0.5)
}

function drawRow(pdf: Pdf, columns: readonly Column[], cells: readonly string[], font: string): void {
  pdf.font(font).fontSize(8)
  const height = heightOf(pdf, columns, cells)
  const { y } = pdf
  let x = MARGIN
  for (const [at, { width, isNumber }] of columns.entries()) {
    pdf.text(cells[at] ?? '', x, y + 2, { width: width - 6, align: isNumber ? 'right' : 'left' })
    x += width
  }
  pdf
    .lineWidth(0.4)
    .moveTo(MARGIN, y + height)
    .lineTo(x, y + height)
    .stroke()
  pdf.font('Helvetica')
  pdf.x = MARGIN
  pdf.y = y + height
}

function heightOf(pdf: Pdf, columns: readonly Column[], cells: readonly string[]): number {
  pdf.fontSize(8)
  const heights = columns.map(({ width }, at) => pdf.heightOfString(cells[at] ?? '', { width: width - 6 }))
  return Math.max(ROW, ...heights.map((height) => height + 4))
}

/** One bar: what of a whole is so, both counted in the same thing. */
export interface Bar {
  label: string
  part: number
  whole: number
  /** The same in words, beside the bar. */
  value: string
  /** Where on the whole a line is drawn, 0 to 1. */
  mark?: number
}

/**
 * Bars below each other on one scale: the frame is the whole and the black in it the part, so that it can be read without colour.
 * `longest` is the whole of the longest bar; each has the full width where it is left out.
 */
export function drawBars(pdf: Pdf, bars: readonly Bar[], longest?: number): void {
  const full = widthOf(pdf) - LABEL_WIDTH - VALUE_WIDTH
  for (const { label, part, whole, value, mark } of bars) {
    roomFor(pdf, ROW)
    const { y } = pdf
    const left = MARGIN + LABEL_WIDTH
    const frame = longest === undefined ? full : longest === 0 ? 0 : (full * whole) / longest
    const black = whole === 0 ? 0 : (frame * Math.min(part, whole)) / whole
    pdf
      .fontSize(8)
      .text(label, MARGIN, y + 2, { width: LABEL_WIDTH - 6, height: ROW, ellipsis: true, lineBreak: false })
    if (frame > 0)
      pdf
        .lineWidth(0.6)
        .rect(left, y + 2, frame, BAR)
        .stroke()
    if (black > 0) pdf.rect(left, y + 2, black, BAR).fill('black')
    if (mark !== undefined)
      pdf
        .lineWidth(1.2)
        .moveTo(left + frame * mark, y)
        .lineTo(left + frame * mark, y + BAR + 4)
        .stroke()
    pdf.text(value, left + full + 6, y + 2, { width: VALUE_WIDTH - 6, height: ROW, lineBreak: false })
    pdf.x = MARGIN
    pdf.y = y + ROW
  }
  pdf.moveDown(0.5)
}

function widthOf(pdf: Pdf): number {
  return pdf.page.width - 2 * MARGIN
}

function roomFor(pdf: Pdf, height: number): void {
  if (!fits(pdf, height)) pdf.addPage()
}

function fits(pdf: Pdf, height: number): boolean {
  return pdf.y + height <= pdf.page.height - MARGIN
}
