import { expect, it } from 'vitest'
import { receive } from '../../src/services/receive.ts'
import { testWorld } from '../support/world.ts'

it('x', async () => {
  const world = await testWorld()
  let n = 0
  for (const text of [
    'halo',
    '1',
    '2',
    '17-08-1970',
    'kembali',
    '5',
    'stop',
    'ok',
    'halo',
    '2',
    'asdf',
    'asdf',
    'asdf',
    'asdf',
  ]) {
    world.clock.pass(10)
    const got = await receive(world, 'simulated', { externalId: `m${n++}`, address: 'a', text })
    console.log('>', text, got.intent, JSON.stringify(got.session))
    for (const r of got.replies)
      console.log(r.prompt.text, r.prompt.choices.map((c, i) => `\n  ${i + 1}. ${c.label}`).join(''))
  }
  expect(1).toBe(1)
})
