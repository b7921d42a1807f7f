import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addClaimEvent,
  caseById,
  claimById,
  claimEventsOf,
  closeClaim,
  countOpenCases,
  keepClaimNotes,
  keepPaper,
  noteTold,
  openCases,
  openClaim,
  openClaimByCode,
  openClaimsOf,
  papersOf,
  type Scope,
  writeAgain,
} from '../../src/store/claims.ts'
import type { NewRow } from '../../src/store/schema.ts'
import type { Database } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { agency, all, contact, enrolment, fresh, later, NOW, put, worker } from './rows.ts'

const EVERYTHING = { agencyId: null, kelurahan: null }

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  function claim(row: Partial<NewRow<'claims'>> = {}): NewRow<'claims'> {
    const id = fresh('claim')
    return {
      ...{ id, contactId: fresh('contact'), codeSealed: 'sealed', codeHash: `code of ${id}`, bornHash: 'born' },
      ...{ kind: 'jkm', cause: 'notWork', state: 'open', openedAt: NOW, updatedAt: NOW },
      ...row,
    }
  }

  async function opened(row: Partial<NewRow<'claims'>> = {}): Promise<NewRow<'claims'>> {
    const made = claim(row)
    await database.run((db) => openClaim(db, made))
    return made
  }

  describe('a case', () => {
    it('is opened once', async () => {
      const made = claim()
      expect(await database.run((db) => openClaim(db, made))).toBe(true)
      expect(await database.run((db) => openClaim(db, made))).toBe(false)
    })

    it('is found by its contact, newest first, and by its code', async () => {
      const contactId = fresh('contact')
      const first = await opened({ contactId })
      const second = await opened({ contactId, openedAt: later(1000) })
      const found = await database.run((db) => openClaimsOf(db, contactId))
      expect(found.map(({ id }) => id)).toEqual([second.id, first.id])
      expect((await database.run((db) => openClaimByCode(db, first.codeHash)))!.id).toBe(first.id)
      expect(await database.run((db) => openClaimByCode(db, fresh('code')))).toBeUndefined()
    })

    it('keeps what is told, and the kind that follows from its cause', async () => {
      const { id } = await opened()
      const told = { cause: 'work', membership: 'long', relation: 'spouse', scholars: undefined } as const
      expect(await database.run((db) => noteTold(db, id, told, later(5)))).toBe(true)
      const kept = await database.run((db) => claimById(db, id))
      expect(kept).toMatchObject({
        cause: 'work',
        kind: 'jkk',
        membership: 'long',
        relation: 'spouse',
        updatedAt: later(5),
      })
      expect(kept!.scholars).toBeNull()
    })

    it('that was told wrongly at its beginning is written again, without losing what is not told again', async () => {
      const { id } = await opened({ deceasedSealed: 'a name' })
      await database.run((db) => writeAgain(db, { ...claim({ id }), cause: 'work', kind: 'jkk', bornHash: 'other' }))
      const kept = await database.run((db) => claimById(db, id))
      expect(kept).toMatchObject({ cause: 'work', kind: 'jkk', bornHash: 'other', deceasedSealed: 'a name' })
    })

    it('takes notes only as it was seen', async () => {
      const { id } = await opened()
      const seen = { id, updatedAt: NOW }
      expect(await database.run((db) => keepClaimNotes(db, seen, 'sealed', later(10)))).toBe(true)
      expect(await database.run((db) => keepClaimNotes(db, seen, 'other', later(20)))).toBe(false)
      expect(await database.run((db) => claimById(db, id))).toMatchObject({ notesSealed: 'sealed' })
    })

    it('that is closed takes nothing more, and is found no more', async () => {
      const { id, contactId, codeHash } = await opened()
      expect(await database.run((db) => closeClaim(db, id, 'paid', later(10)))).toBe(true)
      expect(await database.run((db) => closeClaim(db, id, 'dropped', later(20)))).toBe(false)
      expect(await database.run((db) => noteTold(db, id, { several: 'yes' }, later(20)))).toBe(false)
      expect(await database.run((db) => keepClaimNotes(db, { id, updatedAt: later(10) }, 'sealed', later(20)))).toBe(
        false,
      )
      expect(await database.run((db) => openClaimsOf(db, contactId))).toEqual([])
      expect(await database.run((db) => openClaimByCode(db, codeHash!))).toBeUndefined()
      expect(await database.run((db) => claimById(db, id))).toMatchObject({ state: 'paid', closedAt: later(10) })
    })

    it('has a state for each paper, the last one said', async () => {
      const { id } = await opened()
      await database.run((db) => keepPaper(db, id, 'card', 'notYet', NOW))
      await database.run((db) => keepPaper(db, id, 'card', 'have', later(1)))
      await database.run((db) => keepPaper(db, id, 'npwp', 'howTo', later(1)))
      expect(await database.run((db) => papersOf(db, id))).toEqual({ card: 'have', npwp: 'howTo' })
    })

    it('has events in their order', async () => {
      const { id } = await opened()
      for (const [n, event] of (['opened', 'told', 'closed'] as const).entries()) {
        const row = {
          id: fresh('event'),
          claimId: id,
          at: later(n),
          actor: 'contact:a',
          event,
          detail: { n: String(n) },
        }
        await database.run((db) => addClaimEvent(db, row))
      }
      const events = await database.run((db) => claimEventsOf(db, id))
      expect(events.map(({ event, detail }) => [event, detail])).toEqual([
        ['opened', { n: '0' }],
        ['told', { n: '1' }],
        ['closed', { n: '2' }],
      ])
    })
  })

  it('lists open cases by agency and kelurahan; one without a worker belongs to those who see everything', async () => {
    const [mine, other] = [agency(), agency()]
    const here = worker({ kelurahan: fresh('here') })
    await put(database, 'agencies', mine, other)
    await put(database, 'workers', here)
    const entries = [mine, other].map(({ id }) => enrolment({ workerId: here.id!, agencyId: id! }))
    await put(database, 'enrolments', ...entries)
    const known = await opened({ workerId: here.id! })
    const unknown = await opened()
    await opened({ workerId: here.id!, closedAt: NOW, state: 'paid' })
    const ids = async (scope: typeof EVERYTHING | { agencyId: string | null; kelurahan: string | null }) =>
      (await database.run((db) => openCases(db, scope, 500))).map(({ claim }) => claim.id)
    expect(await ids(EVERYTHING)).toEqual(expect.arrayContaining([known.id, unknown.id]))
    expect(await ids({ agencyId: mine.id!, kelurahan: null })).toEqual([known.id])
    expect(await ids({ agencyId: mine.id!, kelurahan: here.kelurahan! })).toEqual([known.id])
    expect(await ids({ agencyId: mine.id!, kelurahan: fresh('elsewhere') })).toEqual([])
    expect(await ids({ agencyId: fresh('agency'), kelurahan: null })).toEqual([])
    const counted = (scope: Scope) => database.run((db) => countOpenCases(db, scope))
    expect(await counted(EVERYTHING)).toBe((await ids(EVERYTHING)).length)
    expect(await counted({ agencyId: mine.id!, kelurahan: null })).toBe(1)
    expect(await counted({ agencyId: mine.id!, kelurahan: fresh('elsewhere') })).toBe(0)
    const found = await database.run((db) => caseById(db, known.id!))
    expect(found!.worker).toMatchObject({ code: here.code, name: 'Siti Aminah' })
    expect([...found!.worker!.agencyIds].sort()).toEqual([mine.id, other.id].sort())
  })

  it('keeps the events when a case is closed', async () => {
    const { id } = await opened({ contactId: contact().id as string })
    await database.run((db) =>
      addClaimEvent(db, { id: fresh('event'), claimId: id!, at: NOW, actor: 'a', event: 'opened', detail: {} }),
    )
    await database.run((db) => closeClaim(db, id!, 'dropped', later(1)))
    expect((await all(database, 'claimEvents')).some(({ claimId }) => claimId === id)).toBe(true)
  })
})
