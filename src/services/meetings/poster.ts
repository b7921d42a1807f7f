import { toBuffer } from 'qrcode'
import { dayOf, minuteOfDay } from '../../domain/clock.ts'
import { firstLink } from '../../domain/meeting.ts'
import type { Text } from '../../domain/message.ts'
import { kelurahanOf } from '../../domain/region/kelurahan.ts'
import { pdfOf } from '../pdf-page.ts'
import type { World } from '../world.ts'
import type { ReadMeeting } from './desk.ts'

const MARGIN = 50
const QR_SIZE = 270
const CODE_SIZE = 84

/** A meeting's poster for the wall, one A4: a picture to scan, the code so big that the last row reads it, and what to do in plain words. */
export async function posterOf(world: World, { meeting, agency, links }: ReadMeeting): Promise<Buffer> {
  const say = (text: Text) => world.words.say('id', text)
  const { code, topic, place, kelurahan, startsAt } = meeting
  const qr = await toBuffer(firstLink(links), { margin: 1, width: QR_SIZE * 3 })
  const when = { day: { day: dayOf(startsAt) }, time: clockOf(startsAt) }
  const where = { place, kelurahan: kelurahanOf(kelurahan)?.name ?? '' }
  return await pdfOf(MARGIN, (pdf) => {
    const width = pdf.page.width - 2 * MARGIN
    const line = (font: string, size: number, text: string) =>
      pdf.font(font).fontSize(size).text(text, MARGIN, pdf.y, { width, align: 'center' }).moveDown(0.4)
    line('Helvetica-Bold', 24, topic)
    line('Helvetica', 13, say(['meetings.poster.where', { ...where, ...when, agency: agency.name }]))
    line('Helvetica-Bold', 20, say('meetings.poster.lead'))
    pdf.image(qr, (pdf.page.width - QR_SIZE) / 2, pdf.y, { width: QR_SIZE })
    pdf.y += QR_SIZE + 8
    line('Helvetica', 14, say('meetings.poster.orCode'))
    pdf.font('Helvetica-Bold').fontSize(CODE_SIZE)
    pdf.text(code, MARGIN, pdf.y, { width, align: 'center', characterSpacing: 10 })
    line('Helvetica', 11, say(['meetings.poster.ways', { links: Object.values(links).join('\n') }]))
    line('Helvetica', 10, say('meetings.poster.warning'))
  })
}

function clockOf(at: Date): string {
  const minutes = minuteOfDay(at)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`
}
