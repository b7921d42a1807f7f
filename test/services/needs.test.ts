import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { forgetNeeds, needs } from '../../src/services/needs.ts'
import { receive } from '../../src/services/receive.ts'
import { exec } from '../../src/store/work.ts'
import { chatOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await testWorld()
})

const asked = async () => (await needs(world)).asked.map(({ text, times }) => [text, times])

describe('a question that nothing answers', () => {
  it('is taken down with how often it came, from whichever chat, and lies sealed', async () => {
    for (const address of ['a', 'b']) {
      const say = chatOf(world, address)
      await say('menu')
      await say('Apakah sapi saya dijamin pulak')
    }
    expect(await asked()).toEqual([['Apakah sapi saya dijamin …', 2]])
    expect(JSON.stringify(await all(world.database, 'unanswered'))).not.toMatch(/sapi|contact/i)
  })

  it('is taken down where a chat begins with it', async () => {
    await chatOf(world, 'a')('apakah kambing saya dijamin pulak')
    expect(await asked()).toEqual([['apakah kambing saya dijamin …', 1]])
  })

  it.each([
    ['one word', 'qwertyui'],
    ['a number', '77'],
    ['an identity number', 'sapi 3574015708709001 perah'],
    ['an angry word', 'dasar bot goblok'],
    ['what was understood', 'berapa santunannya'],
    ['words of somebody in distress', 'saya mau bunuh diri saja'],
    ['a birth date', '17 agustus 1970'],
    ['a name', 'Siti Aminah Rahayu'],
    ['a code', 'K7PM 4XQ2'],
  ])('is not %s', async (_, text) => {
    const say = chatOf(world, 'a')
    await say('menu')
    await say(text)
    expect(await asked()).toEqual([])
  })

  it('is not a name or a date that could not be read', async () => {
    const say = chatOf(world, 'a', '6281000009001')
    await say('menu')
    await say('1')
    await say('lahir di rumah nenek dulu sekali')
    expect(await asked()).toEqual([])
  })

  it('keeps of who asks nothing', async () => {
    const say = chatOf(world, 'a')
    await say('menu')
    await say('saya Siti Aminah lahir 17 agustus 1970 sapi saya dijamin pulak')
    expect(await asked()).toEqual([['saya … lahir tanggal sapi saya dijamin …', 1]])
  })

  it('is left out where it does not open any more, and the others are shown', async () => {
    const say = chatOf(world, 'a')
    await say('menu')
    for (const word of ['sapi', 'kambing']) await say(`apakah ${word} dijamin pulak`)
    await world.database.run(function* (db) {
      const { unanswered } = db.t
      const [first] = yield* exec(db.select().from(unanswered).limit(1))
      yield* exec(db.update(unanswered).set({ textSealed: 'x.y' }).where(eq(unanswered.id, first!.id)))
    })
    expect(await asked()).toHaveLength(1)
  })

  it('is taken down five times a day of one chat', async () => {
    const say = chatOf(world, 'a')
    await say('menu')
    for (const word of ['sapi', 'kambing', 'bebek', 'ayam', 'kucing', 'lele', 'burung'])
      await say(`apakah ${word} dijamin pulak`)
    expect(await asked()).toHaveLength(5)
    world.clock.pass(86_400_000)
    await say('apakah ikan dijamin pulak')
    expect(await asked()).toHaveLength(6)
  })

  it('is forgotten where it was asked once and long ago', async () => {
    await chatOf(world, 'a')('apakah kambing saya dijamin pulak')
    world.clock.pass(91 * 86_400_000)
    await forgetNeeds(world)
    expect(await asked()).toEqual([])
  })
})

describe('what cannot be read', () => {
  it('is counted by its kind, and its sender is not kept', async () => {
    for (const [n, attachment] of (['voice', 'voice', 'image'] as const).entries())
      await receive(world, 'simulated', { externalId: `x${n}`, address: 'a', attachment })
    expect((await needs(world)).unmet).toEqual([
      { kind: 'voice', times: 2 },
      { kind: 'image', times: 1 },
    ])
    world.clock.pass(40 * 86_400_000)
    expect((await needs(world)).unmet).toEqual([])
  })
})
