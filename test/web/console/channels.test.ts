import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Channel, ChannelState } from '../../../src/channels/channel.ts'
import { simulated } from '../../../src/channels/simulated/simulated.ts'
import type { HaltReason } from '../../../src/domain/caution.ts'
import { buildHost } from '../../../src/host/build-host.ts'
import { deliverDue } from '../../../src/services/deliver.ts'
import { DeskBrowser, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const PAGE = '/petugas/saluran'
const CODE = '2@code-that-links-a-phone'

let world: TestWorld
let app: FastifyInstance
let admin: DeskBrowser
let state: ChannelState
let pairing: string | undefined
let alarm: HaltReason | undefined

beforeEach(async () => {
  state = { is: 'qr' }
  pairing = CODE
  alarm = undefined
  const channel: Channel = {
    ...simulated(() => ({ sent: true })),
    name: 'whatsapp-web',
    state: () => state,
    pairing: () => pairing,
    alarm: () => alarm,
  }
  world = await testWorld({ channels: [channel] })
  app = await buildHost(world)
  await hire(world, 'ani', 'admin')
  admin = new DeskBrowser(app)
  await admin.logIn('ani')
})
afterEach(() => app.close())

it('shows the code that links a phone to an admin, follows it without a script, and nobody else sees it', async () => {
  const page = await admin.open(PAGE)
  expect(page.body).toContain('Menunggu HP dihubungkan')
  expect(page.body).toContain('<svg class="qr"')
  expect(page.headers.refresh).toBe('10')
  expect(page.headers['cache-control']).toBe('no-store')
  expect((await admin.open(`${PAGE}?diam`)).headers.refresh).toBeUndefined()
  expect((await admin.open('/petugas')).body).toContain('saluran menunggu Anda')
  for (const url of ['/readyz', '/metrics']) expect((await app.inject(url)).body).not.toContain('2@')
  for (const role of ['coordinator', 'auditor'] as const) {
    await hire(world, `the-${role}`, role)
    const desk = new DeskBrowser(app, `10.0.1.${role.length}`)
    await desk.logIn(`the-${role}`)
    expect((await desk.open(PAGE)).statusCode).toBe(403)
  }
})

it('says what to do about a channel that is lost, in words for officers or, where there are none, in those of the channel', async () => {
  pairing = undefined
  state = { is: 'lost', why: 'WhatsApp Web is no longer …', code: 'pageChanged' }
  const known = (await admin.open(PAGE)).body
  expect(known).toContain('Minta petugas TI memperbarui Sapa')
  expect(known).not.toContain('no longer')
  state = { is: 'lost', why: 'The token is refused.' }
  expect((await admin.open(PAGE)).body).toContain('<p lang="en">The token is refused.</p>')
  state = { is: 'ready', account: '6281000009900' }
  expect((await admin.open(PAGE)).body).toContain('Siap, sebagai 6281000009900')
})

it('an admin lets a channel go on that has stopped, once', async () => {
  alarm = 'unacknowledged'
  await deliverDue(world)
  alarm = undefined
  expect((await app.inject('/metrics')).body).toContain(
    'sapa_channel_halted{channel="whatsapp-web",why="unacknowledged"} 1',
  )
  expect((await app.inject('/metrics')).body).toContain('sapa_channel_state{channel="whatsapp-web",state="qr"} 1')
  expect((await admin.open(PAGE)).body).toContain('tiga pesan tidak diterima WhatsApp')
  const { body } = await admin.open(PAGE)
  const resumed = await admin.fill(PAGE, `${PAGE}/whatsapp-web/lanjut`)
  expect([resumed.statusCode, resumed.headers.location]).toEqual([303, PAGE])
  expect((await admin.open(PAGE)).body).not.toContain('Lanjutkan pengiriman')
  expect((await app.inject('/metrics')).body).not.toContain('sapa_channel_halted{')
  const again = await admin.post(`${PAGE}/whatsapp-web/lanjut`, {
    csrf: /name="csrf" value="([^"]+)"/.exec(body)![1]!,
    key: 'another-key-of-a-form',
  })
  expect([again.statusCode, again.body.includes('tidak sedang dihentikan')]).toEqual([409, true])
})
