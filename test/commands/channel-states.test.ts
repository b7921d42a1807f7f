import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Channel, ChannelState } from '../../src/channels/channel.ts'
import { simulated } from '../../src/channels/simulated/simulated.ts'
import { channelStates } from '../../src/commands/channel-states.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { buildHost } from '../../src/host/build-host.ts'
import { withWorld } from '../../src/main.ts'
import { noteAlarms } from '../../src/services/care.ts'
import { hire, PASSWORD } from '../support/desk.ts'
import { freePort } from '../support/free-port.ts'
import { piped } from '../support/shell.ts'
import { TUESDAY, testWorld } from '../support/world.ts'

let folder: string
let port: number
let close: () => Promise<void>
let state: ChannelState
const channel: Channel = { ...simulated(() => ({ sent: true })), name: 'whatsapp-web', state: () => state }

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-channels-'))
  port = await freePort()
  state = { is: 'ready', account: '6281000009900' }
  const app = await buildHost(await testWorld({ channels: [channel] }))
  await app.listen({ host: '127.0.0.1', port })
  close = () => app.close()
})
afterEach(async () => {
  await close()
  rmSync(folder, { recursive: true })
})

async function run(args: string[], ...input: string[]) {
  const env = { DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'silent' }
  const shell = piped(env, new TurnableClock(new Date(TUESDAY)), ...input)
  const code = await channelStates(args, shell).catch((error) => shell.err(shell.say([error.code, error.values])))
  return { code, shell, said: [...shell.lines, ...shell.errors].join('\n') }
}

it('tells how the channels of the running host stand, and ends with 1 where one is not ready', async () => {
  expect(await run([])).toMatchObject({ code: 0, said: expect.stringContaining('siap, sebagai 6281000009900') })
  state = { is: 'qr' }
  expect(await run([])).toMatchObject({ code: 1, said: expect.stringContaining('menunggu HP dihubungkan') })
  state = { is: 'lost', why: 'Install Chromium.', code: 'noBrowser' }
  expect(await run([])).toMatchObject({ code: 1, said: expect.stringContaining('terputus') })
  const { said } = await run(['--json'])
  expect(JSON.parse(said)).toEqual([{ channel: 'whatsapp-web', state, halted: null }])
})

it('tells what was stopped, and lets an admin set it going again', async () => {
  const { shell } = await run([])
  await withWorld(shell, async (world) => {
    const alarmed = {
      ...world,
      channels: new Map([[channel.name, { ...channel, alarm: () => 'unanswered' as const }]]),
    }
    await world.database.run((db) => noteAlarms(db, alarmed, world.clock.now()))
    await hire(world, 'ani', 'admin')
  })
  expect(await run([])).toMatchObject({ code: 1, said: expect.stringContaining('terlalu sedikit yang membalas') })
  expect((await run(['resume', 'whatsapp-web', '--as', 'ani'], PASSWORD)).said).toContain('dilanjutkan')
  expect((await run(['resume', 'whatsapp-web', '--as', 'ani'], PASSWORD)).said).toContain('tidak sedang dihentikan')
  expect((await run([])).code).toBe(0)
})

it('says so where no host answers', async () => {
  await close()
  expect((await run([])).said).toContain('Sapa tidak menjawab')
  close = async () => {}
})
