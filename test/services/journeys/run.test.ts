import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Funding } from '../../../src/domain/cover.ts'
import { deliverAllDue } from '../../../src/services/deliver.ts'
import { releaseWords } from '../../../src/services/journeys/release.ts'
import { runJourneys } from '../../../src/services/journeys/run.ts'
import { routeNotices } from '../../../src/services/notices.ts'
import { changeContact, linkWorkers } from '../../../src/store/contacts.ts'
import { tickVisit } from '../../../src/store/visits.ts'
import { exec } from '../../../src/store/work.ts'
import { chatOf, enrol, listOf, type OnList } from '../../store/registered.ts'
import { all, contact, enrolment, put, worker } from '../../store/rows.ts'
import { engines } from '../../support/databases.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { officer } from '../campaigns/campaigning.ts'

const DAY = 86_400_000
const PHONE = '6281000009001'
const APPROVER = officer({ id: 'approver', role: 'approver' })

let world: TestWorld
let agencyId: string
beforeEach(() => begin())
afterEach(() => world.database.close())

async function begin(options: Parameters<typeof testWorld>[0] = {}): Promise<void> {
  await world?.database.close().catch(() => {})
  world = await testWorld(options)
  agencyId = await listOf(world, 'DKPPP')
}

/** Somebody with a chat that is proven to be theirs and wants news. */
async function proven(
  over: Partial<OnList> & { funding?: Funding } = {},
  chat = {},
): Promise<{ workerId: string; id: string }> {
  const { funding = 'apbd', ...on } = over
  const { workerId, enrolmentId } = await enrol(world, { agencyId, ...on })
  const id = `chat-${enrolmentId}`
  const address = `address of ${id}`
  const { vault, clock } = world
  const sealed = { addressSealed: vault.seal('contacts.address', address), addressHash: vault.hash('address', address) }
  await put(world.database, 'contacts', contact({ id, optedInAt: clock.now(), ...sealed, ...chat }))
  const proof = { proof: 'code' as const, provenAt: clock.now(), provenBy: 'test' }
  await world.database.run(function* (db) {
    yield* linkWorkers(db, id, [workerId], proof)
    yield* exec(db.update(db.t.enrolments).set({ funding }).where(eq(db.t.enrolments.id, enrolmentId)))
  })
  return { workerId, id }
}

const to = (at: string) => world.clock.pass(new Date(`${at}+07:00`).getTime() - world.clock.now().getTime())
const sweep = async () => {
  await runJourneys(world)
  await deliverAllDue(world)
}
const texts = () => world.carried.map(({ prompt }) => prompt.text)
const kinds = async () => (await all(world.database, 'journeys')).map(({ kind, reason }) => reason ?? kind)

describe.each(['sqlite', 'postgres'] as const)('cover that ends, on %s', (engine) => {
  beforeEach(async () => begin({ database: await engines[engine]() }))

  it('is told of 45, 14 and 3 days before and once after, each once however often a sweep comes by', async () => {
    await proven({ endsOn: '2026-12-31' })
    const days = ['11-24', '11-25', '12-10', '12-17', '12-18', '12-28', '12-31']
    for (const day of days) {
      to(`2026-${day}T09:00:00`)
      await sweep()
      await sweep()
    }
    to('2027-01-04T09:00:00')
    await sweep()
    to('2027-01-20T09:00:00')
    await sweep()
    expect(await kinds()).toEqual(expect.arrayContaining(['ends45', 'ends14', 'ends3', 'lapsed']))
    expect(texts()).toHaveLength(4)
    expect(texts()[0]).toContain('tercatat sampai 31 Desember 2026')
    expect(texts()[3]).toContain('tercatat habis pada 31 Desember 2026')
    const reach = await all(world.database, 'reach')
    expect(new Set(reach.map(({ occasion }) => occasion)).size).toBe(4)
  })
})

describe('after a standstill', () => {
  it('the warning that is true is sent and none that has passed', async () => {
    await proven({ endsOn: '2026-12-31' })
    to('2026-12-21T09:00:00')
    await sweep()
    expect(await kinds()).toEqual(['ends14'])
  })

  it('nothing is told of what ended more than a month ago', async () => {
    await proven({ endsOn: '2026-10-20' })
    await sweep()
    expect(await kinds()).toEqual([])
  })

  it('not all leave at once', async () => {
    for (let n = 0; n < 303; n++) await proven({ endsOn: '2026-12-31' })
    await runJourneys(world)
    expect((await all(world.database, 'outbox')).length).toBe(300)
    await deliverAllDue(world)
    await sweep()
    expect(texts()).toHaveLength(303)
  })

  it('a warning that waited too long is not sent any more', async () => {
    await proven({ endsOn: '2026-12-09' })
    to('2026-11-24T18:59:00')
    await runJourneys(world)
    to('2026-11-25T08:00:00')
    await deliverAllDue(world)
    expect(texts()).toEqual([])
    await sweep()
    expect(await kinds()).toEqual(expect.arrayContaining(['ends45', 'ends14']))
    expect(texts()).toHaveLength(1)
  })
})

describe('what it says', () => {
  it('to whom the city pays for: that nothing is decided, and no price', async () => {
    await proven({ name: 'Siti Aminah' })
    await sweep()
    expect(texts()[0]).toContain('Salam, S••• A•••.')
    expect(texts()[0]).toContain('belum ada keputusan')
    expect(texts()[0]).not.toMatch(/Rp/)
  })

  it('once the agency has released words: these, still without a price', async () => {
    await releaseWords(world, 'DKPPP', { id: 'Kota meneruskannya tahun depan. Tidak perlu mendaftar lagi.' }, APPROVER)
    await proven()
    await proven({}, { locale: 'en' })
    await sweep()
    for (const text of texts()) expect(text).toContain('Kota meneruskannya tahun depan.')
    expect(texts().join()).not.toMatch(/belum ada keputusan|Rp/)
    await releaseWords(world, 'DKPPP', undefined, APPROVER)
    await proven({ endsOn: '2027-01-05' })
    await sweep()
    expect(texts().at(-1)).toContain('belum ada keputusan')
  })

  it('to who pays alone: what it costs on the day behind the last, and not what it costs today', async () => {
    await proven({ funding: 'mandiri', endsOn: '2026-12-20' })
    await proven({ funding: 'mandiri', endsOn: '2026-12-31' })
    await sweep()
    const [before, behind] = texts()
    expect(before).toContain('Mulai 21 Desember 2026 iuran terendahnya Rp8.400 sebulan.')
    expect(behind).toContain('Mulai 1 Januari 2027 iuran terendahnya Rp16.800 sebulan. Untuk pekerja angkutan Rp8.400.')
    expect(behind).not.toContain('belum ada keputusan')
  })

  it('in a chat that proves nothing: no more than a first notice', async () => {
    await enrol(world, { agencyId, phone: PHONE, agreed: true })
    await sweep()
    expect(texts()).toHaveLength(1)
    expect(texts()[0]).toContain('ada kabar tentang perlindungan kerja')
    expect(texts()[0]).not.toMatch(/2026|belum ada keputusan/)
  })

  it('in the language of the chat', async () => {
    for (const locale of ['jv', 'mad', 'en'] as const) await proven({}, { locale })
    await sweep()
    expect(
      texts()
        .map((text) => /Greetings|Miturut|kacatet/.exec(text)?.[0])
        .sort(),
    ).toEqual(['Greetings', 'Miturut', 'kacatet'])
  })

  it('may be released by nobody who may not approve, nor with words that promise money or have gaps', async () => {
    const release = (text: string, by = APPROVER) => releaseWords(world, 'DKPPP', { id: text }, by)
    await expect(release('Kota meneruskan.', officer())).rejects.toMatchObject({ code: 'campaigns.refused.role' })
    await expect(release('Kirim PIN Anda.')).rejects.toMatchObject({ code: 'campaigns.badText' })
    await expect(release('Salam {nama}.')).rejects.toMatchObject({ code: 'campaigns.noVariables' })
    await expect(releaseWords(world, 'LAIN', { id: 'Ya.' }, APPROVER)).rejects.toMatchObject({
      code: 'operation.noAgency',
    })
  })
})

describe('nobody is told', () => {
  it('who has asked to be left alone, or mourns; and it is remembered', async () => {
    await proven({}, { optedOutAt: world.clock.now(), optedInAt: null })
    await proven({}, { bereavedAt: world.clock.now() })
    await sweep()
    await sweep()
    expect(texts()).toEqual([])
    expect((await kinds()).sort()).toEqual(['bereaved', 'optedOut'])
  })

  it('who asks to be left alone, or begins to mourn, while it waits', async () => {
    const [one, other] = [await proven(), await proven()]
    await runJourneys(world)
    world.clock.pass(1000)
    await world.database.run(function* (db) {
      yield* changeContact(db, one.id, { optedOutAt: world.clock.now() })
      yield* changeContact(db, other.id, { bereavedAt: world.clock.now() })
    })
    await deliverAllDue(world)
    expect(texts()).toEqual([])
  })

  it('at night or on a holiday', async () => {
    await proven()
    for (const at of ['2026-11-24T20:00:00', '2026-12-25T10:00:00']) {
      to(at)
      await sweep()
    }
    expect(await kinds()).toEqual([])
  })

  it('twice of one end: whose cover another list goes on with, and who stands on two lists', async () => {
    const { workerId } = await proven()
    const other = await listOf(world, 'DINKES')
    await enrol(world, { agencyId: other, workerId })
    const { workerId: renewed } = await proven()
    await enrol(world, { agencyId, workerId: renewed, startsOn: '2027-01-01', endsOn: '2027-12-31' })
    await sweep()
    world.clock.pass(3 * DAY)
    await sweep()
    expect(texts()).toHaveLength(1)
  })

  it('by itself within two days of something else that nobody asked for', async () => {
    await enrol(world, { agencyId, phone: PHONE, agreed: true })
    await routeNotices(world)
    await sweep()
    expect(texts()).toHaveLength(1)
    world.clock.pass(3 * DAY)
    await sweep()
    expect(texts()).toHaveLength(2)
  })
})

describe('whom no message reaches', () => {
  const visits = async () => (await all(world.database, 'visits')).map(({ workerId, reason }) => [workerId, reason])

  it('is put on the visit list, with the reason and a slip', async () => {
    const [bare, refuses] = [await enrol(world, { agencyId }), await proven({}, { optedOutAt: world.clock.now() })]
    await sweep()
    expect((await visits()).sort()).toEqual(
      [
        [bare.workerId, 'noPhone'],
        [refuses.workerId, 'optedOut'],
      ].sort(),
    )
    expect(await all(world.database, 'slips')).toHaveLength(2)
  })

  it('is not visited again for the next warning when somebody was there within the last month, and is after that', async () => {
    const { workerId } = await enrol(world, { agencyId, endsOn: '2026-12-31' })
    const visited = async () => (await all(world.database, 'visits'))[0]!.visitedAt !== null
    await sweep()
    world.clock.pass(DAY)
    await world.database.run((db) => tickVisit(db, workerId, 'contact:x', world.clock.now()))
    to('2026-12-18T09:00:00')
    await sweep()
    expect([await kinds(), await visited()]).toEqual([['noPhone', 'noPhone'], true])
    to('2027-01-04T09:00:00')
    await sweep()
    expect(await visited()).toBe(false)
  })
})

it('looks through a long list stretch by stretch and leaves nobody out', async () => {
  const many = Array.from({ length: 8100 }, () => worker())
  const entries = many.map(({ id }, n) =>
    enrolment({ workerId: id, agencyId, endsOn: n % 4000 < 2 ? '2026-12-31' : '2028-12-31' }),
  )
  await put(world.database, 'workers', ...many)
  await put(world.database, 'enrolments', ...entries)
  await runJourneys(world)
  expect(await kinds()).toEqual(Array(6).fill('noPhone'))
})

describe('a notice that nobody has followed', () => {
  const far = '2027-12-31'

  it('is reminded of after 7 and after 21 days, and not again', async () => {
    await enrol(world, { agencyId, phone: PHONE, agreed: true, endsOn: far })
    await routeNotices(world)
    await deliverAllDue(world)
    for (let day = 0; day < 60; day++) {
      world.clock.pass(DAY)
      await sweep()
    }
    expect(await kinds()).toEqual(['unconfirmed7', 'unconfirmed21'])
    expect(texts()).toHaveLength(3)
  })

  it('is not reminded of once they have said that they understand', async () => {
    await enrol(world, { agencyId, phone: PHONE, agreed: true, endsOn: far })
    await routeNotices(world)
    await deliverAllDue(world)
    const say = chatOf(world, PHONE, PHONE)
    for (const said of ['1', '17-08-1970', '1']) await say(said)
    world.clock.pass(8 * DAY)
    await sweep()
    expect(await kinds()).toEqual([])
  })
})
