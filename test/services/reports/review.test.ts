import { beforeEach, describe, expect, it } from 'vitest'
import { overlapReport } from '../../../src/services/overlaps.ts'
import { reviewOf } from '../../../src/services/reports/review.ts'
import { giveReview, reviewFile } from '../../../src/services/reports/review-file.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { all, fresh, put } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { officer } from '../campaigns/campaigning.ts'
import { textIn } from './reading.ts'

const DAY_MS = 86_400_000

let world: TestWorld
let dinkes: string
let kesra: string
beforeEach(async () => {
  world = await testWorld()
  dinkes = await listOf(world, 'DINKES')
  kesra = await listOf(world, 'KESRA')
})

const ago = (days: number) => new Date(world.clock.now().getTime() - days * DAY_MS)
const correction = (agencyId: string, dueAt: Date) => ({
  ...{ id: fresh('correction'), contactId: 'contact', workerId: 'worker', agencyId, field: 'name' as const },
  ...{ wishSealed: 'sealed', openedAt: new Date(dueAt.getTime() - 3 * DAY_MS), dueAt },
})
const doubt = (raisedAt: Date) => ({
  ...{ id: fresh('doubt'), pairHash: fresh('pair'), agencyId: kesra, importId: 'import', line: 2, workerId: 'worker' },
  ...{ score: 80, evidence: [], raisedAt },
})

describe('the review of all agencies', () => {
  it('counts whose cover has lapsed and whose ends within 90 days, by agency and who pays', async () => {
    await enrol(world, { agencyId: dinkes, endsOn: '2026-10-31' })
    await enrol(world, { agencyId: dinkes, endsOn: '2026-12-31' })
    await enrol(world, { agencyId: dinkes, endsOn: '2026-12-31' })
    await enrol(world, { agencyId: kesra, endsOn: '2027-06-30' })
    const october = await reviewOf(world, '2026-10')
    const shown = (endings: typeof october.due) =>
      endings.map(({ agencyId, month, funding, persons }) => [agencyId, month, funding, persons])
    expect(shown(october.lapsed)).toEqual([[dinkes, '2026-10', 'apbd', 1]])
    expect(shown(october.due)).toEqual([[dinkes, '2026-12', 'apbd', 2]])
    const running = await reviewOf(world, '2026-11')
    expect([running.to, shown(running.lapsed)]).toEqual(['2026-11-24', []])
  })

  it('counts what nobody has answered, and what is late', async () => {
    await put(
      world.database,
      'corrections',
      correction(dinkes, ago(-1)),
      correction(dinkes, ago(1)),
      correction(kesra, ago(-2)),
    )
    await put(world.database, 'corrections', { ...correction(kesra, ago(9)), closedAt: ago(8) })
    await put(world.database, 'doubts', doubt(ago(6)), doubt(ago(8)), { ...doubt(ago(20)), decidedAt: ago(1) })
    await put(
      world.database,
      'handovers',
      { id: 'h1', contactId: 'c1', openedAt: ago(2) },
      { id: 'h2', contactId: 'c2', openedAt: ago(3), officerAt: ago(1) },
      { id: 'h3', contactId: 'c3', openedAt: ago(9), closedAt: ago(1) },
    )
    const asked = { textSealed: 'sealed', locale: 'id' as const, times: 1, firstAt: ago(10), lastAt: ago(9) }
    await put(
      world.database,
      'unanswered',
      { ...asked, id: 'q1', textHash: 'q1' },
      { ...asked, id: 'q2', textHash: 'q2', handledAt: ago(1) },
    )
    const { unanswered } = await reviewOf(world, '2026-11')
    const shown = (kind: keyof typeof unanswered) =>
      unanswered[kind].map(({ agencyId, open, late }) => [agencyId, open, late]).sort()
    expect(shown('corrections')).toEqual([
      [dinkes, 2, 1],
      [kesra, 1, 0],
    ])
    expect(shown('doubts')).toEqual([[kesra, 2, 1]])
    expect(shown('handovers')).toEqual([[null, 2, 1]])
    expect(shown('questions')).toEqual([[null, 1, 1]])
    expect(unanswered.handovers[0]!.since).toEqual(ago(3))
  })

  it('says it all on paper, with the figures of the pages, and names nobody', async () => {
    const { workerId } = await enrol(world, { agencyId: dinkes, name: 'Aminah Rahayu' })
    await enrol(world, { agencyId: kesra, workerId })
    await enrol(world, { agencyId: kesra, endsOn: '2026-10-15' })
    await put(world.database, 'corrections', correction(dinkes, ago(1)))
    const text = await textIn(await reviewFile(world, '2026-10'))
    const { total } = await overlapReport(world, { at: '2026-10-31' })
    expect(total.rupiah).toBeGreaterThan(0)
    const money = `Rp${new Intl.NumberFormat('id-ID').format(total.rupiah)}`
    expect(text).toContain('Bahan tinjauan lintas instansi, Oktober 2026')
    expect(text).toContain(`1 orang dibayar lebih dari sekali. Kelebihannya ${money}.`)
    expect(text).toMatch(new RegExp(`Dinas DINKES dan Dinas KESRA 1 \\d+ ${money.replaceAll('.', '\\.')}`))
    expect(text).toMatch(/Perlindungan yang terputus .*Dinas KESRA Oktober 2026 APBD 1/)
    expect(text).toMatch(/koreksi data Dinas DINKES 1 1 20 November 2026/)
    expect(text).not.toMatch(/Aminah|A•••|P0000/)
  })

  it('of an empty register is a paper too', async () => {
    const text = await textIn(await reviewFile(await testWorld(), '2026-10'))
    expect(text.match(/Tidak ada\./g)!.length).toBeGreaterThanOrEqual(3)
  })

  it.each(['2026-13', '2026-12', 'kemarin', '2026-1', ''])('of the month "%s" is refused', async (month) => {
    await expect(reviewOf(world, month)).rejects.toMatchObject({ code: 'operation.badMonth' })
  })

  it('is for coordinators of the whole city alone, and noted', async () => {
    const others = [
      officer({ role: 'coordinator', agencyId: dinkes }),
      officer({ role: 'coordinator', agencyId: null, kelurahan: '35.74.01.1001' }),
      ...(['clerk', 'approver', 'auditor', 'admin'] as const).map((role) => officer({ role, agencyId: null })),
    ]
    for (const reader of others)
      await expect(giveReview(world, '2026-10', reader)).rejects.toMatchObject({ code: 'operation.notYours' })
    await giveReview(world, '2026-10', officer({ role: 'coordinator', agencyId: null }))
    expect((await all(world.database, 'audit')).map(({ action }) => action)).toEqual(['reviewPack.taken'])
  })
})
