import { toBuffer } from 'qrcode'
import { dayOf } from '../domain/clock.ts'
import { spellCode } from '../domain/code.ts'
import { maskName } from '../domain/masking.ts'
import type { Text } from '../domain/message.ts'
import { kelurahanOf } from '../domain/region/kelurahan.ts'
import { visitNumber } from '../domain/worker-code.ts'
import type { Agency } from '../store/agencies.ts'
import type { Visit } from '../store/visits.ts'
import { type Pdf, pdfOf } from './pdf-page.ts'
import { saveFile } from './save-file.ts'
import type { World } from './world.ts'

const MARGIN = 40
// Two lines of small print: an address and a reason rarely take one.
const LINE = 26
const SLIP_HEIGHT = 180
const QR_SIZE = 96

/** The papers of some visits: the list for the kelurahan, and the slips to cut, each for the worker's own hand. */
export function visitPapers(world: World, agency: Agency, visits: readonly Visit[]) {
  const say = (text: Text) => world.words.say('id', text)
  const list = () => pdfOf(MARGIN, (pdf) => drawList(pdf, world, agency, visits, say))
  const slips = () => pdfOf(MARGIN, (pdf) => drawSlips(pdf, world, agency, visits, say))
  return {
    ...{ list, slips },
    writeList: async (path: string) => saveFile(await list(), path),
    writeSlips: async (path: string) => saveFile(await slips(), path),
  }
}

function drawList(pdf: Pdf, world: World, agency: Agency, visits: readonly Visit[], say: (text: Text) => string): void {
  const byKelurahan = [...Map.groupBy(visits, ({ worker }) => worker.kelurahan ?? '')]
  for (const [at, [code, here]] of byKelurahan.entries()) {
    if (at > 0) pdf.addPage()
    const place = kelurahanOf(code)?.name ?? say('visits.noKelurahan')
    pdf
      .font('Helvetica-Bold')
      .fontSize(14)
      .text(say(['visits.title', { place }]))
    pdf
      .font('Helvetica')
      .fontSize(10)
      .text(say(['visits.subtitle', { agency: agency.name, day: { day: dayOf(world.clock.now()) }, n: here.length }]))
    pdf.moveDown()
    drawCells(
      pdf,
      ['number', 'name', 'address', 'reason'].map((column) => say(`visits.column.${column}`)),
    )
    for (const visit of here) drawRow(pdf, world, visit, place, say)
  }
  if (visits.length === 0) pdf.fontSize(12).text(say('visits.none'))
}

function drawRow(pdf: Pdf, world: World, { worker, visit }: Visit, place: string, say: (text: Text) => string): void {
  if (pdf.y + LINE > pdf.page.height - MARGIN) {
    pdf.addPage()
    // A sheet that has come loose still says where it belongs.
    pdf
      .fontSize(9)
      .text(say(['visits.title', { place }]))
      .moveDown()
  }
  const address = worker.addressSealed === null ? '' : world.vault.open('workers.address', worker.addressSealed)
  pdf.rect(MARGIN, pdf.y, 10, 10).stroke()
  drawCells(pdf, [visitNumber(worker.code), worker.name, address, say(`visits.reason.${visit.reason}`)])
}

const COLUMNS = [
  { x: 20, width: 50 },
  { x: 75, width: 170 },
  { x: 250, width: 160 },
  { x: 415, width: 100 },
]

function drawCells(pdf: Pdf, cells: readonly string[]): void {
  const { y } = pdf
  for (const [at, { x, width }] of COLUMNS.entries()) {
    const box = { width, height: LINE, ellipsis: true, lineBreak: true }
    pdf.fontSize(9).text(cells[at] ?? '', MARGIN + x, y, box)
  }
  pdf.x = MARGIN
  pdf.y = y + LINE
}

async function drawSlips(
  pdf: Pdf,
  world: World,
  agency: Agency,
  visits: readonly Visit[],
  say: (text: Text) => string,
): Promise<void> {
  const qr = await toBuffer(`${world.publicUrl}/chat`, { margin: 0, width: QR_SIZE * 3 })
  for (const [at, visit] of visits.entries()) {
    const row = at % Math.floor((pdf.page.height - 2 * MARGIN) / SLIP_HEIGHT)
    if (at > 0 && row === 0) pdf.addPage()
    drawSlip(pdf, world, agency, visit, qr, MARGIN + row * SLIP_HEIGHT, say)
  }
  if (visits.length === 0) pdf.fontSize(12).text(say('visits.none'))
}

function drawSlip(
  pdf: Pdf,
  world: World,
  agency: Agency,
  { worker, slip }: Visit,
  qr: Buffer,
  y: number,
  say: (text: Text) => string,
): void {
  const width = pdf.page.width - 2 * MARGIN
  const code = slip === null ? '–' : spellCode(world.vault.open('slips.code', slip.codeSealed))
  pdf
    .dash(3, { space: 3 })
    .rect(MARGIN, y, width, SLIP_HEIGHT - 8)
    .stroke()
    .undash()
  pdf.image(qr, MARGIN + width - QR_SIZE - 14, y + 14, { width: QR_SIZE })
  const textWidth = width - QR_SIZE - 50
  pdf
    .font('Helvetica-Bold')
    .fontSize(12)
    .text(say(['slip.title', { number: visitNumber(worker.code) }]), MARGIN + 14, y + 14, { width: textWidth })
  pdf
    .font('Helvetica')
    .fontSize(10)
    .text(say(['slip.body', { name: maskName(worker.name), agency: agency.name, url: `${world.publicUrl}/chat` }]), {
      width: textWidth,
    })
  pdf
    .moveDown(0.4)
    .font('Helvetica-Bold')
    .fontSize(15)
    .text(say(['slip.code', { code }]), { width: textWidth })
  pdf.moveDown(0.3).font('Helvetica').fontSize(8).text(say('slip.warning'), { width: textWidth })
}
