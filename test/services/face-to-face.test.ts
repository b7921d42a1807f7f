import { beforeEach, expect, it } from 'vitest'
import { visitNumber } from '../../src/domain/worker-code.ts'
import { linkFaceToFace } from '../../src/services/face-to-face.ts'
import { chatOf, enrol, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

let world: TestWorld
let workerId: string
let workerCode: string
beforeEach(async () => {
  world = await testWorld()
  workerId = (await enrol(world, { agencyId: await listOf(world, 'DKPPP') })).workerId
  workerCode = (await all(world.database, 'workers'))[0]!.code
})

const links = async () => (await all(world.database, 'contactWorkers')).map(({ workerId, proof }) => [workerId, proof])
const link = (chatCode: string, code = workerCode) =>
  linkFaceToFace(world, { chatCode, workerCode: code, officer: 'bu-rina' })

async function chatCode(): Promise<string> {
  await chatOf(world, 'a')('halo')
  return (await all(world.database, 'contacts'))[0]!.code
}

it('an officer who has seen a person links the chat to the worker, and it is noted who did it', async () => {
  await link(await chatCode())
  expect(await links()).toEqual([[workerId, 'officer']])
  expect((await all(world.database, 'audit')).map(({ actor, action, detail }) => [actor, action, detail])).toEqual([
    ['officer:bu-rina', 'contact.proven', { by: 'officer', workers: 1 }],
  ])
})

it('the number that stands on the visit list and the slip will do for the code', async () => {
  await link(await chatCode(), visitNumber(workerCode))
  expect(await links()).toEqual([[workerId, 'officer']])
})

it('a chat that was linked is told at once what the lists say', async () => {
  await link(await chatCode())
  const say = chatOf(world, 'a')
  await say('menu')
  expect((await say('1')).session).toEqual({ flow: 'status', step: 'show' })
})

it('a link made twice stands once, with its first proof', async () => {
  const code = await chatCode()
  await link(code)
  await link(code)
  expect(await links()).toEqual([[workerId, 'officer']])
})

it('the officer is told which of the two codes is not there, and nothing is linked', async () => {
  await expect(link('XXXXXX')).rejects.toMatchObject({ code: 'operation.noChat' })
  await expect(link(await chatCode(), 'P9999999')).rejects.toMatchObject({ code: 'operation.noWorker' })
  expect(await links()).toEqual([])
  expect(await all(world.database, 'audit')).toEqual([])
})
