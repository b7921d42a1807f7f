import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countAddressed } from '../../src/store/audience.ts'
import { countByChannel } from '../../src/store/audience-ways.ts'
import { linkWorkers } from '../../src/store/contacts.ts'
import { barredMessages, refusing } from '../../src/store/refusals.ts'
import { recordConsent } from '../../src/store/register.ts'
import type { Database } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { contact, enrolment, put, worker } from './rows.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 2, minute))
const proof = { proof: 'code' as const, provenAt: at(0), provenBy: 'chat' }

describe.each(Object.entries(engines))('whoever refuses, on %s', (_, open) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
    await put(database, 'agencies', { id: 'agency', code: 'A', name: 'Dinas A', createdAt: at(0) })
  })
  afterAll(() => database.close())

  /** A worker with chats, each with the minutes at which it asked to be left alone and asked for news. */
  async function person(id: string, ...chats: { out?: number; again?: number }[]): Promise<void> {
    await put(database, 'workers', worker({ id, phoneHash: `phone-${id}` }))
    await put(database, 'enrolments', enrolment({ id: `entry-${id}`, workerId: id, agencyId: 'agency' }))
    await database.run((db) =>
      recordConsent(db, {
        ...{ id: `leave-${id}`, phoneHash: `phone-${id}`, agencyId: 'agency' },
        ...{ source: 'formulir', givenOn: '2026-01-10', recordedAt: at(0) },
      }),
    )
    for (const [n, { out, again }] of chats.entries()) {
      const wishes = {
        optedOutAt: out === undefined ? null : at(out),
        optedInAt: again === undefined ? null : at(again),
      }
      await put(database, 'contacts', contact({ id: `${id}-${n}`, channel: `channel-${n}`, ...wishes }))
      await database.run((db) => linkWorkers(db, `${id}-${n}`, [id], proof))
    }
  }
  const asked = (...ids: string[]) => database.run((db) => refusing(db, ids))

  it('has said so in a chat of theirs, and in none since that news is welcome again', async () => {
    await person('none')
    await person('silent', {})
    await person('out', {}, { out: 1 })
    await person('outLast', { again: 1 }, { out: 2 })
    await person('inLast', { out: 1 }, { again: 2 })
    expect([...(await asked('none', 'silent', 'out', 'outLast', 'inLast'))].sort()).toEqual(['out', 'outLast'])
    expect(await asked()).toEqual(new Set())
  })

  it('is not counted among those whom a message may reach', async () => {
    const everybody = {
      agencyId: 'agency',
      on: '2026-11-24',
      segment: null,
      kelurahan: null,
      notReached: false,
    } as const
    expect(await database.run((db) => countAddressed(db, everybody))).toBe(5)
    const [counted] = await database.run((db) =>
      countByChannel(db, everybody, new Map([['channel-9', { official: true, writesFirst: true }]])),
    )
    expect(counted!.persons).toBe(3)
  })

  it('is found behind a notice that waits, and so is whoever is told to have died', async () => {
    const noticed = (id: string) => ({
      ...{ enrolmentId: `entry-${id}`, workerId: id, outboxId: `message-${id}`, contactId: null },
      ...{ route: 'message' as const, reason: null, decidedAt: at(0) },
    })
    await put(database, 'notices', noticed('out'), noticed('inLast'), noticed('told'))
    const visit = { workerId: 'told', agencyId: 'agency', kelurahan: null, reason: 'noConsent', listedAt: at(0) }
    await put(database, 'visits', { ...visit, failure: 'died', failedBy: 'contact:kader', failedAt: at(0) })
    const found = await database.run((db) => barredMessages(db, ['message-out', 'message-inLast', 'message-told']))
    expect(Object.fromEntries(found)).toEqual({ 'message-out': 'optedOut', 'message-told': 'bereaved' })
    expect(await database.run((db) => barredMessages(db, []))).toEqual(new Map())
  })
})
