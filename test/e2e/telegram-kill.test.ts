import { spawn } from 'node:child_process'
import { afterEach, expect, it } from 'vitest'
import type { SpokenPrompt } from '../../src/domain/message.ts'
import { openWorld } from '../../src/main.ts'
import { MOST_IN_FLIGHT } from '../../src/services/dispatch.ts'
import { BATCH } from '../../src/services/due.ts'
import { exec } from '../../src/store/work.ts'
import { freePort, untilReady } from '../support/free-port.ts'
import { killAll, killed, launched, pause } from '../support/killable.ts'
import { installation } from '../support/program.ts'
import { BotApi } from '../support/telegram/bot-api.ts'
import { telegramEnv } from '../support/telegram/host.ts'
import { Person } from '../support/telegram/person.ts'

const CHATS = 150
// Each of these leads to another place, so that each has its answer at once.
const WALK = ['halo', '2', '1', 'menu', '3', 'menu', '1', '1', 'bantuan', 'menu']

afterEach(killAll)

it.each(['polling', 'webhook'] as const)(
  'loses no update and answers none twice when the host is killed amid 150 chats, by %s',
  async (way) => {
    const api = await BotApi.open()
    const port = await freePort()
    const home = installation(telegramEnv(api, port, way))
    const start = (more: NodeJS.ProcessEnv = {}) =>
      launched(spawn(process.execPath, ['test/support/telegram/ahead-host.js'], { env: { ...home.env, ...more } }))
    let host = start()
    await untilReady(port)
    const walks = Array.from({ length: CHATS }, (_, n) => walk(api, new Person(api, 8_100_000_001 + n)))
    while (api.taken.size < (CHATS * WALK.length) / 2) await pause(5)
    await killed(host)
    host = start({ CLOCK_AHEAD_MS: '120000' })
    await Promise.all(walks)
    await expect.poll(async () => (await kept(home.env)).open, { timeout: 60_000, interval: 500 }).toBe(0)
    await killed(host)
    const { inbound, chats } = await kept(home.env)
    expect(inbound).toBe(CHATS * WALK.length)
    expect(chats).toHaveLength(CHATS)
    let unsure = 0
    for (const { address, rows } of chats) {
      const seen = new Person(api, Number(address)).sees()
      // What is known to have been sent was shown, and nothing was shown that a row less would explain.
      expect(tally(seen.map(({ text }) => text.slice(0, 40)))).toSatisfy(between(rows))
      expect(rows.map(({ text }) => text)).toEqual(chats[0]!.rows.map(({ text }) => text))
      unsure += rows.filter(({ isUnsure }) => isUnsure).length
    }
    expect(unsure).toBeLessThanOrEqual(MOST_IN_FLIGHT + BATCH)
    expect(api.faulty).toEqual([])
    await api.close()
    home.drop()
  },
  120_000,
)

/** Says the next thing once the last was taken. */
async function walk(api: BotApi, person: Person): Promise<void> {
  for (const text of WALK) {
    const { update_id } = person.says(text)
    while (!api.taken.has(update_id)) await pause(10)
  }
}

interface Kept {
  text: string
  isUnsure: boolean
}

async function kept(env: NodeJS.ProcessEnv) {
  const { world, close } = await openWorld(env, { now: () => new Date() }, [])
  const { vault } = world
  const read = await world.database.run(function* (db) {
    const outbox = yield* exec(db.select().from(db.t.outbox).orderBy(db.t.outbox.id))
    const inbound = yield* exec(db.select({ id: db.t.inbound.id }).from(db.t.inbound))
    return { outbox, inbound, contacts: yield* exec(db.select().from(db.t.contacts)) }
  })
  await close()
  const textOf = (sealed: string) => plain((JSON.parse(vault.open('outbox.body', sealed)) as SpokenPrompt).text)
  const chats = read.contacts.map(({ id, addressSealed }) => ({
    address: vault.open('contacts.address', addressSealed),
    rows: read.outbox
      .filter(({ contactId }) => contactId === id)
      .map(({ bodySealed, unknownAt }): Kept => ({ text: textOf(bodySealed), isUnsure: unknownAt !== null })),
  }))
  const open = read.outbox.filter(({ sentAt, unknownAt }) => sentAt === null && unknownAt === null).length
  return { open, inbound: read.inbound.length, chats }
}

// As the stand-in shows it, without what is another in each chat; a beginning tells the messages of the walk apart.
function plain(text: string): string {
  return text.replace(/\*(\S[^*\n]*)\*/g, '$1').slice(0, 40)
}

function tally(texts: readonly string[]): Map<string, number> {
  return new Map([...Map.groupBy(texts, (text) => text)].map(([text, all]) => [text, all.length]))
}

function between(rows: readonly Kept[]) {
  const most = tally(rows.map(({ text }) => text))
  const least = tally(rows.filter(({ isUnsure }) => !isUnsure).map(({ text }) => text))
  return (seen: Map<string, number>) =>
    [...most].every(
      ([text, count]) => (seen.get(text) ?? 0) <= count && (seen.get(text) ?? 0) >= (least.get(text) ?? 0),
    ) && [...seen.keys()].every((text) => most.has(text))
}
