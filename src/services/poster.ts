import { toBuffer } from 'qrcode'
import { type ChatLinks, firstLink } from '../domain/chat-links.ts'
import { pdfOf } from './pdf-page.ts'

const MARGIN = 50
const QR_SIZE = 270
const CODE_SIZE = 84

/** What stands on a poster, from above. */
export interface Poster {
  title: string
  from: string
  lead: string
  /** The picture to scan holds the first of them. */
  links: ChatLinks
  /** What the picture is for. */
  scan: string
  /** So big that the last row reads it. */
  code?: string
  ways: string
  warning: string
}

/** A poster for the wall, one A4: a picture to scan, and what to do in plain words. */
export async function drawPoster({ title, from, lead, links, scan, code, ways, warning }: Poster): Promise<Buffer> {
  const qr = await toBuffer(firstLink(links), { margin: 1, width: QR_SIZE * 3 })
  return await pdfOf(MARGIN, (pdf) => {
    const width = pdf.page.width - 2 * MARGIN
    const line = (font: string, size: number, text: string) =>
      pdf.font(font).fontSize(size).text(text, MARGIN, pdf.y, { width, align: 'center' }).moveDown(0.4)
    line('Helvetica-Bold', 24, title)
    line('Helvetica', 13, from)
    line('Helvetica-Bold', 20, lead)
    pdf.image(qr, (pdf.page.width - QR_SIZE) / 2, pdf.y, { width: QR_SIZE })
    pdf.y += QR_SIZE + 8
    line('Helvetica', 14, scan)
    if (code !== undefined) {
      pdf.font('Helvetica-Bold').fontSize(CODE_SIZE)
      pdf.text(code, MARGIN, pdf.y, { width, align: 'center', characterSpacing: 10 })
    }
    line('Helvetica', 11, ways)
    line('Helvetica', 10, warning)
  })
}
