import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Audience } from '../../src/domain/audience.ts'
import type { Means } from '../../src/domain/route.ts'
import { countAddressed, workersAddressed } from '../../src/store/audience.ts'
import { countByChannel } from '../../src/store/audience-ways.ts'
import {
  addCampaign,
  campaignById,
  changeCampaign,
  haltedCampaigns,
  listCampaigns,
  markFrozen,
  runningCampaigns,
  submittedCampaigns,
} from '../../src/store/campaigns.ts'
import { countRecipients, stillUnknown, tallyRecipients } from '../../src/store/recipient-counts.ts'
import {
  contactsTold,
  decide,
  decideToTell,
  endedMessages,
  FROZEN_AT_ONCE,
  freeze,
  isSettled,
  settleRecipients,
  undecide,
  undecided,
  undecidedBeside,
} from '../../src/store/recipients.ts'
import type { Row } from '../../src/store/schema.ts'
import { cancelCampaign } from '../../src/store/unasked.ts'
import { type Database, LostRace } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { agency, all, campaign, contact, enrolment, fresh, later, message, NOW, put, worker } from './rows.ts'

const SIMULATED: [string, Means] = ['simulated', { official: true, writesFirst: true }]
const TELEGRAM: [string, Means] = ['telegram', { official: true, writesFirst: false }]

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await engines[engine]()
  })
  afterAll(() => database.close())

  const run: Database['run'] = (work) => database.run(work)

  describe('a campaign', () => {
    it('is changed by whoever saw it last, and by nobody else', async () => {
      const kept = await run((db) => addCampaign(db, campaign({ agencyId: 'a' })))
      const changed = await run((db) => changeCampaign(db, kept, { title: 'Satu', pausedAt: NOW }))
      expect(changed).toMatchObject({ title: 'Satu', rev: 2, pausedAt: NOW })
      await expect(run((db) => changeCampaign(db, kept, { title: 'Dua' }))).rejects.toBeInstanceOf(LostRace)
      const again = await run((db) => changeCampaign(db, changed, { pausedAt: null }))
      expect(again).toMatchObject({ title: 'Satu', rev: 3, pausedAt: null })
      expect(await run((db) => campaignById(db, kept.id))).toEqual(again)
    })

    it('is listed with those of its agency, newest first', async () => {
      const agencyId = fresh('agency')
      const [old, young] = [campaign({ agencyId }), campaign({ agencyId, createdAt: later(1) })]
      await put(database, 'campaigns', old, young, campaign({ agencyId: 'other' }))
      const listed = (of: string | null) => run((db) => listCampaigns(db, of, 99))
      expect((await listed(agencyId)).map(({ id }) => id)).toEqual([young.id, old.id])
      expect((await listed(null)).length).toBeGreaterThan(2)
    })

    it('waits for its approval from when it is handed in until it is approved or stopped', async () => {
      const agencyId = fresh('agency')
      const waits = { agencyId, submittedAt: NOW }
      const waiting = campaign(waits)
      const others = [campaign({ ...waits, approvedAt: NOW }), campaign({ ...waits, stoppedAt: NOW })]
      await put(database, 'campaigns', waiting, ...others, campaign({ agencyId }))
      const ids = async (of: string | null) => (await run((db) => submittedCampaigns(db, of))).map(({ id }) => id)
      expect(await ids(agencyId)).toEqual([waiting.id])
      expect(await ids(null)).toContain(waiting.id)
      expect(await ids('other')).not.toContain(waiting.id)
    })

    it('runs from its approval until it is stopped or done', async () => {
      const approved = { agencyId: 'a', approvedAt: NOW }
      const [running, paused] = [campaign(approved), campaign({ ...approved, pausedAt: NOW })]
      const [stopped, done] = [campaign({ ...approved, stoppedAt: NOW }), campaign({ ...approved, doneAt: NOW })]
      const draft = campaign({ agencyId: 'a' })
      const rows = [running, paused, stopped, done, draft]
      await put(database, 'campaigns', ...rows)
      const ids = (await run(runningCampaigns)).map(({ id }) => id)
      expect(rows.map(({ id }) => ids.includes(id))).toEqual([true, true, false, false, false])
      const halted = await run((db) =>
        haltedCampaigns(
          db,
          rows.map(({ id }) => id),
        ),
      )
      expect(Object.fromEntries(halted)).toEqual({ [paused.id]: 'paused', [stopped.id]: 'stopped' })
    })

    it('is frozen from the mark where it was left, by one process, and no further once it is stopped', async () => {
      const { id } = await run((db) => addCampaign(db, campaign({ agencyId: 'a', approvedAt: NOW })))
      const mark = (frozenThrough: string | null, to: Parameters<typeof markFrozen>[2]) =>
        run((db) => markFrozen(db, { id, frozenThrough }, to))
      expect(await mark(null, { frozenThrough: 'w5' })).toBe(true)
      expect(await mark(null, { frozenThrough: 'w5' })).toBe(false)
      expect(await mark('w5', { frozenThrough: 'w9' })).toBe(true)
      const seen = await run((db) => campaignById(db, id))
      await run((db) => changeCampaign(db, seen!, { stoppedAt: NOW }))
      expect(await mark('w9', { frozenAt: NOW })).toBe(false)
    })
  })

  describe('recipients', () => {
    async function frozen(count: number): Promise<{ id: string; workers: string[] }> {
      const { id } = await run((db) => addCampaign(db, campaign({ agencyId: 'a' })))
      const workers = Array.from({ length: count }, () => worker())
      await put(database, 'workers', ...workers)
      const these = { campaignId: id, workerIds: workers.map((one) => one.id), frozenAt: NOW }
      await run((db) => freeze(db, these))
      await run((db) => freeze(db, these))
      return { id, workers: workers.map((one) => one.id).sort() }
    }
    const rowsOf = async (id: string) =>
      (await all(database, 'campaignRecipients')).filter(({ campaignId }) => campaignId === id)

    it('are written down many at a time, each once', async () => {
      const { id } = await run((db) => addCampaign(db, campaign({ agencyId: 'a' })))
      const workerIds = Array.from({ length: FROZEN_AT_ONCE }, (_, n) => `many-${String(n).padStart(3, '0')}`)
      for (const _ of ['first', 'again']) await run((db) => freeze(db, { campaignId: id, workerIds, frozenAt: NOW }))
      const rows = await rowsOf(id)
      expect(rows.map(({ workerId }) => workerId).sort()).toEqual(workerIds)
      expect(rows[0]).toMatchObject({ frozenAt: NOW, decidedAt: null, outcome: null })
    })

    it('are written down once and taken in an order', async () => {
      const { id, workers } = await frozen(3)
      expect(await run((db) => undecided(db, id, 2))).toEqual(workers.slice(0, 2))
      await run((db) => decide(db, id, [workers[0]!], { outcome: 'visit', reason: 'noPhone' }, NOW))
      expect(await run((db) => undecided(db, id, 9))).toEqual(workers.slice(1))
      expect(await rowsOf(id)).toHaveLength(3)
    })

    it('are decided about once: whoever comes second loses all of it', async () => {
      const { id, workers } = await frozen(2)
      const [one, two] = workers as [string, string]
      await run((db) => decide(db, id, [two], { outcome: 'skipped', reason: 'periodEnded' }, NOW))
      await expect(
        run((db) => decide(db, id, [one, two], { outcome: 'visit', reason: null }, NOW)),
      ).rejects.toBeInstanceOf(LostRace)
      expect((await rowsOf(id)).filter(({ decidedAt }) => decidedAt === null)).toHaveLength(1)
    })

    const tell = (told: Omit<Parameters<typeof decideToTell>[1], 'enrolmentId' | 'at'>) =>
      run((db) => decideToTell(db, { ...told, enrolmentId: 'entry', at: NOW }))

    it('are told once, whoever else decides so', async () => {
      const { id, workers } = await frozen(1)
      const told = { campaignId: id, workerId: workers[0]!, contactId: 'c', outboxId: 'o' }
      await tell(told)
      await expect(tell({ ...told, outboxId: 'another' })).rejects.toBeInstanceOf(LostRace)
      expect(await rowsOf(id)).toMatchObject([{ outcome: 'message', contactId: 'c', outboxId: 'o', settledAt: null }])
    })

    it('beside others are those behind the same phone or in the same chat, of this campaign alone', async () => {
      const { id, workers } = await frozen(3)
      const phoneHash = fresh('phone')
      const [neighbour, stranger] = [worker({ phoneHash }), worker({ phoneHash })]
      await put(database, 'workers', neighbour, stranger)
      await run((db) => freeze(db, { campaignId: id, workerIds: [neighbour.id], frozenAt: NOW }))
      const person = contact()
      await put(database, 'contacts', person)
      const proof = { proof: 'code' as const, provenAt: NOW, provenBy: 'test' }
      await put(database, 'contactWorkers', { contactId: person.id, workerId: workers[1]!, ...proof })
      const beside = (phoneHashes: string[], contactIds: string[]) =>
        run((db) => undecidedBeside(db, id, { phoneHashes, contactIds }, 9))
      expect(await beside([phoneHash], [])).toEqual([neighbour.id])
      expect(await beside([], [person.id])).toEqual([workers[1]])
      expect((await beside([phoneHash], [person.id])).sort()).toEqual([neighbour.id, workers[1]].sort())
      expect(await beside([], [])).toEqual([])
    })

    it('follow their messages to the end', async () => {
      const { id, workers } = await frozen(5)
      const ends: Partial<Row<'outbox'>>[] = [
        { sentAt: NOW },
        { unknownAt: NOW },
        { failedAt: NOW, failure: 'refused' },
        { cancelledAt: NOW, failure: 'optedOut' },
        {},
      ]
      for (const [at, end] of ends.entries()) {
        const row = { ...message({ contactId: fresh('contact'), channel: 'simulated' }), priority: 5, attempts: 0 }
        await put(database, 'outbox', { ...row, cause: 'campaign', causeId: id, ...end })
        const [outboxId, contactId, workerId] = [row.id, row.contactId, workers[at]!]
        await tell({ campaignId: id, workerId, contactId, outboxId })
      }
      const ended = (await run((db) => endedMessages(db, 99))).filter(({ campaignId }) => campaignId === id)
      const of = (at: number) => ended.filter(({ workerId }) => workerId === workers[at])
      expect(ended.map(({ workerId }) => workerId).sort()).toEqual(workers.slice(0, 4))
      await run((db) => settleRecipients(db, id, of(0), { result: 'sent' }, NOW))
      await run((db) => settleRecipients(db, id, of(1), { result: 'unknown' }, NOW))
      await expect(run((db) => settleRecipients(db, id, of(1), { result: 'sent' }, NOW))).rejects.toBeInstanceOf(
        LostRace,
      )
      await run((db) => undecide(db, id, of(2)))
      await expect(run((db) => undecide(db, id, of(2)))).rejects.toBeInstanceOf(LostRace)
      expect((await run((db) => endedMessages(db, 99))).filter(({ campaignId }) => campaignId === id)).toHaveLength(1)
      expect(await run((db) => isSettled(db, id))).toBe(false)
      const tally = await run((db) => tallyRecipients(db, id))
      expect(
        Object.fromEntries(tally.map(({ outcome, result, persons }) => [`${outcome} ${result}`, persons])),
      ).toEqual({ 'message sent': 1, 'message unknown': 1, 'message null': 2, 'null null': 1 })
      expect(await run((db) => countRecipients(db, id))).toEqual({ persons: 5, sent: 1 })
      expect(await run((db) => countRecipients(db, 'none'))).toEqual({ persons: 0, sent: 0 })
      expect(await run((db) => stillUnknown(db, id, `campaign:${id}`))).toBe(1)
      await put(database, 'reach', {
        ...{ workerId: workers[1]!, kind: 'sent', occasion: `campaign:${id}`, agencyId: 'a', channel: 'simulated' },
        ...{ day: '2026-11-24', at: NOW },
      })
      expect(await run((db) => stillUnknown(db, id, `campaign:${id}`))).toBe(0)
      await run((db) => settleRecipients(db, id, of(3), {}, NOW))
      const waiting = (await all(database, 'campaignRecipients')).filter(({ workerId }) => workerId === workers[4])
      await run((db) => settleRecipients(db, id, waiting as never, {}, NOW))
      expect(await run((db) => isSettled(db, id))).toBe(false)
      await run((db) => decide(db, id, [workers[2]!], { outcome: 'visit', reason: null }, NOW))
      expect(await run((db) => isSettled(db, id))).toBe(true)
    })

    it('know which contacts have been written to', async () => {
      const { id, workers } = await frozen(1)
      const contactId = fresh('contact')
      const told = (of: string) => run((db) => contactsTold(db, of, [contactId, 'somebody']))
      expect(await told(id)).toEqual(new Set())
      await tell({ campaignId: id, workerId: workers[0]!, contactId, outboxId: 'o' })
      expect(await told(id)).toEqual(new Set([contactId]))
      expect(await told('another campaign')).toEqual(new Set())
    })
  })

  it('taking a campaign back leaves what a sender holds, what has left, and all that is not the campaign’s', async () => {
    const [mine, theirs] = [fresh('campaign'), fresh('campaign')]
    const queue = async (causeId: string, over: Partial<Row<'outbox'>> = {}) => {
      const row = { ...message({ contactId: fresh('contact'), channel: 'simulated' }), priority: 5, attempts: 0 }
      await put(database, 'outbox', { ...row, cause: 'campaign', causeId, ...over })
      return row.id
    }
    const waiting = await queue(mine)
    const others = [
      await queue(mine, { leasedUntil: later(1) }),
      await queue(mine, { sentAt: NOW }),
      await queue(theirs),
      await queue(mine, { cause: 'notice' }),
    ]
    await run((db) => cancelCampaign(db, mine, NOW, 'stopped'))
    const rows = new Map((await all(database, 'outbox')).map((row) => [row.id, row]))
    expect(rows.get(waiting)).toMatchObject({ cancelledAt: NOW, failure: 'stopped' })
    expect(others.map((id) => rows.get(id)!.cancelledAt)).toEqual([null, null, null, null])
  })

  describe('an audience', () => {
    const TODAY = '2026-11-24'

    /** An agency whose list holds one worker for each row. */
    async function list(rows: (Partial<Row<'workers'>> & { on?: Partial<Row<'enrolments'>> })[]) {
      const of = agency()
      await put(database, 'agencies', of)
      const workers = rows.map(({ on: _, ...row }) => worker(row))
      await put(database, 'workers', ...workers)
      for (const [at, { id: workerId }] of workers.entries())
        await put(database, 'enrolments', enrolment({ workerId, agencyId: of.id, ...rows[at]!.on }))
      const addressed = (narrow: Partial<Audience> = {}) => {
        return { agencyId: of.id, on: TODAY, segment: null, kelurahan: null, notReached: false, ...narrow }
      }
      return { agencyId: of.id, ids: workers.map(({ id }) => id), addressed }
    }

    it('is the agency’s list, each person once, whose period runs or is to begin', async () => {
      const { ids, addressed, agencyId } = await list([
        {},
        { on: { endsOn: null } },
        { on: { startsOn: '2027-01-01', endsOn: '2027-12-31' } },
        { on: { endsOn: '2026-11-23' } },
      ])
      await put(
        database,
        'enrolments',
        enrolment({ workerId: ids[0]!, agencyId, startsOn: '2027-01-01', endsOn: null }),
      )
      const expected = ids.slice(0, 3).sort()
      expect(await run((db) => workersAddressed(db, addressed(), null, 99))).toEqual(expected)
      expect(await run((db) => workersAddressed(db, addressed(), expected[0]!, 1))).toEqual([expected[1]])
      expect(await run((db) => countAddressed(db, addressed()))).toBe(3)
    })

    it('is narrowed by segment, kelurahan and what the ledger knows', async () => {
      const { ids, addressed, agencyId } = await list([
        { on: { segment: 'petani' } },
        { kelurahan: '35.74.02.1001' },
        {},
        {},
      ])
      const fact = { agencyId, channel: 'simulated', day: TODAY, at: NOW, occasion: 'enrolment:1' }
      await put(
        database,
        'reach',
        { ...fact, workerId: ids[2]!, kind: 'read' },
        { ...fact, workerId: ids[3]!, kind: 'sent' },
      )
      const found = (narrow: Partial<Audience>) => run((db) => workersAddressed(db, addressed(narrow), null, 99))
      expect(await found({ segment: 'petani' })).toEqual([ids[0]])
      expect(await found({ kelurahan: '35.74.02.1001' })).toEqual([ids[1]])
      expect((await found({ notReached: true })).sort()).toEqual([ids[0], ids[1], ids[3]].sort())
      expect(await found({ segment: 'peternak' })).toEqual([])
    })

    it('is narrowed by what they understood, by their period and their language, and leaves some out', async () => {
      const phoneHash = fresh('phone')
      const { ids, addressed, agencyId } = await list([
        { on: { startsOn: '2027-01-01', endsOn: '2027-12-31' } },
        { on: { endsOn: '2026-12-24' }, phoneHash },
        { on: { endsOn: null } },
        { on: { endsOn: '2026-12-25' } },
      ])
      const fact = { agencyId, channel: 'simulated', day: TODAY, at: NOW, occasion: 'enrolment:1' }
      const seen = [ids[1]!, ids[2]!].map((workerId) => ({ ...fact, workerId, kind: 'confirmed' as const }))
      await put(database, 'reach', ...seen, { ...fact, workerId: ids[2]!, kind: 'understood' })
      const chats = [contact({ phoneHash, locale: 'jv' }), contact({ locale: 'mad' })]
      await put(database, 'contacts', ...chats)
      const proof = { proof: 'code' as const, provenAt: NOW, provenBy: 'test' }
      await put(database, 'contactWorkers', { contactId: chats[1]!.id, workerId: ids[2]!, ...proof })
      const other = campaign({ agencyId })
      await put(database, 'campaigns', other)
      await run((db) => freeze(db, { campaignId: other.id, workerIds: [ids[0]!], frozenAt: NOW }))
      const entry = worker({ mergedInto: ids[3]! })
      await put(database, 'workers', entry)
      const found = async (narrow: Partial<Audience>) => {
        const who = await run((db) => workersAddressed(db, addressed(narrow), null, 99))
        expect(await run((db) => countAddressed(db, addressed(narrow)))).toBe(who.length)
        return who.map((id) => ids.indexOf(id)).sort()
      }
      expect(await found({ notUnderstood: true })).toEqual([1])
      expect(await found({ endsWithin: 30 })).toEqual([1])
      expect(await found({ endsWithin: 31 })).toEqual([1, 3])
      expect(await found({ states: ['future'] })).toEqual([0])
      expect(await found({ states: ['paid', 'unpaid'] })).toEqual([1, 2, 3])
      expect(await found({ language: 'jv' })).toEqual([1])
      expect(await found({ language: 'mad' })).toEqual([2])
      expect(await found({ language: 'id' })).toEqual([0, 3])
      expect(await found({ notOf: other.id })).toEqual([1, 2, 3])
      expect(await found({ without: [entry.code, 'P0'] })).toEqual([0, 1, 2])
    })

    it('is reached by phone with leave, or in an own chat that asked for it, and never in mourning or against a wish', async () => {
      const phones = Array.from({ length: 6 }, () => fresh('phone'))
      const { ids, addressed, agencyId } = await list([...phones.map((phoneHash) => ({ phoneHash })), ...[{}, {}, {}]])
      const leave = (at: number, over: Partial<Row<'consents'>> = {}) =>
        put(database, 'consents', {
          ...{ id: fresh('consent'), phoneHash: phones[at]!, agencyId, source: 'x', givenOn: TODAY, recordedAt: NOW },
          ...over,
        })
      const chat = async (over: Partial<Row<'contacts'>>, workerId?: string) => {
        const row = contact(over)
        await put(database, 'contacts', row)
        const proof = { proof: 'code' as const, provenAt: NOW, provenBy: 'test' }
        if (workerId) await put(database, 'contactWorkers', { contactId: row.id, workerId, ...proof })
      }
      await leave(0)
      await leave(1, { withdrawnAt: NOW })
      await leave(2, { agencyId: 'another' })
      await leave(3)
      await chat({ phoneHash: phones[3]!, optedOutAt: NOW })
      await leave(4)
      await chat({ phoneHash: phones[4]!, channel: 'telegram', bereavedAt: NOW })
      await chat({ phoneHash: phones[5]!, optedInAt: NOW })
      await chat({ optedInAt: NOW, channel: 'telegram' }, ids[6])
      await chat({ optedInAt: NOW, optedOutAt: NOW, channel: 'telegram' }, ids[7])
      await chat({ optedInAt: NOW, channel: 'telegram' }, ids[8])
      await chat({ bereavedAt: NOW }, ids[8])
      const reached = (channels: ReadonlyMap<string, Means>) => run((db) => countByChannel(db, addressed(), channels))
      const two = { channel: 'simulated', persons: 2, chats: 2 }
      const one = { channel: 'telegram', persons: 1, chats: 1 }
      expect(await reached(new Map([SIMULATED, TELEGRAM]))).toEqual([two, one])
      expect(await reached(new Map([SIMULATED]))).toEqual([two])
      expect(await reached(new Map([TELEGRAM]))).toEqual([one])
      expect(await reached(new Map())).toEqual([])
    })

    it('is counted by the chats that take a message each: several behind one phone, and whoever has it as their own chat, are one', async () => {
      const phoneHash = fresh('phone')
      const { ids, addressed, agencyId } = await list([{ phoneHash }, { phoneHash }, {}, {}, {}])
      const leave = { id: fresh('consent'), phoneHash, agencyId, source: 'x', givenOn: TODAY, recordedAt: NOW }
      await put(database, 'consents', leave)
      const chats = [
        contact({ phoneHash, optedInAt: NOW }),
        contact({ channel: 'telegram', optedInAt: NOW }),
        contact({ channel: 'telegram', optedInAt: NOW }),
      ]
      await put(database, 'contacts', ...chats)
      const prove = (chat: number, person: number, at: Date) =>
        put(database, 'contactWorkers', {
          ...{ contactId: chats[chat]!.id, workerId: ids[person]!, proof: 'code', provenAt: at, provenBy: 'test' },
        })
      await prove(0, 2, NOW)
      await prove(1, 3, NOW)
      await prove(1, 4, later(1))
      await prove(2, 4, NOW)
      await prove(2, 0, NOW)
      await put(database, 'sessions', { contactId: chats[2]!.id, rev: 1, stateSealed: 'x', heardAt: NOW })
      expect(await run((db) => countByChannel(db, addressed(), new Map([SIMULATED, TELEGRAM])))).toEqual([
        { channel: 'simulated', persons: 2, chats: 1 },
        { channel: 'telegram', persons: 3, chats: 2 },
      ])
      // Whom an unofficial channel has heard last hears from an official one.
      const unofficial: [string, Means] = ['telegram', { official: false, writesFirst: false }]
      expect(await run((db) => countByChannel(db, addressed(), new Map([SIMULATED, unofficial])))).toEqual([
        { channel: 'simulated', persons: 3, chats: 1 },
        { channel: 'telegram', persons: 2, chats: 2 },
      ])
    })
  })
})
