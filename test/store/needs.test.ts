import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  countUnanswered,
  countUnmet,
  forgetUnanswered,
  handleUnanswered,
  howManyUnanswered,
  openUnanswered,
  unmetSince,
} from '../../src/store/needs.ts'
import type { Database } from '../../src/store/work.ts'
import { engines } from '../support/databases.ts'
import { fresh, later, NOW } from './rows.ts'

describe.each(Object.entries(engines))('needs on %s', (_, open) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())

  const ask = (text: string, at = NOW, most = 100) => {
    const asked = { id: fresh('question'), textHash: `hash of ${text}`, textSealed: text, locale: 'id' as const }
    return database.run((db) => countUnanswered(db, { ...asked, lastAt: at }, most))
  }
  const open_ = async () =>
    (await database.run((db) => openUnanswered(db, 10))).map(({ textSealed, times }) => [textSealed, times])

  it('a question is kept once and counted, the most frequent first; handled it rests until it is asked again', async () => {
    for (const text of ['a', 'b', 'b']) await ask(text)
    expect(await open_()).toEqual([
      ['b', 2],
      ['a', 1],
    ])
    expect(await database.run(howManyUnanswered)).toBe(2)
    const [first] = await database.run((db) => openUnanswered(db, 1))
    expect(await database.run((db) => handleUnanswered(db, first!.id, later(1000), 'officer'))).toBe(true)
    expect(await database.run((db) => handleUnanswered(db, 'nothing', NOW, 'officer'))).toBe(false)
    expect(await open_()).toEqual([['a', 1]])
    await ask('b', later(2000))
    expect(await open_()).toEqual([
      ['b', 3],
      ['a', 1],
    ])
  })

  it('what nobody has asked since a moment is forgotten, however often it was asked before', async () => {
    for (const text of ['c', 'c']) await ask(text, later(3000))
    await database.run((db) => forgetUnanswered(db, later(2500)))
    expect(await open_()).toEqual([['c', 2]])
  })

  it('what was asked least and longest ago makes room, and what is known is counted though all room is taken', async () => {
    await ask('d', later(4000), 2)
    await ask('e', later(5000), 2)
    expect(await open_()).toEqual([
      ['c', 2],
      ['e', 1],
    ])
    await ask('c', later(6000), 2)
    expect(await open_()).toEqual([
      ['c', 3],
      ['e', 1],
    ])
  })

  it('what cannot be read is counted by day', async () => {
    const need = { kind: 'voice', channel: 'telegram' }
    for (const day of ['2026-11-01', '2026-11-24', '2026-11-24'])
      await database.run((db) => countUnmet(db, { ...need, day }))
    await database.run((db) => countUnmet(db, { kind: 'image', channel: 'web-chat', day: '2026-11-24' }))
    expect(await database.run((db) => unmetSince(db, '2026-11-20'))).toEqual([
      { kind: 'voice', times: 2 },
      { kind: 'image', times: 1 },
    ])
  })
})
