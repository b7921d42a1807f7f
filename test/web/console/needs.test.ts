import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { receive } from '../../../src/services/receive.ts'
import { chatOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, hidden, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const LIST = '/petugas/pertanyaan'

let world: TestWorld
let app: FastifyInstance
let desk: DeskBrowser
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  await hire(world, 'rina', 'coordinator')
  desk = new DeskBrowser(app)
  await desk.logIn('rina')
})
afterEach(() => app.close())

it('shows what people asked in vain, masked, and what cannot be read; a question seen to is gone until it comes again', async () => {
  expect((await desk.open(LIST)).body).toContain('Belum ada pertanyaan')
  const say = chatOf(world, 'a')
  await say('menu')
  await say('nomor 081000009001 itu <punya siapa> pulak')
  await receive(world, 'simulated', { externalId: 'v', address: 'b', attachment: 'voice' })
  const { body } = await desk.open(LIST)
  expect(body).toContain('nomor itu &lt;punya siapa> …')
  expect(body).toContain('Pesan suara: 1 kali')
  const action = /action="([^"]+selesai)"/.exec(body)![1]!
  expect((await desk.post(action, hidden(body, action))).headers.location).toBe(LIST)
  expect((await desk.open(LIST)).body).toContain('Belum ada pertanyaan')
  expect(await all(world.database, 'audit')).toContainEqual(expect.objectContaining({ action: 'question.handled' }))
})

it('says that a question is not there any more', async () => {
  const say = chatOf(world, 'a')
  await say('menu')
  await say('apakah sapi saya dijamin pulak')
  const { body } = await desk.open(LIST)
  const action = /action="([^"]+selesai)"/.exec(body)![1]!
  expect((await desk.post(`${LIST}/none/selesai`, hidden(body, action))).statusCode).toBe(404)
})

it('is closed to those who answer nobody', async () => {
  await hire(world, 'audi', 'auditor')
  const auditor = new DeskBrowser(app, '10.0.0.9')
  await auditor.logIn('audi')
  expect((await auditor.open(LIST)).statusCode).toBe(403)
})
