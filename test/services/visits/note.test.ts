import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { EVERYBODY } from '../../../src/domain/audience.ts'
import { dayOf } from '../../../src/domain/clock.ts'
import type { Officer } from '../../../src/domain/officer.ts'
import { visitNumber } from '../../../src/domain/worker-code.ts'
import { personOf } from '../../../src/services/campaigns/plan.ts'
import { routeNotices } from '../../../src/services/notices.ts'
import { meansOf, routesFor } from '../../../src/services/routes.ts'
import { settleVisit, visitsDesk } from '../../../src/services/visits/desk.ts'
import { endVisitor, listVisitors, makeVisitor } from '../../../src/services/visits/visitors.ts'
import { waitingWork } from '../../../src/services/waiting-work.ts'
import { countByChannel } from '../../../src/store/audience-ways.ts'
import { queueUnasked } from '../../../src/store/unasked.ts'
import { listVisit, listVisitAgain, openVisits, unlistVisits } from '../../../src/store/visits.ts'
import { exec } from '../../../src/store/work.ts'
import { enrolmentsOf, workersById } from '../../../src/store/workers.ts'
import { type Chat, chatOf, enrol, listOf } from '../../store/registered.ts'
import { all, contact, message, put } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const HERE = '35.74.01.1001'
const THERE = '35.74.01.1003'

let world: TestWorld
let agencyId: string
let clerk: Officer
let kader: Chat
beforeEach(async () => {
  world = await testWorld()
  agencyId = await listOf(world, 'DKPPP')
  clerk = officer({ agencyId })
  kader = chatOf(world, 'kader')
  await kader('halo')
  await post('kader')
})

function officer(given: Partial<Officer> = {}): Officer {
  return { id: 'o1', username: 'rina', name: 'Bu Rina', role: 'clerk', agencyId: null, kelurahan: null, ...given }
}

/** Makes the first chat a visitor. */
async function post(name: string, kelurahan = HERE, by = clerk): Promise<void> {
  const [first] = await all(world.database, 'contacts')
  await makeVisitor(world, by, { chatCode: first!.code, agency: 'DKPPP', kelurahan, name: `Bu ${name}` })
}

/** Somebody on the visit list; says the visit number. */
async function toVisit(kelurahan = HERE, of = agencyId): Promise<{ number: string; workerId: string; code: string }> {
  const { workerId } = await enrol(world, { agencyId: of, kelurahan })
  const listedAt = world.clock.now()
  await world.database.run((db) => listVisit(db, { workerId, agencyId: of, kelurahan, reason: 'noPhone', listedAt }))
  const { code } = (await all(world.database, 'workers')).find(({ id }) => id === workerId)!
  return { number: visitNumber(code), workerId, code }
}

const visitOf = async (workerId: string) =>
  (await all(world.database, 'visits')).find((visit) => visit.workerId === workerId)!
const visited = async () =>
  (await all(world.database, 'reach')).filter(({ kind }) => kind === 'visited').map(({ workerId }) => workerId)
const said = async (text: string, by = kader) => (await by(text)).texts.join('\n')

describe('a visitor ticks off', () => {
  it('a number of their list, once, and is told how many are left', async () => {
    const one = await toVisit()
    await toVisit()
    expect(await said(`${one.number} sudah`)).toMatch(
      new RegExp(`sudah dikunjungi: ${one.number}\\.\nSisa kunjungan: 1`),
    )
    expect(await said(`sudah ${one.number}`)).toMatch(/Sudah tercatat sebelumnya.*\nSisa kunjungan: 1/)
    expect(await visited()).toEqual([one.workerId])
    const [contact] = await all(world.database, 'contacts')
    expect(await visitOf(one.workerId)).toMatchObject({ visitedBy: `contact:${contact!.id}` })
    expect((await all(world.database, 'reach'))[0]).toMatchObject({ channel: 'visit', kelurahan: HERE, agencyId })
  })

  it('several numbers at once, and is told which were not found, the same for nobody’s, another kelurahan’s and agency’s', async () => {
    const one = await toVisit()
    const two = await toVisit()
    const elsewhere = await toVisit(THERE)
    const others = await toVisit(HERE, await listOf(world, 'KESRA'))
    const answer = await said(`${one.number}, ${two.number}, ${elsewhere.number}, ${others.number} dan 9999999 udah`)
    expect(answer).toContain(`sudah dikunjungi: ${one.number}, ${two.number}.`)
    expect(answer).toContain(`Tidak ada di daftar kunjungan Bapak/Ibu: ${elsewhere.number}, ${others.number}, 9999999.`)
    expect(answer).toContain('Tidak ada lagi yang perlu dikunjungi')
    expect(answer).not.toMatch(/Siti|S•••/)
    expect((await visited()).sort()).toEqual([one.workerId, two.workerId].sort())
  })

  it('and takes it back, so that the ledger holds nothing of it', async () => {
    const one = await toVisit()
    await said(`${one.number} sudah`)
    expect(await said(`batal ${one.number}`)).toContain('Sisa kunjungan: 1')
    expect(await visited()).toEqual([])
    expect(await visitOf(one.workerId)).toMatchObject({ visitedAt: null, visitedBy: null })
    expect(await said(`batal ${one.number}`)).toContain('Belum ada catatan')
    await said(`${one.number} sudah`)
    expect(await visited()).toEqual([one.workerId])
  })

  it('a visit that is to be made again counts the person once all the same', async () => {
    const one = await toVisit()
    await said(`${one.number} sudah`)
    const again = {
      workerId: one.workerId,
      agencyId,
      kelurahan: HERE,
      reason: 'undelivered',
      listedAt: world.clock.now(),
    }
    await world.database.run((db) => listVisitAgain(db, again))
    expect(await said(`${one.number} sudah`)).toContain('Tidak ada lagi')
    expect(await said(`batal ${one.number}`)).toContain('Sisa kunjungan: 1')
    expect(await visited()).toEqual([one.workerId])
  })

  it('in another language', async () => {
    const one = await toVisit()
    for (const text of ['bahasa', '2']) await said(text)
    expect(await said(`${one.number} sampun`)).toContain('Kacathet sampun diparani')
  })
})

describe('a failed try', () => {
  it('is asked for its reason, and stays on the list', async () => {
    const one = await toVisit()
    expect(await said(`belum ketemu ${one.number}`)).toContain('Mengapa nomor')
    expect(await said('2')).toMatch(/tidak di rumah.*\nSisa kunjungan: 1/)
    expect(await visitOf(one.workerId)).toMatchObject({ failure: 'away', visitedAt: null })
    expect(await said(`${one.number} pindah`)).toContain('sudah pindah')
    expect(await visitOf(one.workerId)).toMatchObject({ failure: 'moved' })
    await said(`${one.number} sudah`)
    expect(await visitOf(one.workerId)).toMatchObject({ failure: null, failedAt: null })
  })

  it('is not asked about a number that is not on the list', async () => {
    expect(await said('belum ketemu 9999999')).toContain('Tidak ada di daftar')
  })

  it('by a death silences nobody and flags it for an officer', async () => {
    const one = await toVisit()
    expect(await said(`${one.number} meninggal`)).toMatch(/petugas untuk dipastikan.*\nTidak ada lagi/)
    expect((await all(world.database, 'contacts')).every(({ bereavedAt }) => bereavedAt === null)).toBe(true)
    expect((await visitsDesk(world, clerk, null)).deaths).toMatchObject([{ code: one.code }])
    expect(await said(`batal ${one.number}`)).toContain('Sisa kunjungan: 1')
    expect((await visitsDesk(world, clerk, null)).deaths).toEqual([])
  })

  it('by a death that an officer confirms silences the worker’s own chats, until it proves an error', async () => {
    const one = await toVisit()
    const own = chatOf(world, 'own')
    await own('halo')
    const contacts = await all(world.database, 'contacts')
    const link = { contactId: contacts[1]!.id, workerId: one.workerId, proof: 'officer' as const }
    await put(world.database, 'contactWorkers', { ...link, provenAt: world.clock.now(), provenBy: 'rina' })
    const settle = (deed: 'confirmDeath' | 'noDeath', key: string) =>
      settleVisit(world, clerk, { code: one.code, deed }, { key })
    await expect(settle('confirmDeath', 'k0')).rejects.toMatchObject({ code: 'visits.noDeath' })
    await said(`${one.number} wafat`)
    await settle('confirmDeath', 'k1')
    const mourning = async () => (await all(world.database, 'contacts')).map(({ bereavedAt }) => bereavedAt !== null)
    expect(await mourning()).toEqual([false, true])
    // What an officer has made sure of is the officer's to take back.
    expect(await said(`batal ${one.number}`)).toContain('Tidak ada di daftar')
    await settle('noDeath', 'k2')
    expect(await mourning()).toEqual([false, false])
    expect((await all(world.database, 'audit')).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['visit.missed.died', 'visit.deathConfirmed', 'contact.unbereaved', 'visit.undone']),
    )
  })
})

describe('a death', () => {
  const list = async () =>
    (await world.database.run((db) => openVisits(db, agencyId, undefined, world.clock.now()))).map(
      ({ worker }) => worker.id,
    )
  const settle = (code: string, deed: 'confirmDeath' | 'noDeath') =>
    settleVisit(world, clerk, { code, deed }, { key: deed })

  it('that was told takes the door off the papers, the count and what is to be visited, until it proves an error', async () => {
    const one = await toVisit()
    const other = await toVisit()
    await said(`${one.number} meninggal`)
    expect(await list()).toEqual([other.workerId])
    expect((await visitsDesk(world, clerk, null)).toMake.map(({ code }) => code)).toEqual([other.code])
    expect((await visitsDesk(world, clerk, null)).byKelurahan).toEqual([{ kelurahan: HERE, n: 1 }])
    expect((await waitingWork(world, clerk)).visits).toBe(1)
    await settle(one.code, 'noDeath')
    expect((await list()).sort()).toEqual([one.workerId, other.workerId].sort())
  })

  it('that was told is not forgotten because a message finds a way meanwhile', async () => {
    const one = await toVisit()
    await said(`${one.number} meninggal`)
    await world.database.run((db) => unlistVisits(db, [one.workerId]))
    expect((await visitsDesk(world, clerk, null)).deaths).toMatchObject([{ code: one.code }])
  })

  it('that one visitor was told of, or an officer is sure of, is not ticked away by another', async () => {
    const one = await toVisit()
    await said(`${one.number} meninggal`)
    const second = chatOf(world, 'second')
    await second('halo')
    const { code } = (await all(world.database, 'contacts'))[1]!
    await makeVisitor(world, clerk, { chatCode: code, agency: 'DKPPP', kelurahan: HERE, name: 'Pak RT' })
    for (const note of ['sudah', 'pindah'])
      expect(await said(`${one.number} ${note}`, second)).toContain('Tidak ada di')
    expect(await said(`${one.number} meninggal`, second)).toContain('Sudah tercatat sebelumnya')
    await settle(one.code, 'confirmDeath')
    expect(await said(`${one.number} sudah`)).toContain('Tidak ada di daftar')
    expect(await visitOf(one.workerId)).toMatchObject({ failure: 'died', failedBy: 'officer:o1', visitedAt: null })
  })

  it('that an officer is sure of silences the chat at the worker’s phone too, and what waits for it', async () => {
    const one = await toVisit()
    await put(world.database, 'contacts', contact({ id: 'family', phoneHash: 'phone' }))
    const waiting = message({ id: 'm1', contactId: 'family', channel: 'simulated', cause: 'notice' })
    await world.database.run((db) => queueUnasked(db, { ...waiting, expiresAt: new Date('2027-01-01') }))
    await world.database.run((db) =>
      exec(db.update(db.t.workers).set({ phoneHash: 'phone' }).where(eq(db.t.workers.id, one.workerId))),
    )
    const family = async () => (await all(world.database, 'contacts')).find(({ id }) => id === 'family')!
    await said(`${one.number} wafat`)
    await settle(one.code, 'confirmDeath')
    expect((await family()).bereavedAt).not.toBeNull()
    expect((await all(world.database, 'outbox')).find(({ id }) => id === 'm1')!.cancelledAt).not.toBeNull()
    await settle(one.code, 'noDeath')
    expect((await family()).bereavedAt).toBeNull()
  })

  it('that was told, and all the more one that an officer is sure of, lets no news go to a phone from which nobody has written', async () => {
    const { workerId } = await enrol(world, { agencyId, kelurahan: HERE, phone: '6281000009001', agreed: true })
    const { code } = (await all(world.database, 'workers')).find(({ id }) => id === workerId)!
    const visit = { workerId, agencyId, kelurahan: HERE, reason: 'noConsent', listedAt: world.clock.now() }
    await world.database.run((db) => listVisit(db, visit))
    const withChannel = async () => {
      const counted = await world.database.run((db) =>
        countByChannel(db, { ...EVERYBODY, agencyId, on: dayOf(world.clock.now()) }, meansOf(world)),
      )
      return counted.reduce((sum, { persons }) => sum + persons, 0)
    }
    expect(await withChannel()).toBe(1)
    await said(`${visitNumber(code)} wafat`)
    expect(await withChannel()).toBe(0)
    await settle(code, 'confirmDeath')
    expect(await withChannel()).toBe(0)
    const plan = await world.database.run(function* (db) {
      const [worker] = yield* workersById(db, [workerId])
      const [entry] = yield* enrolmentsOf(db, [workerId])
      return yield* routesFor(db, world, [personOf(worker!, entry!, agencyId, '')])
    })
    expect(plan).toMatchObject([{ do: 'visit', reason: 'bereaved' }])
    await routeNotices(world)
    expect(await all(world.database, 'notices')).toMatchObject([{ route: 'visit', reason: 'bereaved' }])
    expect(await list()).toEqual([])
  })
})

describe('anybody else', () => {
  it('ticks nothing off and is told nothing, whatever the number', async () => {
    const one = await toVisit()
    const answers = async (address: string, text: string) => {
      const stranger = chatOf(world, address)
      await stranger('halo')
      return (await stranger(text)).texts
    }
    const known = await answers('one', `${one.number} sudah`)
    expect(known).toEqual(await answers('two', '9999999 sudah'))
    expect(known.join()).not.toMatch(/kunjung/)
    expect(await visited()).toEqual([])
  })

  it('is a visitor no more once an officer has said so', async () => {
    const one = await toVisit()
    const [visitor] = await listVisitors(world, clerk)
    await endVisitor(world, clerk, visitor!.id)
    await said(`${one.number} sudah`)
    expect(await visited()).toEqual([])
    await expect(endVisitor(world, clerk, visitor!.id)).rejects.toMatchObject({ code: 'visits.noVisitor' })
    await post('kader')
    await said(`${one.number} sudah`)
    expect(await visited()).toEqual([one.workerId])
  })

  it('makes no visitor for another agency, another kelurahan, or from a code that is nobody’s', async () => {
    const [contact] = await all(world.database, 'contacts')
    const given = { chatCode: contact!.code, agency: 'DKPPP', kelurahan: HERE, name: 'Bu Kader' }
    await expect(makeVisitor(world, officer({ agencyId: 'other' }), given)).rejects.toMatchObject({
      code: 'operation.notYours',
    })
    await expect(makeVisitor(world, officer({ kelurahan: THERE }), given)).rejects.toMatchObject({
      code: 'operation.notYours',
    })
    await expect(makeVisitor(world, officer({ role: 'auditor' }), given)).rejects.toMatchObject({
      code: 'operation.notYours',
    })
    await expect(makeVisitor(world, clerk, { ...given, chatCode: 'XXXXXX' })).rejects.toMatchObject({
      code: 'operation.noChat',
    })
  })
})

describe('an officer', () => {
  it('ticks off by hand within their scope, and a visitor does not undo it', async () => {
    const one = await toVisit()
    const deed = { code: one.code, deed: 'visited' as const }
    await expect(settleVisit(world, officer({ kelurahan: THERE }), deed, { key: 'a' })).rejects.toMatchObject({
      code: 'visits.notFound',
    })
    await settleVisit(world, clerk, deed, { key: 'b' })
    await expect(settleVisit(world, clerk, deed, { key: 'b' })).rejects.toMatchObject({ code: 'console.twice' })
    expect(await visited()).toEqual([one.workerId])
    expect(await said(`batal ${one.number}`)).toContain('Tidak ada di daftar')
    expect(await visited()).toEqual([one.workerId])
  })
})
