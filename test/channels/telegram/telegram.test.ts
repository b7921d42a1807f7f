import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Arrival, Outgoing } from '../../../src/channels/channel.ts'
import { Telegram } from '../../../src/channels/telegram/telegram.ts'
import { openLog } from '../../../src/config/log.ts'
import { StoreError } from '../../../src/store/work.ts'
import { freePort } from '../../support/free-port.ts'
import { BotApi, TOKEN } from '../../support/telegram/bot-api.ts'
import { Person } from '../../support/telegram/person.ts'

let api: BotApi
let telegram: Telegram
let heard: string[]
let logged: [level: string, what: object, message: string][]
let take: (arrival: Arrival) => Promise<void>

beforeEach(async () => {
  api = await BotApi.open()
  heard = []
  logged = []
  take = async () => {}
  telegram = open()
})
afterEach(async () => {
  await telegram.stop()
  await api.close()
  expect(api.faulty).toEqual([])
})

function open(apiRoot = api.url, webhookSecret?: string, watchMs = 60_000): Telegram {
  return new Telegram({
    watchMs,
    ...{ token: TOKEN, apiRoot, webhookSecret, publicUrl: 'https://sapa.example' },
    commands: [{ command: 'menu', description: 'Menu utama' }],
  })
}

function start(): Promise<void> {
  const log = (level: string) => (what: object, message: string) => void logged.push([level, what, message])
  return telegram.start(
    async (arrival) => {
      await take(arrival)
      heard.push(`${arrival.address}: ${arrival.text}`)
    },
    { info: log('info'), warn: log('warn'), error: log('error') },
  )
}

const says = (chat: number, text: string) => new Person(api, chat).says(text)
const outgoing = (text: string, address = '7'): Outgoing => ({ id: 'id', address, prompt: { text, choices: [] } })
const busy = () => new StoreError('store.busy', new Error('held'))
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

describe('the beginning', () => {
  it('takes a webhook away before it polls, and offers the commands', async () => {
    await start()
    await expect.poll(() => telegram.state()).toEqual({ is: 'ready', account: 'sapa_standin_bot' })
    expect(api.calls.map(({ method }) => method)).toEqual(['getMe', 'deleteWebhook', 'setMyCommands'])
  })

  it('asks Telegram to post, with the secret and for nothing that is ignored anyway', async () => {
    telegram = open(api.url, 'secret')
    await start()
    await expect.poll(() => telegram.state().is).toBe('ready')
    expect(api.calls.find(({ method }) => method === 'setWebhook')!.params).toEqual({
      url: 'https://sapa.example/hooks/telegram',
      secret_token: 'secret',
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
    })
  })

  it('goes on trying where Telegram cannot be reached, and says so once', async () => {
    telegram = open(`http://127.0.0.1:${await freePort()}`)
    await start()
    await expect.poll(() => telegram.state().is).toBe('lost')
    await pause(700)
    expect(logged).toEqual([['error', { channel: 'telegram', failure: 'ECONNREFUSED' }, expect.any(String)]])
  })

  it('waits for a fault of theirs to pass', async () => {
    api.fault({ method: 'getMe', does: { error_code: 502, description: 'Bad Gateway' } })
    await start()
    await expect.poll(() => telegram.state().is, { timeout: 3000 }).toBe('ready')
  })

  it('says what to do where the token is refused, and keeps what is to be sent', async () => {
    api.fault({ method: 'getMe', does: { error_code: 401, description: 'Unauthorized' }, times: 2 })
    await start()
    await expect.poll(() => telegram.state()).toMatchObject({ is: 'lost', why: expect.stringContaining('@BotFather') })
    expect(await telegram.send(outgoing('halo'))).toMatchObject({ because: 'retry', free: true })
    expect(api.shown).toEqual([])
    await expect.poll(() => telegram.state().is, { timeout: 5000 }).toBe('ready')
    expect(await telegram.send(outgoing('halo'))).toMatchObject({ sent: true })
  })

  it.each([401, 404])('goes on hearing after a passing %i', async (error_code) => {
    api.fault({ method: 'getUpdates', does: { error_code, description: 'passing' } })
    await start()
    says(1, 'halo')
    await expect.poll(() => heard, { timeout: 5000 }).toEqual(['1: halo'])
    expect(telegram.state().is).toBe('ready')
  })

  it.each<[string, () => void]>([
    ['taken away', () => api.unhook()],
    ['set for other kinds of update', () => api.hookFor(['message'])],
  ])('notices that its webhook was %s, says so and sets it again', async (_, changed) => {
    telegram = open(api.url, 'secret', 50)
    await start()
    await expect.poll(() => telegram.state().is).toBe('ready')
    changed()
    const set = () => api.calls.filter(({ method }) => method === 'setWebhook')
    await expect.poll(() => set().length, { timeout: 5000 }).toBe(2)
    await expect.poll(() => telegram.state().is).toBe('ready')
    expect(logged.map(([, , message]) => message)).toContainEqual(expect.stringContaining('webhook'))
    expect(set()[1]!.params).toEqual(set()[0]!.params)
  })
})

describe('polling', () => {
  it('takes the messages of a chat one after another and those of others meanwhile', async () => {
    let release = () => {}
    take = ({ text }) => (text === 'satu' ? new Promise((done) => (release = done)) : Promise.resolve())
    for (const [chat, text] of [
      [1, 'satu'],
      [1, 'dua'],
      [2, 'tiga'],
    ] as const)
      says(chat, text)
    await start()
    await expect.poll(() => heard).toEqual(['2: tiga'])
    release()
    await expect.poll(() => heard).toEqual(['2: tiga', '1: satu', '1: dua'])
  })

  it('confirms only what stands before the first message that could not be stored, and asks for it again', async () => {
    let isBusy = true
    take = async ({ address }) => {
      if (isBusy && address === '2') throw busy()
    }
    const updates = [says(1, 'a'), says(2, 'b'), says(2, 'c'), says(3, 'd')].map(({ update_id }) => update_id)
    await start()
    await expect.poll(() => api.taken.size).toBe(1)
    expect([...api.taken]).toEqual([updates[0]])
    expect(heard).not.toContain('2: c')
    isBusy = false
    await expect.poll(() => api.taken.size, { timeout: 5000 }).toBe(4)
    expect(heard.filter((line) => line.startsWith('2'))).toEqual(['2: b', '2: c'])
  })

  it('never gives a message up that the store could not take', async () => {
    let tries = 0
    take = async () => {
      if (++tries < 4) throw busy()
    }
    says(1, 'a')
    await start()
    await expect.poll(() => heard, { timeout: 12_000 }).toEqual(['1: a'])
  }, 15_000)

  it('drops a message at which we fail ourselves, so that the others get through', async () => {
    take = async ({ text }) => {
      if (text === 'racun') throw new TypeError('a fault of ours')
    }
    says(1, 'racun')
    says(1, 'obat')
    await start()
    await expect.poll(() => heard, { timeout: 8000 }).toEqual(['1: obat'])
    expect(logged.at(-1)).toMatchObject(['error', {}, 'an update could not be taken in and is dropped'])
  })

  it('ends at once when it is to stop', async () => {
    await start()
    await expect.poll(() => telegram.state().is).toBe('ready')
    const before = performance.now()
    await telegram.stop()
    expect(performance.now() - before).toBeLessThan(500)
  })
})

describe('sending', () => {
  it('is done when Telegram has taken it', async () => {
    expect(await telegram.send(outgoing('*Halo* <Budi>'))).toEqual({ sent: true, externalId: '7:1' })
    expect(api.shown).toMatchObject([{ chat: 7, text: 'Halo <Budi>' }])
  })

  it('asks nothing more while Telegram wants to hear nothing, so many messages there may be', async () => {
    const does = { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } }
    api.fault({ method: 'sendMessage', does })
    const sent = await Promise.all(
      Array.from({ length: 200 }, (_, n) => telegram.send(outgoing('halo', String(n + 1)))),
    )
    // Those that were under way already had left.
    expect(sent.filter((one) => one.sent).length).toBeLessThan(60)
    const told = async () => (await telegram.send(outgoing('halo'))) as { afterMs: number }
    const first = await told()
    expect(first).toMatchObject({ sent: false, because: 'retry', free: true })
    expect(first.afterMs).toBeLessThanOrEqual(1000)
    await pause(400)
    // The rest of the wait, and not the whole of it again.
    expect((await told()).afterMs).toBeLessThanOrEqual(first.afterMs - 350)
    await pause(800)
    expect(await telegram.send(outgoing('halo'))).toMatchObject({ sent: true })
  })

  it('is in doubt where the connection breaks, and certain where there never was one', async () => {
    api.fault({ method: 'sendMessage', does: 'reset before' })
    expect(await telegram.send(outgoing('halo'))).toMatchObject({ because: 'unknown' })
    const nowhere = open(`http://127.0.0.1:${await freePort()}`)
    expect(await nowhere.send(outgoing('halo'))).toMatchObject({ because: 'retry', free: true })
  })

  it('takes a message out of a chat, and is content where it is gone', async () => {
    expect(await telegram.remove({ address: '7', removable: '3' })).toEqual({ sent: true })
    const description = 'Bad Request: message to delete not found'
    api.fault({ method: 'deleteMessage', does: { error_code: 400, description } })
    expect(await telegram.remove({ address: '7', removable: '3' })).toEqual({ sent: true })
    expect(api.deleted).toEqual([{ chat: 7, message_id: 3 }])
  })
})

it('writes nothing of a person, a text or the token into its log', async () => {
  let lines = ''
  const log = openLog(
    { logLevel: 'trace' },
    {
      write: (line) => {
        lines += line
      },
    },
  )
  api.fault({ method: 'getUpdates', does: { error_code: 500, description: 'of rahasia' } })
  says(8_100_000_001, 'rahasia 6281000009001')
  new Person(api, 8_100_000_001).sends({ pinned_message: { text: 'rahasia' } as never })
  await telegram.start(async () => {
    throw new TypeError('rahasia 6281000009001')
  }, log)
  await expect.poll(() => lines, { timeout: 8000 }).toContain('is dropped')
  for (const secret of [TOKEN, TOKEN.split(':')[1]!, '8100000001', '6281000009001']) expect(lines).not.toContain(secret)
}, 10_000)
