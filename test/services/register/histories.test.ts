import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DomainError } from '../../../src/domain/errors.ts'
import type { Decision } from '../../../src/domain/roster/decision.ts'
import { decideDoubt, reviseDecision, undoDecision } from '../../../src/services/register/decide.ts'
import { addContact, linkWorkers } from '../../../src/store/contacts.ts'
import { enterReach } from '../../../src/store/reach.ts'
import { workersById } from '../../../src/store/workers.ts'
import { enrol, listOf } from '../../store/registered.ts'
import { all, campaign, contact, put } from '../../store/rows.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'
import { doubting, officer } from './doubting.ts'

const ENTRIES = 4
const PAIRS = [0, 1, 2, 3].flatMap((one) => [0, 1, 2, 3].filter((other) => one < other).map((other) => [one, other]))
const by = officer()

interface Register {
  world: TestWorld
  ids: string[]
  doubts: string[]
}

/** Four entries with a chat, a reached campaign and a visit each, and a doubt for every two of them. */
async function register(): Promise<Register> {
  const world = await testWorld()
  const { database, clock } = world
  const agencyId = await listOf(world, 'KESRA')
  const sent = campaign({ agencyId })
  await put(database, 'campaigns', sent)
  const ids: string[] = []
  for (let entry = 0; entry < ENTRIES; entry++) {
    const { workerId } = await enrol(world, { agencyId, name: `Siti ${'ABCD'[entry]}` })
    ids.push(workerId)
    const chat = contact({ id: `chat-${entry}`, code: `C${entry}`, addressHash: `chat-${entry}` })
    const told = { agencyId, workerId, kelurahan: null, segment: null, channel: 'simulated', day: '2026-11-24' }
    await database.run(function* (db) {
      yield* addContact(db, chat)
      yield* linkWorkers(db, chat.id, [workerId], { proof: 'code', provenAt: clock.now(), provenBy: 'chat' })
      for (const occasion of [`campaign:${sent.id}`, `enrolment:${entry}`])
        yield* enterReach(db, [{ ...told, kind: 'delivered', occasion, at: clock.now() }])
    })
    const settled = { outcome: 'message', result: 'sent', decidedAt: clock.now(), settledAt: clock.now() } as const
    await put(database, 'campaignRecipients', { campaignId: sent.id, workerId, frozenAt: clock.now(), ...settled })
    await put(database, 'visits', { workerId, agencyId, reason: 'noPhone', listedAt: clock.now() })
    clock.pass(1000)
  }
  return { world, ids, doubts: await doubtsOf(world, ids) }
}

async function doubtsOf(world: TestWorld, ids: readonly string[]): Promise<string[]> {
  const agencyId = await listOf(world, 'DKPPP')
  const entries = await world.database.run((db) => workersById(db, ids))
  const doubts: string[] = []
  for (const [one, other] of PAIRS) {
    const [row, worker] = [entries[one!]!, entries[other!]!]
    const nik = world.vault.open('workers.nik', row.nikSealed)
    doubts.push((await doubting(world, { agencyId, workerId: worker.id, nik, row: { name: row.name } })).doubtId)
    world.clock.pass(1000)
  }
  return doubts
}

type Act = { pair: number; say: Decision | 'undo' }

async function act({ world, doubts }: Register, { pair, say }: Act): Promise<void> {
  world.clock.pass(1000)
  const doubtId = doubts[pair]!
  const found = (await all(world.database, 'doubts')).find(({ id }) => id === doubtId)!
  try {
    if (say === 'undo') await undoDecision(world, { doubtId, by })
    else if (found.decision === null) await decideDoubt(world, { doubtId, decision: say, by })
    else await reviseDecision(world, { doubtId, decision: say, by })
  } catch (error) {
    if (!(error instanceof DomainError) || !error.code.startsWith('doubts.')) throw error
  }
}

const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort()

/** All that belongs to somebody, and whose it is. */
async function belongings({ world: { database } }: Register) {
  const slim = async <T extends 'contactWorkers' | 'reach' | 'visits' | 'campaignRecipients'>(table: T) =>
    sorted(await all(database, table))
  const enrolments = (await all(database, 'enrolments')).map(({ id, listedAs, workerId }) => ({
    id,
    listedAs,
    workerId,
  }))
  return {
    workers: sorted((await all(database, 'workers')).map(({ id, mergedInto }) => ({ id, mergedInto }))),
    enrolments: sorted(enrolments),
    links: await slim('contactWorkers'),
    reach: await slim('reach'),
    visits: await slim('visits'),
    recipients: await slim('campaignRecipients'),
  }
}

/** Sets of entries that the decisions that stand make one person. */
function personsBy(decisions: readonly (Decision | null)[]): number[] {
  const person = [0, 1, 2, 3]
  for (const [pair, decision] of decisions.entries()) {
    if (decision !== 'same') continue
    const [one, other] = PAIRS[pair]!.map((entry) => person[entry!]!)
    for (const entry of person.keys()) if (person[entry] === other) person[entry] = one!
  }
  return person
}

const acts = fc.array(
  fc.record({
    pair: fc.nat({ max: PAIRS.length - 1 }),
    say: fc.constantFrom<Act['say']>('same', 'same', 'different', 'undo'),
  }),
  { minLength: 1, maxLength: 12 },
)

it('however officers decide and think again, the register says what the last decisions say', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (some) => {
      const register_ = await register()
      for (const one of some) await act(register_, one)
      const { world, ids, doubts } = register_
      const found = new Map((await all(world.database, 'doubts')).map(({ id, decision }) => [id, decision]))
      const decisions = doubts.map((id) => found.get(id)!)
      const pointers = new Map((await all(world.database, 'workers')).map(({ id, mergedInto }) => [id, mergedInto]))
      const standsFor = (id: string) => pointers.get(id) ?? id
      for (const into of pointers.values()) if (into !== null) expect(pointers.get(into)).toBeNull()
      const persons = personsBy(decisions)
      for (const [pair, [one, other]] of PAIRS.entries()) {
        const isOne = standsFor(ids[one!]!) === standsFor(ids[other!]!)
        expect([pair, isOne]).toEqual([pair, persons[one!] === persons[other!]])
        if (decisions[pair] === 'different') expect(isOne).toBe(false)
      }
      for (const { listedAs, workerId } of await all(world.database, 'enrolments')) {
        expect(ids).toContain(listedAs)
        expect(workerId).toBe(standsFor(listedAs))
      }
      for (const { contactId, workerId } of await all(world.database, 'contactWorkers'))
        expect(workerId).toBe(standsFor(ids[Number(contactId.slice(-1))]!))
      expect(await all(world.database, 'contactWorkers')).toHaveLength(ENTRIES)
    }),
    { numRuns: 25 },
  )
}, 60_000)

it('whatever is undone puts back all that it moved', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (some) => {
      const register_ = await register()
      for (const pair of PAIRS.keys()) await act(register_, { pair, say: 'different' })
      for (const pair of PAIRS.keys()) await act(register_, { pair, say: 'undo' })
      const before = await belongings(register_)
      for (const one of some) await act(register_, one)
      for (const pair of PAIRS.keys()) await act(register_, { pair, say: 'undo' })
      expect((await all(register_.world.database, 'doubts')).every(({ decision }) => decision === null)).toBe(true)
      expect(await belongings(register_)).toEqual(before)
    }),
    { numRuns: 15 },
  )
}, 60_000)
