import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isUnderstood, lastChecked, noteCheck } from '../../src/store/checks.ts'
import { enterReach, occasionOf } from '../../src/store/reach.ts'
import { forgetPlace, keepPlace, placeIn } from '../../src/store/walks.ts'
import type { Database } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { all, fresh, later, NOW } from './rows.ts'

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  describe('a walk', () => {
    const place = (contactId: string) => database.run((db) => placeIn(db, contactId, 'jmo'))
    const keep = (contactId: string, at: string, reachedAt = NOW) =>
      database.run((db) => keepPlace(db, { contactId, walk: 'jmo', place: at, reachedAt }))

    it('keeps the last place of each contact, in one row', async () => {
      const [one, other] = [fresh('contact'), fresh('contact')]
      expect(await place(one)).toBeNull()
      await keep(one, 'ready')
      await keep(other, 'face')
      await keep(one, 'install', later(1000))
      expect([await place(one), await place(other)]).toEqual(['install', 'face'])
      const rows = (await all(database, 'walks')).filter(({ contactId }) => contactId === one)
      expect(rows).toEqual([{ contactId: one, walk: 'jmo', place: 'install', reachedAt: later(1000) }])
    })

    it('is forgotten for one contact alone, and a second time without harm', async () => {
      const [one, other] = [fresh('contact'), fresh('contact')]
      await keep(one, 'read')
      await keep(other, 'read')
      for (let n = 0; n < 2; n++) await database.run((db) => forgetPlace(db, one, 'jmo'))
      expect([await place(one), await place(other)]).toEqual([null, 'read'])
    })
  })

  describe('a question asked back', () => {
    it('is remembered by chat and entry, the last one', async () => {
      const [contactId, enrolmentId] = [fresh('contact'), fresh('enrolment')]
      const last = (entry: string) => database.run((db) => lastChecked(db, contactId, entry))
      expect(await last(enrolmentId)).toBeNull()
      for (const [at, question] of (['payer', 'family'] as const).entries())
        await database.run((db) => noteCheck(db, { contactId, enrolmentId, question, askedAt: later(at) }))
      expect(await last(enrolmentId)).toBe('family')
      expect(await last(fresh('enrolment'))).toBeNull()
    })

    it('is understood by what the ledger holds of that worker, that entry and that kind', async () => {
      const [workerId, enrolmentId] = [fresh('worker'), fresh('enrolment')]
      const isIt = (worker = workerId, entry = enrolmentId) => database.run((db) => isUnderstood(db, worker, entry))
      const fact = (kind: 'confirmed' | 'understood') => ({
        ...{ workerId, kind, occasion: occasionOf.enrolment(enrolmentId), agencyId: 'agency', channel: 'simulated' },
        ...{ day: '2026-11-24', at: NOW },
      })
      await database.run((db) => enterReach(db, [fact('confirmed')]))
      expect(await isIt()).toBe(false)
      await database.run((db) => enterReach(db, [fact('understood')]))
      expect([await isIt(), await isIt(fresh('worker')), await isIt(workerId, fresh('enrolment'))]).toEqual([
        ...[true, false, false],
      ])
    })
  })
})
