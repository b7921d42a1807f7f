import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Outgoing, Sent } from '../../src/channels/channel.ts'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { queueUnasked } from '../../src/store/unasked.ts'
import { contact, put } from '../store/rows.ts'
import { engines } from '../support/databases.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const SECOND = 1000
const CHATS = 4

interface Handed {
  at: number
  address: string
}

/** The most that was handed over in any stretch of so many milliseconds, wherever it begins. */
const most = (handed: readonly Handed[], perMs: number) =>
  Math.max(0, ...handed.map(({ at }) => handed.filter((one) => one.at >= at && one.at < at + perMs).length))

const RETRY: Sent = { sent: false, because: 'retry', afterMs: 200 }
const step = fc.record({
  passes: fc.oneof(fc.nat(40), fc.nat(1200)),
  by: fc.constantFrom('one' as const, 'other' as const, 'both' as const),
  /** To which chats something is queued before. */
  queue: fc.array(fc.nat(CHATS - 1), { maxLength: 8 }),
  outcome: fc.constantFrom<Sent>({ sent: true }, { sent: true }, RETRY),
})
const limits = fc.record({
  perSecond: fc.integer({ min: 1, max: 6 }),
  perChat: fc.record({ n: fc.integer({ min: 1, max: 2 }), perMs: fc.constantFrom(500, SECOND, 6 * SECOND) }),
})

async function chats(world: TestWorld): Promise<void> {
  for (let n = 0; n < CHATS; n++) {
    const addressSealed = world.vault.seal('contacts.address', `chat ${n}`)
    await put(world.database, 'contacts', contact({ id: `chat ${n}`, addressSealed, createdAt: world.clock.now() }))
  }
}

async function queue(world: TestWorld, n: number): Promise<void> {
  const now = world.clock.now()
  await world.database.run((db) =>
    queueUnasked(db, {
      ...{ id: world.ids.next(now), contactId: `chat ${n}`, channel: 'simulated', cause: 'notice', causeId: 'x' },
      ...{ createdAt: now, notBefore: now, expiresAt: new Date(now.getTime() + 86_400_000) },
      bodySealed: world.vault.seal('outbox.body', JSON.stringify({ text: 'kabar', choices: [] })),
    }),
  )
}

it.each([
  ['sqlite', 40],
  ['postgres', 6],
] as const)(
  'no second sees more than its limit, of a chat nor of the channel, whichever of two processes sends, on %s',
  async (engine, numRuns) => {
    await fc.assert(
      fc.asyncProperty(limits, fc.array(step, { maxLength: 30 }), async (abilities, steps) => {
        const handed: Handed[] = []
        let comes: Sent = { sent: true }
        const carry = ({ address }: Outgoing): Sent => {
          handed.push({ at: world.clock.now().getTime(), address })
          return comes
        }
        const channel = () => simulated(carry, abilities)
        const world = await testWorld({ database: await engines[engine](), channels: [channel()] })
        // It knows what stands in the tables and nothing else.
        const other: TestWorld = { ...world, channels: new Map([['simulated', channel()]]) }
        await chats(world)
        for (const { passes, by, queue: to, outcome } of steps) {
          world.clock.pass(passes)
          for (const n of to) await queue(world, n)
          comes = outcome
          await Promise.all({ one: [world], other: [other], both: [world, other] }[by].map((who) => deliverDue(who)))
        }
        expect(most(handed, SECOND)).toBeLessThanOrEqual(abilities.perSecond)
        expect(most(handed, SECOND / 2)).toBeLessThanOrEqual(Math.ceil(abilities.perSecond / 2))
        const sent = Map.groupBy(handed, ({ address }) => address)
        if (steps.every((one) => one.outcome.sent))
          for (const chat of sent.values())
            expect(most(chat, abilities.perChat.perMs)).toBeLessThanOrEqual(abilities.perChat.n)
        await world.database.close()
      }),
      { numRuns },
    )
  },
  90_000,
)
