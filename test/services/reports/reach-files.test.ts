import { buffer } from 'node:stream/consumers'
import { inflateSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { REACH_DIMENSIONS } from '../../../src/domain/reach.ts'
import { deliverAllDue } from '../../../src/services/deliver.ts'
import { routeNotices } from '../../../src/services/notices.ts'
import { reachOf } from '../../../src/services/reach-report.ts'
import { figuresOf, groupName } from '../../../src/services/reach-sheet.ts'
import { reachBook, reachFile } from '../../../src/services/reports/reach-files.ts'
import { chatOf, enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { sheetsIn, textIn } from './reading.ts'

const DAYS = { from: '2026-11-01', to: '2026-11-30' }
const PHONE = '6281000009001'

let world: TestWorld
let agencyId: string
beforeEach(async () => {
  world = await testWorld()
  agencyId = await listOf(world, 'DKPPP')
  await enrol(world, { agencyId, phone: PHONE, agreed: true, kelurahan: '35.74.01.1001' })
  for (let n = 2; n <= 4; n++)
    await enrol(world, { agencyId, phone: `628100000900${n}`, agreed: n < 4, kelurahan: '35.74.01.1009' })
  await routeNotices(world)
  await deliverAllDue(world)
  await chatOf(world, PHONE, PHONE)('halo')
})

const say = (text: Parameters<typeof world.words.say>[1]) => world.words.say('id', text)
const file = async (format: 'xlsx' | 'pdf', query: object = DAYS) =>
  reachFile(world, await reachBook(world, { ...DAYS, ...query }, REACH_DIMENSIONS), format)

describe('a report of reach as a workbook', () => {
  it('holds each figure of the report with its meaning', async () => {
    const rows = (await sheetsIn(await file('xlsx'))).get('Ringkasan')!
    expect(rows[0]).toEqual([
      'Jangkauan semua instansi, 1 November 2026 – 30 November 2026',
      'Orang',
      'Persen',
      'Artinya',
    ])
    const report = await reachOf(world, DAYS)
    for (const [key, n] of figuresOf(report))
      expect(rows).toContainEqual([say(`reach.figure.${key}`), n, null, say(`reach.meaning.${key}`)])
    expect(rows.find(([name]) => name === 'Kesadaran')!.slice(1, 3)).toEqual([0, 0])
    expect(rows.find(([name]) => name === 'Cakupan')!.slice(1, 3)).toEqual([4, null])
  })

  it.each(REACH_DIMENSIONS)('divides by %s as the report does', async (by) => {
    const rows = (await sheetsIn(await file('xlsx'))).get(say(`reach.by.${by}`))!
    const { groups } = await reachOf(world, { ...DAYS, by })
    expect(groups!.length).toBeGreaterThan(0)
    for (const group of groups!)
      expect(rows).toContainEqual([groupName(say, by, group), ...figuresOf(group).map(([, n]) => n)])
  })

  it('lists those not reached by code and place, and by nothing else', async () => {
    const rows = (await sheetsIn(await file('xlsx'))).get('belum terjangkau')!
    const { notReached } = await reachOf(world, DAYS)
    expect(rows.length - 1).toBe(notReached)
    const workers = await all(world.database, 'workers')
    const codes = workers.filter(({ kelurahan }) => kelurahan === '35.74.01.1009').map(({ code }) => code)
    expect(rows.slice(1)).toEqual(codes.sort().map((code) => [code, 'Pilang', 'Nelayan']))
  })
})

describe('a report of reach as a PDF', () => {
  it('says in text every figure of the report with its meaning', async () => {
    const text = await textIn(await file('pdf'))
    const report = await reachOf(world, DAYS)
    for (const [key, n] of figuresOf(report))
      expect(text).toContain(`${say(`reach.figure.${key}`)} ${n} ${say(`reach.meaning.${key}`)}`)
    expect(text).toContain('Cakupan: Belum dihitung: 4 orang tercakup')
  })

  it('draws bars of the numbers of its tables', async () => {
    const text = await textIn(await file('pdf'))
    expect(text).toMatch(/Ketapang 1 dari 1 \(100 %\) Pilang 0 dari 3 \(0 %\)/)
    expect(text).toMatch(/Ketapang 1 1 1 0 0 0 Pilang 3 3 0 3 0 0/)
  })

  it('is black on white, and a bar is as long as its number', async () => {
    const drawn = await operatorsIn(await buffer(await file('pdf')))
    expect(drawn).not.toMatch(/^(?!0 0 0 |0 )[\d. ]+ (rg|RG|scn|SCN|k|K)$/m)
    // Frames of the division by kelurahan: one of one listed, one of three, on one scale.
    const frames = [...drawn.matchAll(/^170 [\d.]+ ([\d.]+) 9 re$/gm)].map(([, width]) => Number(width))
    const full = Math.max(...frames)
    expect(frames.some((width) => Math.abs(width - full / 3) < 0.01)).toBe(true)
  })

  it('of nobody is a report too', async () => {
    await listOf(world, 'KESRA')
    expect(await textIn(await file('pdf', { agency: 'KESRA' }))).toContain('terdaftar 0')
  })
})

/** What a PDF draws, in its own operators. */
async function operatorsIn(pdf: Buffer): Promise<string> {
  const streams = pdf.toString('latin1').matchAll(/\/FlateDecode\n>>\nstream\n([\s\S]*?)\nendstream/g)
  return [...streams].map(([, bytes]) => inflateSync(Buffer.from(bytes!, 'latin1')).toString('latin1')).join('\n')
}
