import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/officer.ts'
import { overlapReport } from '../../src/services/overlaps.ts'
import { enrol, listOf } from '../store/registered.ts'
import { put } from '../store/rows.ts'
import { engines } from '../support/databases.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const PILANG = '35.74.01.1009'
const officer = (over: Partial<Officer>): Officer => ({
  ...{ id: 'o', username: 'rina', name: 'Rina', role: 'clerk', agencyId: null, kelurahan: null },
  ...over,
})

describe.each(['sqlite', 'postgres'] as const)('overlaps on %s', (engine) => {
  let world: TestWorld
  let siti: string
  beforeAll(async () => {
    world = await testWorld({ database: await engines[engine]() })
    const [dinkes, kesra, dkppp] = [
      await listOf(world, 'DINKES'),
      await listOf(world, 'KESRA'),
      await listOf(world, 'DKPPP'),
    ]
    const first = await enrol(world, { agencyId: dinkes, name: 'Siti Aminah' })
    siti = first.workerId
    const second = await enrol(world, { agencyId: kesra, workerId: siti, startsOn: '2026-06-01' })
    await put(world.database, 'contributions', {
      ...{ enrolmentId: second.enrolmentId, month: '2026-07', amount: 16_800, status: 'unpaid', agencyId: kesra },
      ...{ asOf: '2026-11-20', importId: 'i', line: 2, updatedAt: world.clock.now() },
    })
    const { workerId: budi } = await enrol(world, { agencyId: kesra, name: 'Budi', kelurahan: PILANG })
    for (const agencyId of [dkppp, dinkes]) await enrol(world, { agencyId, workerId: budi, startsOn: '2026-11-01' })
    const { workerId: renewed } = await enrol(world, { agencyId: dinkes })
    await enrol(world, { agencyId: dinkes, workerId: renewed, startsOn: '2025-01-01', endsOn: '2025-12-31' })
    await enrol(world, { agencyId: dinkes, workerId: renewed, startsOn: '2027-01-01', endsOn: '2027-12-31' })
    const { workerId: soon } = await enrol(world, { agencyId: dinkes })
    await enrol(world, { agencyId: kesra, workerId: soon, startsOn: '2026-12-01' })
  })
  afterAll(() => world.database.close())

  it('tell who is paid for by whom, over which months, and what that costs; the name masked', async () => {
    const { at, agency, people, total } = await overlapReport(world, {})
    expect([at, agency, total]).toEqual(['2026-11-24', null, { persons: 2, rupiah: 7 * 16_800, isUncertain: false }])
    expect(people[0]).toMatchObject({ name: 'S••• A•••', rupiah: 5 * 16_800, doubts: [] })
    expect(people[0]!.pairs).toMatchObject([
      {
        ...{ kind: 'agencies', from: '2026-06-01', to: '2026-11-24', rupiah: 5 * 16_800 },
        agencies: [{ code: 'DINKES' }, { code: 'KESRA' }],
        months: ['2026-06', '2026-08', '2026-09', '2026-10', '2026-11'],
      },
    ])
    expect(people[1]).toMatchObject({ rupiah: 2 * 16_800, pairs: [{}, {}, {}] })
  })

  it('are summed by pairs of agencies, the dearest first', async () => {
    const { pairs } = await overlapReport(world, {})
    expect(pairs.map(({ agencies, ...sums }) => [agencies.map(({ code }) => code).join('+'), sums])).toEqual([
      ['DINKES+KESRA', { persons: 2, months: 6, rupiah: 6 * 16_800 }],
      ['DKPPP+KESRA', { persons: 1, months: 1, rupiah: 16_800 }],
      ['DINKES+DKPPP', { persons: 1, months: 1, rupiah: 16_800 }],
    ])
  })

  it('of one agency leave out what two others pay', async () => {
    const { people, pairs, total } = await overlapReport(world, { agency: 'DKPPP' })
    expect(pairs.map(({ agencies }) => agencies.map(({ code }) => code).join('+')).sort()).toEqual([
      ...['DINKES+DKPPP', 'DKPPP+KESRA'],
    ])
    expect([people.length, total.rupiah]).toEqual([1, 2 * 16_800])
  })

  it('rest on facts with their sources', async () => {
    const { cites } = await overlapReport(world, {})
    expect(cites.every(({ source, validFrom }) => source && validFrom)).toBe(true)
    expect(cites.map(({ id }) => id)).toContain('contribution.discount.apbd')
  })

  it('are as of the day that is asked for', async () => {
    expect((await overlapReport(world, { at: '2026-06-30' })).total).toMatchObject({ persons: 1, rupiah: 16_800 })
    expect((await overlapReport(world, { at: '2026-05-31' })).total.persons).toBe(0)
    await expect(overlapReport(world, { at: 'besok' })).rejects.toMatchObject({ code: 'operation.badDay' })
  })

  it('tell no more persons than are asked for, and count all', async () => {
    const { people, total } = await overlapReport(world, { most: 1 })
    expect([people.map(({ name }) => name), total.persons]).toEqual([['S••• A•••'], 2])
  })

  it('are told within an officer’s agency and kelurahan, to those whose role allows it', async () => {
    const told = async (reader: Officer, agency?: string) =>
      (await overlapReport(world, { reader, agency })).total.persons
    expect(await told(officer({ role: 'admin' }))).toBe(2)
    expect(await told(officer({ agencyId: 'agency-DKPPP' }))).toBe(1)
    expect(await told(officer({ kelurahan: PILANG }))).toBe(1)
    await expect(told(officer({ agencyId: 'agency-DKPPP' }), 'KESRA')).rejects.toMatchObject({
      code: 'operation.noAgency',
    })
    await expect(told(officer({}), 'NONE')).rejects.toMatchObject({ code: 'operation.noAgency' })
    await expect(told(officer({ role: 'auditor' }))).rejects.toMatchObject({ code: 'operation.notYours' })
  })
})
