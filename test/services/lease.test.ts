import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { underLease } from '../../src/services/lease.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await testWorld()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => vi.useRealTimers())

const FOR_MS = 60_000
const ask = (holder: string, deed: () => Promise<unknown>) =>
  underLease(world, { name: 'notices', holder, forMs: FOR_MS }, deed)

/** Whether another process may do the same now. */
async function othersMay(): Promise<boolean> {
  let did = false
  await ask('other', async () => {
    did = true
  })
  return did
}

/** Time goes by, and what is due within it has reached the database. */
async function pass(ms: number): Promise<void> {
  world.clock.pass(ms)
  vi.advanceTimersByTime(ms)
  await world.database.run(function* () {})
}

it('what one process does at a time stays its own, however long it takes', async () => {
  const { promise: over, resolve: end } = Promise.withResolvers<void>()
  const doing = ask('one', () => over)
  for (let n = 0; n < 3; n++) {
    await pass(FOR_MS - 1000)
    expect(await othersMay()).toBe(false)
  }
  end()
  await doing
  await pass(FOR_MS - 1000)
  expect(await othersMay()).toBe(false)
  await pass(1000)
  expect(await othersMay()).toBe(true)
})

it('is another’s once it has failed and its time is over', async () => {
  await expect(ask('one', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await othersMay()).toBe(false)
  await pass(FOR_MS)
  expect(await othersMay()).toBe(true)
})
