import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepApiToken, listApiTokens, revokeApiToken } from '../../src/store/api-tokens.ts'
import { addContact, linkWorkers, provenNames, wishForPerson } from '../../src/store/contacts.ts'
import { forgetFormKeys, useFormKey } from '../../src/store/form-keys.ts'
import {
  countOpenHandovers,
  handoverById,
  handoverEvents,
  moveHandover,
  openHandovers,
} from '../../src/store/handovers.ts'
import { forgetInvitations, keepInvitation, openInvitation, useInvitation } from '../../src/store/invitations.ts'
import {
  endSessions,
  forgetSessions,
  officerSessionBy,
  openOfficerSession,
  standingSessions,
} from '../../src/store/officer-sessions.ts'
import { addOfficer, changeOfficer, officerById, setCredentials, takeTotpStep } from '../../src/store/officers.ts'
import { countOpenVisits } from '../../src/store/visits.ts'
import { type Database, LostRace } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { agency, contact, enrolment, fresh, later, NOW, put, worker } from './rows.ts'

const NOBODYS = { agencyId: null, kelurahan: null }
const HOUR = 3_600_000

describe.each(Object.entries(engines))('officers on %s', (_, open) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())

  async function officer(): Promise<string> {
    const id = fresh('officer')
    const row = { id, username: id, name: 'Rina', role: 'clerk' as const, rev: 1, createdAt: NOW, createdBy: 'test' }
    await database.run((db) => addOfficer(db, row))
    return id
  }

  describe('an account', () => {
    it('has a username of its own', async () => {
      const id = await officer()
      const again = { id: fresh('officer'), username: id, name: 'X', role: 'admin' as const, rev: 1 }
      expect(
        await database.run((db) => addOfficer(db, { ...again, createdAt: NOW, createdBy: 'test' })),
      ).toBeUndefined()
    })

    it('is changed once from where it stood', async () => {
      const id = await officer()
      await database.run((db) => changeOfficer(db, { id, rev: 1 }, { role: 'coordinator' }))
      await expect(database.run((db) => changeOfficer(db, { id, rev: 1 }, { role: 'admin' }))).rejects.toThrow(LostRace)
      expect(await database.run((db) => officerById(db, id))).toMatchObject({ role: 'coordinator', rev: 2 })
    })

    it('takes each time step once, and none that lies before', async () => {
      const id = await officer()
      const take = (step: number) => database.run((db) => takeTotpStep(db, id, step))
      expect([await take(100), await take(100), await take(99), await take(101)]).toEqual([true, false, false, true])
      await database.run((db) => setCredentials(db, id, { totpSealed: null, totpStep: null }))
      expect(await take(1)).toBe(true)
    })
  })

  describe('a session', () => {
    async function session(officerId: string): Promise<{ id: string; tokenHash: string }> {
      const id = fresh('session')
      const times = { createdAt: NOW, lastSeenAt: NOW, expiresAt: later(12 * HOUR) }
      const row = { id, tokenHash: `hash of ${id}`, officerId, device: 'Chrome', ...times }
      await database.run((db) => openOfficerSession(db, row))
      return row
    }

    it('is found by its hash with its officer', async () => {
      const officerId = await officer()
      const { id, tokenHash } = await session(officerId)
      const found = await database.run((db) => officerSessionBy(db, tokenHash))
      expect(found).toMatchObject({ session: { id }, officer: { id: officerId }, agency: null })
      expect(await database.run((db) => officerSessionBy(db, 'unheard of'))).toBeUndefined()
    })

    it("ends alone or with all its officer's, and never another's", async () => {
      const [one, other] = [await officer(), await officer()]
      const [a, b] = [await session(one), await session(one), await session(other)]
      const end = (officerId: string, id?: string) => database.run((db) => endSessions(db, officerId, NOW, id))
      expect(await end(other, a.id)).toBe(0)
      expect(await end(one, a.id)).toBe(1)
      const standing = await database.run((db) => standingSessions(db, one, NOW, later(-1)))
      expect(standing.map(({ id }) => id)).toEqual([b.id])
      expect([await end(one), await end(one)]).toEqual([1, 0])
    })

    it('is not among those that stand once it was idle or is over', async () => {
      const id = await officer()
      await session(id)
      const standing = (now: Date, seenAfter: Date) =>
        database.run((db) => standingSessions(db, id, now, seenAfter)).then((rows) => rows.length)
      expect([
        await standing(NOW, later(-1)),
        await standing(NOW, NOW),
        await standing(later(12 * HOUR), later(-1)),
      ]).toEqual([...[1, 0, 0]])
    })
  })

  describe('a one-time link', () => {
    const link = (officerId: string | null) => {
      const tokenHash = fresh('link')
      const row = { tokenHash, officerId, createdAt: NOW, expiresAt: later(24 * HOUR) }
      return database.run((db) => keepInvitation(db, row)).then(() => tokenHash)
    }
    const isOpen = (hash: string, at = NOW) => database.run((db) => openInvitation(db, hash, at)).then(Boolean)

    it('is used once, in its time', async () => {
      const hash = await link(await officer())
      expect([await isOpen(hash), await isOpen(hash, later(24 * HOUR))]).toEqual([true, false])
      const use = () => database.run((db) => useInvitation(db, hash, NOW))
      expect([await use(), await use(), await isOpen(hash)]).toEqual([true, false, false])
    })

    it("ends the earlier ones of the same officer, and of the first admin, and no others'", async () => {
      const [one, other] = [await officer(), await officer()]
      const [a, b, c, d] = [await link(one), await link(other), await link(null), await link(null)]
      const e = await link(one)
      expect([await isOpen(a), await isOpen(b), await isOpen(c), await isOpen(d), await isOpen(e)]).toEqual([
        ...[false, true, false, true, true],
      ])
    })
  })

  it('a form is taken once, until its key is forgotten', async () => {
    const key = fresh('key')
    const use = () => database.run((db) => useFormKey(db, key, NOW))
    expect([await use(), await use()]).toEqual([true, false])
    await database.run((db) => forgetFormKeys(db, NOW))
    expect(await use()).toBe(false)
    await database.run((db) => forgetFormKeys(db, later(1)))
    expect(await use()).toBe(true)
  })

  it('sessions and links that have ended are forgotten, and no others', async () => {
    const officerId = await officer()
    const day = 24 * HOUR
    const session = (more: object) => ({
      ...{
        id: fresh('session'),
        tokenHash: fresh('hash'),
        officerId,
        device: 'Chrome',
        createdAt: NOW,
        lastSeenAt: NOW,
      },
      ...{ expiresAt: later(day), ...more },
    })
    const kept = session({ expiresAt: later(3 * day) })
    const link = { tokenHash: fresh('link'), officerId, createdAt: NOW, expiresAt: later(3 * day) }
    const past = { tokenHash: fresh('link'), officerId, createdAt: NOW, expiresAt: later(day) }
    const [ended, ran] = [session({ expiresAt: later(3 * day), revokedAt: NOW }), session({})]
    for (const one of [kept, ended, ran]) await database.run((db) => openOfficerSession(db, one))
    await put(database, 'invitations', past, link)
    await database.run(function* (db) {
      yield* forgetSessions(db, later(2 * day))
      yield* forgetInvitations(db, later(2 * day))
    })
    const found = await database.run(function* (db) {
      const sessions = []
      for (const { tokenHash } of [kept, ended, ran]) sessions.push(yield* officerSessionBy(db, tokenHash))
      const links = []
      for (const { tokenHash } of [link, past]) links.push(yield* openInvitation(db, tokenHash, NOW))
      return [...sessions, ...links].map((one) => one !== undefined)
    })
    expect(found).toEqual([true, false, false, true, false])
  })

  it("an agency's token is listed with its agency and ended once", async () => {
    const from = agency()
    await put(database, 'agencies', from)
    const id = fresh('token')
    const row = { id, agencyId: from.id, tokenHash: `hash of ${id}`, createdAt: NOW, createdBy: 'operator' }
    await database.run((db) => keepApiToken(db, row))
    const revoke = () => database.run((db) => revokeApiToken(db, id, NOW))
    expect([await revoke(), await revoke()]).toEqual([true, false])
    const listed = (await database.run(listApiTokens)).find(({ token }) => token.id === id)
    expect(listed).toMatchObject({ agency: from.code, token: { revokedAt: NOW } })
  })

  describe('a hand-over', () => {
    let dinkes: string
    let diskan: string
    beforeAll(async () => {
      const [a, b] = [agency(), agency()]
      await put(database, 'agencies', a, b)
      dinkes = a.id
      diskan = b.id
    })

    /** A chat that wishes for a person, proven to workers of agencies and kelurahan. */
    async function wish(...workers: [agencyId: string, kelurahan: string][]): Promise<string> {
      const row = contact()
      const id = fresh('handover')
      for (const [agencyId, kelurahan] of workers) {
        const one = worker({ kelurahan, name: `Siti ${kelurahan}` })
        await put(database, 'workers', one)
        await put(database, 'enrolments', enrolment({ workerId: one.id, agencyId }))
        await linked(row, one.id)
      }
      await database.run(function* (db) {
        if (workers.length === 0) yield* addContact(db, row)
        yield* wishForPerson(db, { id, contactId: row.id, openedAt: NOW })
      })
      return id
    }
    const made = new Set<string>()
    async function linked(row: ReturnType<typeof contact>, workerId: string): Promise<void> {
      await database.run(function* (db) {
        if (!made.has(row.id)) yield* addContact(db, row)
        yield* linkWorkers(db, row.id, [workerId], { proof: 'officer', provenAt: NOW, provenBy: 'test' })
      })
      made.add(row.id)
    }
    const sees = (id: string, scope: { agencyId: string | null; kelurahan: string | null }) =>
      database.run((db) => handoverById(db, id, scope)).then(Boolean)

    it('of a worker is seen by the own agency, the own kelurahan and the city', async () => {
      const id = await wish([dinkes, 'k1'])
      const seen = await Promise.all(
        [
          NOBODYS,
          { agencyId: dinkes, kelurahan: null },
          { agencyId: dinkes, kelurahan: 'k1' },
          { agencyId: null, kelurahan: 'k1' },
          { agencyId: diskan, kelurahan: null },
          { agencyId: dinkes, kelurahan: 'k2' },
          { agencyId: null, kelurahan: 'k2' },
        ].map((scope) => sees(id, scope)),
      )
      expect(seen).toEqual([true, true, true, true, false, false, false])
    })

    it('of nobody known is seen by all', async () => {
      const id = await wish()
      expect([await sees(id, { agencyId: diskan, kelurahan: 'k2' }), await sees(id, NOBODYS)]).toEqual([true, true])
    })

    it('of two workers is seen where one and the same fits', async () => {
      const id = await wish([dinkes, 'k1'], [diskan, 'k2'])
      expect([
        await sees(id, { agencyId: dinkes, kelurahan: 'k1' }),
        await sees(id, { agencyId: diskan, kelurahan: null }),
        await sees(id, { agencyId: dinkes, kelurahan: 'k2' }),
      ]).toEqual([true, true, false])
    })

    it('moves once from where it stood, with a note of who did it', async () => {
      const id = await wish()
      const by = await officer()
      const move = (rev: number, kind: 'taken' | 'closed') =>
        database.run((db) =>
          moveHandover(
            db,
            { id, rev },
            kind === 'taken' ? { takenBy: by, officerAt: later(1) } : { closedAt: later(2) },
            { id: fresh('event'), at: later(rev), kind, officerId: by },
          ),
        )
      await move(1, 'taken')
      await expect(move(1, 'closed')).rejects.toThrow(LostRace)
      const count = () => database.run((db) => countOpenHandovers(db, NOBODYS))
      const before = await count()
      await move(2, 'closed')
      expect(await count()).toBe(before - 1)
      const events = await database.run((db) => handoverEvents(db, id))
      expect(events.map(({ kind, officer }) => [kind, officer])).toEqual([
        ['taken', 'Rina'],
        ['closed', 'Rina'],
      ])
      const open = await database.run((db) => openHandovers(db, NOBODYS, 1000))
      expect(open.map(({ handover }) => handover.id)).not.toContain(id)
    })

    it('is told with the names that its chat was proven to be', async () => {
      const id = await wish([dinkes, 'k1'])
      const { contact } = (await database.run((db) => handoverById(db, id, NOBODYS)))!
      expect(await database.run((db) => provenNames(db, [contact.id]))).toEqual(new Map([[contact.id, ['Siti k1']]]))
      expect(await database.run((db) => provenNames(db, []))).toEqual(new Map())
    })
  })

  it('visits that are to be made are counted by agency and kelurahan', async () => {
    const [a, b] = [fresh('agency'), fresh('agency')]
    const visit = (agencyId: string, kelurahan: string) => ({
      ...{ workerId: fresh('worker'), agencyId, kelurahan, reason: 'noPhone', listedAt: NOW },
    })
    const before = await database.run((db) => countOpenVisits(db, NOBODYS))
    await put(database, 'visits', visit(a, 'k1'), visit(a, 'k2'), visit(b, 'k1'), { ...visit(a, 'k1'), visitedAt: NOW })
    const count = (agencyId: string | null, kelurahan: string | null) =>
      database.run((db) => countOpenVisits(db, { agencyId, kelurahan }))
    expect([await count(a, null), await count(a, 'k1'), await count(b, 'k2')]).toEqual([2, 1, 0])
    expect((await count(null, null)) - before).toBe(3)
  })
})
