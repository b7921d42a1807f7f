import { beforeEach, describe, expect, it } from 'vitest'
import { REACH_DIMENSIONS } from '../../../src/domain/reach.ts'
import { setDisabled } from '../../../src/services/accounts/officers.ts'
import { forgetChat, offerChatCode } from '../../../src/services/accounts/own-chat.ts'
import { deliverAllDue } from '../../../src/services/deliver.ts'
import { routeNotices } from '../../../src/services/notices.ts'
import { type ReachReport, reachBy, reachOf } from '../../../src/services/reach-report.ts'
import { announceReports } from '../../../src/services/reports/announce.ts'
import { makeReports } from '../../../src/services/reports/monthly.ts'
import { reportsFor, takeReport } from '../../../src/services/reports/shelf.ts'
import { type Chat, chatOf, enrol, listOf } from '../../store/registered.ts'
import { all, put } from '../../store/rows.ts'
import { hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { officer } from '../campaigns/campaigning.ts'
import { sheetsIn, textIn } from './reading.ts'

const PHONE = '6281000009001'
const DAY_MS = 86_400_000

let world: TestWorld
let dinkes: string
beforeEach(async () => {
  world = await testWorld()
  dinkes = await listOf(world, 'DINKES')
  await listOf(world, 'KESRA')
  await enrol(world, { agencyId: dinkes, phone: PHONE, agreed: true })
  await enrol(world, { agencyId: 'agency-KESRA' })
  await routeNotices(world)
  await deliverAllDue(world)
  await chatOf(world, PHONE, PHONE)('halo')
})

const to = (at: string) => world.clock.pass(new Date(at).getTime() - world.clock.now().getTime())
const made = async () =>
  (await all(world.database, 'reports')).map(({ month, agencyId }) => `${month} ${agencyId}`).sort()
const coordinator = officer({ role: 'coordinator', agencyId: null })

describe('the monthly reports', () => {
  it('are made on the first working morning, of each agency and of the city, and once', async () => {
    to('2026-12-01T06:59:00+07:00')
    await makeReports(world)
    expect(await made()).toEqual([])
    to('2026-12-01T07:00:00+07:00')
    await Promise.all([makeReports(world), makeReports(world)])
    const expected = ['2026-11 ', '2026-11 agency-DINKES', '2026-11 agency-KESRA']
    expect(await made()).toEqual(expected)
    const before = await all(world.database, 'reports')
    world.clock.pass(3 * DAY_MS)
    await makeReports(world)
    expect(await all(world.database, 'reports')).toEqual(before)
  })

  it('of months in which nothing ran are made later, of an agency since it is there', async () => {
    to('2027-01-15T07:00:00+07:00')
    await listOf(world, 'NEW')
    to('2027-02-03T12:00:00+07:00')
    await makeReports(world)
    expect((await made()).map((row) => row.replace('agency-', ''))).toEqual([
      ...['2026-11 ', '2026-11 DINKES', '2026-11 KESRA', '2026-12 ', '2026-12 DINKES', '2026-12 KESRA'],
      ...['2027-01 ', '2027-01 DINKES', '2027-01 KESRA', '2027-01 NEW'],
    ])
  })

  it('tell what the report of reach of that month tells, in both files', async () => {
    to('2026-12-01T07:00:00+07:00')
    await makeReports(world)
    const reports = await reportsFor(world, coordinator)
    expect(reports.map(({ agency }) => agency?.code ?? null)).toEqual([null, 'DINKES', 'KESRA'])
    for (const { id, agency } of reports) {
      const days = { from: '2026-11-01', to: '2026-11-30' }
      const { listed, reached } = await reachOf(world, {
        ...days,
        isFresh: true,
        ...(agency && { agency: agency.code }),
      })
      const xlsx = await takeReport(world, coordinator, id, 'xlsx')
      const rows = (await sheetsIn(xlsx.content)).get('Ringkasan')!
      const figure = (name: string) => rows.find(([first]) => first === name)![1]
      expect([figure('terdaftar'), figure('terjangkau')]).toEqual([listed, reached])
      const pdf = await takeReport(world, coordinator, id, 'pdf')
      expect(await textIn(pdf.content)).toMatch(
        new RegExp(`Laporan November 2026, .*terdaftar ${listed} .*terjangkau ${reached} `),
      )
      expect(pdf.name).toBe(`laporan-${agency?.code ?? 'kota'}-2026-11`)
    }
  })

  it('spare a report of the whole month the counting, and come to the same', async () => {
    await put(world.database, 'outreachSessions', {
      ...{ id: 's1', code: 'KADER', agencyId: dinkes, kelurahan: '35.74.01.1001', place: 'Balai', topic: 'Jaminan' },
      ...{ startsAt: world.clock.now(), openedAt: world.clock.now(), openedBy: 'operator', headcount: 20 },
    })
    to('2026-12-01T07:00:00+07:00')
    await makeReports(world)
    const november = { from: '2026-11-01', to: '2026-11-30' }
    for (const agency of [undefined, 'DINKES', 'KESRA']) {
      const quick = await reachBy(world, { ...november, agency }, REACH_DIMENSIONS)
      const fresh = await reachBy(world, { ...november, agency, isFresh: true }, REACH_DIMENSIONS)
      expect(quick.total.asOf).toEqual(world.clock.now())
      const undated = ({ asOf, ...report }: ReachReport) => report
      expect([quick.total, ...quick.parts].map(undated)).toEqual([fresh.total, ...fresh.parts])
    }
    await enrol(world, { agencyId: dinkes })
    const listed = async (over: object) => (await reachOf(world, { ...november, ...over })).listed
    expect([await listed({}), await listed({ isFresh: true }), await listed({ to: '2026-11-29' })]).toEqual([2, 3, 3])
  })

  it('lie sealed, and stay as they were made', async () => {
    to('2026-12-01T07:00:00+07:00')
    await makeReports(world)
    const [row] = await all(world.database, 'reports')
    expect(Buffer.from(row!.pdfSealed, 'base64').toString('latin1')).not.toContain('%PDF')
    const { id } = (await reportsFor(world, coordinator))[0]!
    const before = await takeReport(world, coordinator, id, 'xlsx')
    await enrol(world, { agencyId: dinkes })
    expect(await takeReport(world, coordinator, id, 'xlsx')).toEqual(before)
  })

  it('are for whose they are', async () => {
    to('2026-12-01T07:00:00+07:00')
    await makeReports(world)
    const ofDinkes = officer({ role: 'clerk', agencyId: dinkes })
    expect((await reportsFor(world, ofDinkes)).map(({ agency }) => agency?.code)).toEqual(['DINKES'])
    expect(await reportsFor(world, officer({ role: 'clerk', agencyId: dinkes, kelurahan: '35.74.01.1001' }))).toEqual(
      [],
    )
    const others = (await reportsFor(world, coordinator)).filter(({ agency }) => agency?.code !== 'DINKES')
    for (const { id } of others)
      await expect(takeReport(world, ofDinkes, id, 'pdf')).rejects.toMatchObject({ code: 'reports.notFound' })
    await expect(takeReport(world, coordinator, 'none', 'pdf')).rejects.toMatchObject({ code: 'reports.notFound' })
  })
})

describe('news of a report', () => {
  let rina: ReturnType<typeof officer>
  let say: Chat
  const link = async () => {
    const { code } = await offerChatCode(world, rina, { key: world.ids.next(world.clock.now()) })
    return say(code)
  }
  const told = () => world.carried.filter(({ prompt }) => prompt.text.startsWith('Laporan'))
  beforeEach(async () => {
    const { id } = await hire(world, 'rina', 'clerk', { agencyId: dinkes })
    rina = officer({ id, username: 'rina', role: 'clerk', agencyId: dinkes })
    say = chatOf(world, 'rina-chat')
    await say('halo')
    world.clock.pass(60_000)
  })
  const month = async (at = '2026-12-01T09:00:00+07:00') => {
    to(at)
    await makeReports(world)
    await announceReports(world)
    await deliverAllDue(world)
  }

  it('comes to the chat that an officer has linked, once, and holds nobody’s data', async () => {
    expect((await link()).texts).toEqual([expect.stringContaining('tersambung')])
    await month()
    await announceReports(world)
    await deliverAllDue(world)
    expect(told().map(({ address, prompt }) => [address, prompt.text])).toEqual([
      ['rina-chat', 'Laporan November 2026 siap di konsol: http://localhost:8080/petugas/laporan'],
    ])
    expect((await all(world.database, 'reach')).filter(({ channel, day }) => channel && day >= '2026-12-01')).toEqual(
      [],
    )
  })

  it('does not come at night', async () => {
    await link()
    await month('2026-12-01T20:00:00+07:00')
    expect(told()).toEqual([])
    to('2026-12-02T08:00:00+07:00')
    await deliverAllDue(world)
    expect(told()).toHaveLength(1)
  })

  it('does not come to a chat that was let go', async () => {
    await link()
    await forgetChat(world, rina, { key: 'another-form' })
    await month()
    expect(told()).toEqual([])
  })

  it('does not come to an officer whose account is closed', async () => {
    await link()
    await setDisabled(world, 'operator', rina.id, true)
    await month()
    expect(told()).toEqual([])
  })

  it('goes to one officer alone from one chat, and to the last who linked it', async () => {
    await link()
    const { id } = await hire(world, 'sari', 'coordinator')
    rina = officer({ id, username: 'sari', role: 'coordinator', agencyId: null })
    await link()
    await month()
    expect(told()).toHaveLength(1)
    const links = await all(world.database, 'officerChats')
    expect(links.filter(({ contactId }) => contactId !== null).map(({ officerId }) => officerId)).toEqual([id])
  })

  it('needs a code that is fresh and unused: any other is words like all others', async () => {
    const { code } = await offerChatCode(world, rina, { key: 'a-form-of-ours' })
    world.clock.pass(16 * 60_000)
    const linked = async () => (await all(world.database, 'officerChats')).some(({ contactId }) => contactId !== null)
    await say(code)
    expect(await linked()).toBe(false)
    const fresh = await offerChatCode(world, rina, { key: 'another-of-ours' })
    await say(fresh.code)
    expect(await linked()).toBe(true)
    await forgetChat(world, rina, { key: 'a-third-of-ours' })
    await say(fresh.code)
    expect(await linked()).toBe(false)
  })
})
