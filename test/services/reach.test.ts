import { beforeEach, describe, expect, it } from 'vitest'
import type { ReachDimension } from '../../src/domain/reach.ts'
import { deliverAllDue } from '../../src/services/deliver.ts'
import { routeNotices } from '../../src/services/notices.ts'
import { reachOf, reachReport } from '../../src/services/reach-report.ts'
import { takeReceipt } from '../../src/services/receipts.ts'
import { type Chat, chatOf, enrol, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'
import { officer } from './campaigns/campaigning.ts'

const PHONE = '6281000009001'

let world: TestWorld
let agencyId: string
beforeEach(async () => {
  world = await testWorld()
  agencyId = await listOf(world, 'DKPPP')
})

const on = (over: Partial<Parameters<typeof enrol>[1]> = {}) =>
  enrol(world, { agencyId, phone: PHONE, agreed: true, ...over })

async function notify(): Promise<void> {
  await routeNotices(world)
  await deliverAllDue(world)
}

async function receipt(kind: 'delivered' | 'read'): Promise<void> {
  const { id } = world.carried.findLast(({ prompt }) => prompt.text.includes('Balas 1'))!
  world.clock.pass(1000)
  await takeReceipt(world, { channel: 'simulated', message: { ours: id }, kind, at: world.clock.now() })
}

/** Proves the person and stops where the status is shown. */
async function check(say: Chat, bornOn = '17-08-1970'): Promise<void> {
  await say('1')
  expect((await say(bornOn)).session.step).toBe('show')
}

const ledger = async () => (await all(world.database, 'reach')).map(({ kind }) => kind)
const report = (from = '2026-11-01', to = '2026-11-30', code = 'DKPPP') => reachReport(world, code, from, to)

describe('the ledger', () => {
  it('follows the news to the person step by step, each once', async () => {
    const { workerId, enrolmentId } = await on()
    const say = chatOf(world, PHONE, PHONE)
    const steps: [string, () => Promise<unknown>][] = [
      ['sent', notify],
      ['delivered', () => receipt('delivered')],
      ['read', () => receipt('read')],
      ['answered', () => say('halo')],
      [
        'confirmed',
        () =>
          say('menu')
            .then(() => check(say))
            .then(() => say('1')),
      ],
    ]
    const expected: string[] = []
    for (const [kind, step] of steps) {
      await step()
      expected.push(kind)
      expect((await ledger()).sort()).toEqual(expected.toSorted())
    }
    for (const row of await all(world.database, 'reach'))
      expect(row).toMatchObject({
        ...{ workerId, occasion: `enrolment:${enrolmentId}`, agencyId, channel: 'simulated' },
        ...{ segment: 'nelayan', kelurahan: '35.74.01.1001', day: '2026-11-24' },
      })
  })

  it('is not moved by receipts that come twice, late or out of order', async () => {
    await on()
    await notify()
    for (const kind of ['read', 'delivered', 'read', 'delivered'] as const) await receipt(kind)
    expect((await ledger()).sort()).toEqual(['delivered', 'read', 'sent'])
  })

  it('knows from a read receipt alone that the news was sent and delivered', async () => {
    await on()
    world.outcomes.push({ sent: false, because: 'unknown', failure: 'timeout' })
    await notify()
    expect(await ledger()).toEqual([])
    const [row] = await all(world.database, 'outbox')
    const seen = { channel: 'simulated', message: { ours: row!.id }, kind: 'read' as const, at: world.clock.now() }
    await takeReceipt(world, seen)
    expect((await ledger()).sort()).toEqual(['delivered', 'read', 'sent'])
  })

  it('takes one message for all workers behind a phone', async () => {
    await on()
    await on()
    await notify()
    await chatOf(world, PHONE, PHONE)('halo')
    expect((await ledger()).sort()).toEqual(['answered', 'answered', 'sent', 'sent'])
  })

  it('holds a confirmation for every list on which the person stands', async () => {
    const { workerId } = await on()
    await enrol(world, { agencyId: await listOf(world, 'KESRA'), workerId })
    const say = chatOf(world, 'a', PHONE)
    await say('halo')
    await check(say)
    await say('1')
    const confirmed = (await all(world.database, 'reach')).filter(({ kind }) => kind === 'confirmed')
    expect(confirmed.map((row) => row.agencyId).sort()).toEqual(['agency-DKPPP', 'agency-KESRA'])
  })

  it('holds nothing of a reply, nor of a receipt for one', async () => {
    await on()
    const { replies } = await chatOf(world, 'a', PHONE)('halo')
    await deliverAllDue(world)
    const at = world.clock.now()
    await takeReceipt(world, { channel: 'simulated', message: { ours: replies[0]!.id }, kind: 'read', at })
    expect(await ledger()).toEqual([])
  })
})

describe('"I understand"', () => {
  it.each([
    'ok',
    'Oke pak',
    'iya',
    'ya',
    'y',
    'siap',
    'baik bu',
    '👍',
    '🙏🏽',
    '👌👌',
    'makasih',
    'nggih',
    'sakalangkong',
  ])('is not what %s says, neither to the question nor to a notice', async (nod) => {
    await on()
    await notify()
    const say = chatOf(world, PHONE, PHONE)
    await say(nod)
    await say('menu')
    await check(say)
    const kept = await say(nod)
    expect(kept.session.step).toBe('show')
    expect(await ledger()).not.toContain('confirmed')
  })

  it.each(['1', 'nomor 1', 'satu', 'Saya sudah paham', 'saya sudah paham!'])('is what %s says', async (words) => {
    await on()
    const say = chatOf(world, 'a', PHONE)
    await say('halo')
    await check(say)
    expect((await say(words)).texts.join()).toMatch(/sudah paham/)
    expect(await ledger()).toEqual(['confirmed'])
  })

  it('is counted once, however often it is said', async () => {
    await on()
    const say = chatOf(world, 'a', PHONE)
    await say('halo')
    await check(say)
    await say('1')
    await say('menu')
    await say('1')
    await say('1')
    expect(await ledger()).toEqual(['confirmed'])
  })
})

describe('the report of an agency', () => {
  it('counts unique persons, and calls not reached whom nothing but a sending has come to', async () => {
    const confirmed = '6281000009002'
    await on()
    await on({ phone: confirmed, bornOn: '1980-01-02' })
    await on({ phone: '6281000009003', agreed: false })
    await on({ phone: '6281000009004', endsOn: '2026-10-31' })
    await notify()
    const say = chatOf(world, confirmed, confirmed)
    await check(say, '2-1-1980')
    await say('1')
    expect(await report()).toEqual({
      agency: { code: 'DKPPP', name: 'Dinas DKPPP' },
      ...{ from: '2026-11-01', to: '2026-11-30', listed: 3, covered: 3, reached: 1, notReached: 2, visitsOpen: 1 },
      ...{ aware: 1, grasped: 0 },
      headline: { coverage: null, awareness: { part: 1, whole: 3 }, understanding: { part: 0, whole: 3 } },
      persons: {
        ...{ sent: 2, delivered: 0, read: 0, answered: 1, confirmed: 1 },
        ...{ understood: 0, attended: 0, visited: 0 },
      },
    })
  })

  it('shows nothing of another agency', async () => {
    await on()
    await notify()
    await listOf(world, 'KESRA')
    expect(await report('2026-11-01', '2026-11-30', 'KESRA')).toMatchObject({ listed: 0, reached: 0, notReached: 0 })
  })

  it('of days before the news counts the person as not reached', async () => {
    await on()
    await notify()
    await receipt('read')
    expect(await report('2026-10-01', '2026-10-31')).toMatchObject({ listed: 1, reached: 0, notReached: 1 })
    expect(await report('2026-12-01', '2026-12-31')).toMatchObject({ listed: 1, reached: 0, notReached: 0 })
  })

  it.each([
    ['2026-02-30', '2026-11-30', 'operation.badDay'],
    ['kemarin', '2026-11-30', 'operation.badDay'],
    ['2026-11-30', '2026-11-01', 'operation.daysInverted'],
  ])('from %s to %s is refused', async (from, to, code) => {
    await expect(report(from, to)).rejects.toMatchObject({ code })
  })

  it('is divided by kelurahan, segment and channel, with what a division cannot say left open', async () => {
    await on({ kelurahan: '35.74.01.1001', segment: 'petani' })
    await on({ phone: '6281000009002', kelurahan: '35.74.02.1001', segment: 'petani' })
    await on({ phone: '6281000009003', agreed: false, segment: 'nelayan' })
    await notify()
    await chatOf(world, PHONE, PHONE)('1')
    const divided = async (by: ReachDimension) =>
      (await reachOf(world, { agency: 'DKPPP', from: '2026-11-01', to: '2026-11-30', by })).groups!.map(
        ({ key, listed, persons, reached, notReached, visitsOpen }) => [
          ...[key, listed, persons.sent, reached, notReached, visitsOpen],
        ],
      )
    expect(await divided('kelurahan')).toEqual([
      ['35.74.01.1001', 2, 1, 1, 1, 1],
      ['35.74.02.1001', 1, 1, 0, 1, 0],
    ])
    expect(await divided('segment')).toEqual([
      ['nelayan', 1, 0, 0, 1, null],
      ['petani', 2, 2, 1, 1, null],
    ])
    expect(await divided('channel')).toEqual([['simulated', null, 2, 1, null, null]])
    expect(await divided('agency')).toEqual([['DKPPP', 3, 2, 1, 2, 1]])
    expect(await divided('funding')).toEqual([['apbd', 3, 2, 1, 2, null]])
    expect(await divided('month')).toEqual([['2026-11', 3, 2, 1, 2, null]])
  })

  it('is divided by month, each with its own listed and reached, cut where the days end', async () => {
    await on({ endsOn: '2026-11-30' })
    await on({ phone: '6281000009002', startsOn: '2026-12-01', bornOn: '1980-01-02' })
    await notify()
    await receipt('read')
    world.clock.pass(14 * 86_400_000)
    const { groups } = await reachOf(world, { from: '2026-10-15', to: '2026-12-08', by: 'month' })
    const told = groups!.map(({ key, listed, covered, reached, notReached }) => [
      key,
      listed,
      covered,
      reached,
      notReached,
    ])
    expect(told.map(([key]) => key)).toEqual(['2026-10', '2026-11', '2026-12'])
    const alone = async (from: string, to: string) => {
      const { listed, covered, reached, notReached } = await reachOf(world, { from, to })
      return [listed, covered, reached, notReached]
    }
    expect(told.map(([, ...figures]) => figures)).toEqual([
      await alone('2026-10-15', '2026-10-31'),
      await alone('2026-11-01', '2026-11-30'),
      await alone('2026-12-01', '2026-12-08'),
    ])
  })

  it('refuses months without end', async () => {
    await expect(reachOf(world, { from: '0001-01-01', to: '9999-12-31', by: 'month' })).rejects.toMatchObject({
      code: 'operation.tooManyMonths',
    })
  })

  it('keeps those aware who said so in an earlier month, and counts none whose cover is over', async () => {
    await on()
    await on({ phone: '6281000009002', bornOn: '1980-01-02', endsOn: '2026-11-30' })
    await notify()
    for (const [phone, bornOn] of [
      [PHONE, '17-08-1970'],
      ['6281000009002', '2-1-1980'],
    ] as const) {
      const say = chatOf(world, phone, phone)
      await check(say, bornOn)
      await say('1')
    }
    expect((await report()).headline.awareness).toEqual({ part: 2, whole: 2 })
    expect((await report('2026-12-01', '2026-12-31')).headline.awareness).toEqual({ part: 1, whole: 1 })
    expect((await report('2026-10-01', '2026-10-31')).headline.awareness).toEqual({ part: 0, whole: 2 })
  })

  it('tells coverage of the whole city alone, and only once number, source and year of all workers are set', async () => {
    await on()
    const city = (over = {}) => reachOf(world, { from: '2026-11-01', to: '2026-11-30', ...over })
    expect((await city()).headline.coverage).toEqual({ part: 1, whole: null, source: null, year: null, target: 60 })
    world.change({ allWorkers: 4, allWorkersSource: 'BPS' })
    expect((await city()).headline.coverage).toMatchObject({ whole: null })
    world.change({ allWorkersYear: 2025 })
    expect((await city()).headline.coverage).toMatchObject({ part: 1, whole: 4, source: 'BPS', year: 2025 })
    expect((await city({ agency: 'DKPPP' })).headline.coverage).toBeNull()
    const local = officer({ agencyId: null, role: 'coordinator', kelurahan: '35.74.01.1001' })
    expect((await city({ reader: local })).headline.coverage).toBeNull()
  })

  it('of all agencies counts a person on two lists once, and shows an officer what is theirs', async () => {
    const { workerId } = await on({ kelurahan: '35.74.02.1001' })
    await enrol(world, { agencyId: await listOf(world, 'KESRA'), workerId })
    await enrol(world, { agencyId: 'agency-KESRA' })
    const days = { from: '2026-11-01', to: '2026-11-30' }
    const all = await reachOf(world, { ...days, by: 'agency' })
    expect(all).toMatchObject({ agency: null, listed: 2 })
    expect(all.groups!.map(({ key, listed }) => [key, listed])).toEqual([
      ['DKPPP', 1],
      ['KESRA', 2],
    ])
    const reader = officer({ role: 'auditor', agencyId: 'agency-DKPPP' })
    expect(await reachOf(world, { ...days, reader })).toMatchObject({ agency: { code: 'DKPPP' }, listed: 1 })
    await expect(reachOf(world, { ...days, agency: 'KESRA', reader })).rejects.toMatchObject({
      code: 'operation.noAgency',
    })
    const local = officer({ agencyId: null, role: 'coordinator', kelurahan: '35.74.01.1001' })
    expect(await reachOf(world, { ...days, reader: local })).toMatchObject({ listed: 1 })
  })

  it('of an agency that is not there is refused', async () => {
    await expect(report('2026-11-01', '2026-11-30', 'X')).rejects.toMatchObject({ code: 'operation.noAgency' })
  })
})
