import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Arrival, Outgoing, Receipt } from '../../../src/channels/channel.ts'
import type { Device } from '../../../src/channels/whatsapp-web/device.ts'
import { WhatsappWeb } from '../../../src/channels/whatsapp-web/whatsapp-web.ts'
import { StoreError } from '../../../src/store/work.ts'
import { canDrive, StandIn } from '../../support/whatsapp-web/stand-in.ts'

// The real library in a real Chromium; only the page is ours. A start takes about a second, so each test tells a story.
const SOON = { timeout: 15_000, interval: 50 }
const WATCH_MS = 150
const BUDI = '6281000009001'
const BUDI_LID = '900000000009001@lid'

let standIn: StandIn
let folder: string
let whatsapp: WhatsappWeb
let heard: Arrival[]
let receipts: Receipt[]
let codes: string[]
let logged: { level: string; what: object; message: string }[]
let take: (arrival: Arrival) => Promise<void>

beforeEach(async () => {
  if (!canDrive()) return
  standIn = await StandIn.open()
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-link-'))
  heard = []
  receipts = []
  codes = []
  logged = []
  take = async () => {}
  whatsapp = open()
})
afterEach(async () => {
  await whatsapp.stop()
  await standIn.close()
  rmSync(folder, { recursive: true, force: true })
  expect(standIn.unknown).toEqual([])
})

function open(chromium: string | undefined = standIn.chromium): WhatsappWeb {
  return new WhatsappWeb({
    ...{ chromium, folder: path.join(folder, 'whatsapp-web'), watchMs: WATCH_MS },
    random: (bytes) => Buffer.alloc(bytes),
    show: (code) => void codes.push(code),
    typing: () => 5,
  })
}

async function start(channel = whatsapp): Promise<void> {
  const log = (level: string) => (what: object, message: string) => void logged.push({ level, what, message })
  await channel.start(
    async (arrival) => {
      await take(arrival)
      heard.push(arrival)
    },
    { info: log('info'), warn: log('warn'), error: log('error') },
    async (receipt) => void receipts.push(receipt),
  )
}

/** Linked and ready. */
async function linked(): Promise<void> {
  await start()
  await expect.poll(() => whatsapp.state(), SOON).toEqual({ is: 'qr' })
  await standIn.let('link')
  await isReady()
}

const isReady = () => expect.poll(() => whatsapp.state(), SOON).toEqual({ is: 'ready', account: '6281000009900' })
const outgoing = (text: string, address = BUDI): Outgoing => ({ id: 'id', address, prompt: { text, choices: [] } })

describe.runIf(canDrive())('WhatsApp Web by the real library', () => {
  it('is linked by a code, hears, answers, and learns what became of the answer', async () => {
    await start()
    await expect.poll(() => codes.length, SOON).toBeGreaterThan(0)
    expect(whatsapp.state()).toEqual({ is: 'qr' })
    expect(whatsapp.pairing()).toBe(codes.at(-1))
    await standIn.let('link')
    await isReady()
    expect(whatsapp.pairing()).toBeUndefined()
    await standIn.let('arrive', { from: `${BUDI}@c.us`, body: 'halo', pushname: 'Budi', at: 1_795_000_000 })
    await expect.poll(() => heard, SOON).toHaveLength(1)
    expect(heard[0]).toMatchObject({ address: BUDI, phone: BUDI, text: 'halo', saidAt: new Date(1_795_000_000_000) })
    const prompt = { text: 'Salam.', choices: [{ value: 'a', label: 'Cek' }] }
    const sent = await whatsapp.send({ id: 'id', address: BUDI, prompt })
    await expect.poll(() => standIn.sent, SOON).toMatchObject([{ to: `${BUDI}@c.us`, body: 'Salam.\n1. Cek' }])
    const { id, key } = standIn.sent[0]!
    expect(sent).toEqual({ sent: true, externalId: id })
    expect(standIn.events.map(({ is }) => is).filter((is) => is === 'typing' || is === 'sent')).toEqual([
      'typing',
      'sent',
    ])
    for (const ack of [2, 3]) await standIn.let('ack', { key, ack })
    await expect.poll(() => receipts.map(({ kind }) => kind), SOON).toEqual(['sent', 'delivered', 'read'])
    expect(receipts.at(-1)).toEqual({ message: { theirs: id }, kind: 'read' })
    expect(JSON.stringify(logged)).not.toContain(BUDI)
  })

  it('knows one account by LID and phone, and answers under the LID', async () => {
    await linked()
    await standIn.let('arrive', { from: BUDI_LID, body: 'satu' })
    await expect.poll(() => heard, SOON).toHaveLength(1)
    await standIn.let('arrive', { from: BUDI_LID, phone: `${BUDI}@c.us`, body: 'dua' })
    await standIn.let('arrive', { from: '900000000009002@lid', phone: '6281000009002@c.us', body: 'tiga' })
    await expect.poll(() => heard, SOON).toHaveLength(3)
    expect(heard[0]).toMatchObject({ address: BUDI_LID, text: 'satu' })
    expect(heard[0]).not.toHaveProperty('phone')
    expect(heard[2]).toMatchObject({ address: '900000000009002@lid', aka: '6281000009002', phone: '6281000009002' })
    // Whoever is known by the phone alone is reached under the LID.
    expect(await whatsapp.send(outgoing('kabar', '6281000009002'))).toMatchObject({ sent: true })
    expect(await whatsapp.send(outgoing('kabar', BUDI_LID))).toMatchObject({ sent: true })
    await expect.poll(() => standIn.sent.map(({ to }) => to), SOON).toEqual(['900000000009002@lid', BUDI_LID])
  })

  it('takes every kind of message that a person can send, and passes over what is said elsewhere', async () => {
    await linked()
    const jpg = {
      mimetype: 'image/jpeg',
      data: Buffer.from([0xff, 0xd8, 0xff, 1]).toString('base64'),
      filename: 'ktp.jpg',
    }
    const from = `${BUDI}@c.us`
    await standIn.let('arrive', { from: '120363000000000001@g.us', author: from, body: 'di grup' })
    await standIn.let('arrive', { from: 'status@broadcast', author: from, body: 'status' })
    await standIn.let('arrive', { from: '120363000000000002@newsletter', body: 'saluran' })
    await standIn.let('arrive', { from, type: 'e2e_notification' })
    await standIn.let('arrive', { from, type: 'image', media: jpg, caption: 'foto KTP' })
    await standIn.let('arrive', { from, type: 'document', media: { ...jpg, size: 11 * 1024 * 1024 } })
    await standIn.let('arrive', { from, type: 'ptt', media: { ...jpg, mimetype: 'audio/ogg' } })
    await standIn.let('arrive', { from, type: 'location', location: [-7.75, 113.21] })
    await standIn.let('arrive', { from, type: 'vcard', body: 'BEGIN:VCARD\nEND:VCARD' })
    await standIn.let('arrive', { from, body: 'selesai' })
    await expect.poll(() => heard.at(-1)?.text, SOON).toBe('selesai')
    expect(heard.map(({ attachment, text }) => attachment ?? text)).toEqual([
      'image',
      'document',
      'voice',
      'location',
      'other',
      'selesai',
    ])
    expect(heard[0]!.text).toBe('foto KTP')
    expect(await whatsapp.bring(heard[0]!.file!)).toEqual({ bytes: Buffer.from([0xff, 0xd8, 0xff, 1]) })
    expect(await whatsapp.bring(heard[1]!.file!)).toEqual({ not: 'tooLarge' })
    await standIn.let('lose')
    expect(await whatsapp.bring(heard[0]!.file!)).toEqual({ not: 'now' })
    expect(logged.flatMap(({ what }) => ('kind' in what ? [what.kind] : []))).toEqual([
      'message in a group',
      'status',
      'message in a channel',
      'e2e_notification',
    ])
  })

  it('sends a picture and a paper with the words below them', async () => {
    await linked()
    const media = {
      id: '1',
      type: 'image/png' as const,
      name: 'gambar.png',
      size: null,
      content: Buffer.from('0a0b', 'hex'),
    }
    expect(await whatsapp.send({ ...outgoing('Lihat ini.'), media })).toMatchObject({ sent: true })
    const paper = { ...media, type: 'application/pdf' as const, name: 'dokumen.pdf' }
    expect(await whatsapp.send({ ...outgoing('Dan ini.'), media: paper })).toMatchObject({ sent: true })
    await expect
      .poll(() => standIn.sent, SOON)
      .toMatchObject([
        { type: 'image', body: 'Lihat ini.', bytes: '0a0b' },
        { type: 'document', body: 'Dan ini.', filename: 'dokumen.pdf', bytes: '0a0b' },
      ])
  })

  it('takes a message again that could not be stored, and what one chat says in its order', async () => {
    await linked()
    let isBusy = true
    take = async () => {
      if (isBusy) throw new StoreError('store.busy', new Error('held'))
    }
    for (const body of ['satu', 'dua']) await standIn.let('arrive', { from: `${BUDI}@c.us`, body })
    await new Promise((done) => setTimeout(done, 700))
    isBusy = false
    await expect.poll(() => heard.map(({ text }) => text), SOON).toEqual(['satu', 'dua'])
  })

  it('tells of a number that has changed', async () => {
    await linked()
    const key = await standIn.let('arrive', {
      from: `${BUDI}@c.us`,
      type: 'notification_template',
      fields: { subtype: 'x' },
    })
    const fields = {
      subtype: 'change_number',
      to: '6281000009007@c.us',
      templateParams: [`${BUDI}@c.us`, '6281000009007@c.us'],
    }
    await standIn.let('change', { key, fields })
    await expect.poll(() => heard, SOON).toHaveLength(1)
    expect(heard[0]).toMatchObject({ address: BUDI, moved: { address: '6281000009007', phone: '6281000009007' } })
  })

  it('is refused where a number is not on WhatsApp, and tries again what WhatsApp did not take', async () => {
    await linked()
    await standIn.let('stranger', { id: '6281000009404@c.us' })
    expect(await whatsapp.send(outgoing('halo', '6281000009404'))).toEqual({
      sent: false,
      because: 'refused',
      failure: 'unreachable',
    })
    await standIn.let('fate', { fate: 'fails' })
    expect(await whatsapp.send(outgoing('halo'))).toEqual({ sent: false, because: 'retry', afterMs: 60_000 })
    expect(await whatsapp.send(outgoing('halo'))).toMatchObject({ sent: true })
  })

  it('stops after three messages that were not confirmed, until one of them is', { timeout: 60_000 }, async () => {
    await linked()
    await standIn.let('fate', { fate: 'unconfirmed', times: 3 })
    const sent = await Promise.all([1, 2, 3].map((n) => whatsapp.send(outgoing(`kabar ${n}`, `628100000900${n}`))))
    const ids = standIn.sent.map(({ id }) => id)
    for (const one of sent)
      expect(one).toMatchObject({ sent: false, because: 'unknown', externalId: expect.any(String) })
    expect(sent.map((one) => 'externalId' in one && one.externalId).sort()).toEqual(ids.sort())
    expect(whatsapp.alarm()).toBe('unacknowledged')
    expect(whatsapp.state()).toMatchObject({ is: 'lost', code: 'unacknowledged' })
    const refused = await whatsapp.send(outgoing('halo'))
    expect(refused).toMatchObject({ because: 'retry', free: true, unauthorised: true })
    expect(standIn.sent).toHaveLength(3)
    await standIn.let('ack', { key: standIn.sent[0]!.key, ack: 2 })
    await expect.poll(() => whatsapp.state(), SOON).toMatchObject({ is: 'ready' })
    expect(whatsapp.alarm()).toBeUndefined()
    expect(receipts).toContainEqual({ message: { theirs: standIn.sent[0]!.id }, kind: 'delivered' })
    expect(await whatsapp.send(outgoing('halo'))).toMatchObject({ sent: true })
  })

  it('a browser that is killed while it sends leaves the message in doubt, and another one is started', async () => {
    await linked()
    await standIn.let('fate', { fate: 'hangs' })
    const sending = whatsapp.send(outgoing('halo'))
    await expect.poll(() => standIn.events.some(({ is }) => is === 'hanging'), SOON).toBe(true)
    process.kill(browserOf(whatsapp), 'SIGKILL')
    const { id } = standIn.events.find(({ is }) => is === 'hanging')!
    expect(await sending).toEqual({ sent: false, because: 'unknown', failure: 'noAnswer', externalId: id })
    await expect
      .poll(() => logged.map(({ what }) => what), SOON)
      .toContainEqual({ channel: 'whatsapp-web', failure: expect.any(String) })
    expect(logged.filter(({ level }) => level === 'error').at(-1)!.message).toContain('Chromium has ended or crashed')
    expect(await whatsapp.send(outgoing('halo'))).toMatchObject({ because: 'retry', free: true })
    await isReady()
    expect(codes.length).toBeLessThan(3)
    expect(await whatsapp.send(outgoing('lagi'))).toMatchObject({ sent: true })
    await expect.poll(() => standIn.sent.map(({ body }) => body), SOON).toEqual(['lagi'])
  })

  it('a browser that is killed while it starts is started again, whenever that was', { timeout: 60_000 }, async () => {
    await start()
    for (const ms of [0, 60, 150, 300, 500]) {
      await expect.poll(() => browsers().length, { ...SOON, interval: 10 }).toBeGreaterThan(0)
      await new Promise((done) => setTimeout(done, ms))
      for (const pid of browsers()) kill(pid)
      await expect.poll(browsers, SOON).toEqual([])
    }
    await expect.poll(() => whatsapp.state(), { ...SOON, timeout: 30_000 }).toEqual({ is: 'qr' })
  })

  it('leaves no browser behind when it is stopped while one starts', { timeout: 60_000 }, async () => {
    for (const ms of [0, 50, 200, 600]) {
      whatsapp = open()
      await start()
      await new Promise((done) => setTimeout(done, ms))
      await whatsapp.stop()
      // Its helpers go a moment behind it.
      await expect.poll(browsers, { timeout: 2000, interval: 20 }).toEqual([])
    }
  })

  it('a page that crashes is started anew', async () => {
    await linked()
    deviceOf(whatsapp)
      .client.pupPage!.goto('chrome://crash')
      .catch(() => {})
    await expect.poll(() => whatsapp.state(), SOON).toMatchObject({ is: 'lost', code: 'browserGone' })
    await isReady()
  })

  it('a page that is loaded anew by itself is heard and answered again', async () => {
    await linked()
    await standIn.let('reload')
    await expect.poll(() => standIn.events.filter(({ is }) => is === 'there'), SOON).toHaveLength(2)
    await standIn.let('arrive', { from: `${BUDI}@c.us`, body: 'terlalu dini' })
    await isReady()
    await expect
      .poll(
        async () => {
          await standIn.let('arrive', { from: `${BUDI}@c.us`, body: 'masih di sana?' })
          return heard.some(({ text }) => text === 'masih di sana?')
        },
        { ...SOON, interval: 300 },
      )
      .toBe(true)
    expect(await whatsapp.send(outgoing('ya'))).toMatchObject({ sent: true })
  })

  it('a link that the phone has ended is told, thrown away, and a new code is shown', async () => {
    await linked()
    const before = codes.length
    await standIn.let('unlink')
    await expect
      .poll(() => logged.map(({ message }) => message), SOON)
      .toContainEqual(expect.stringContaining('A new code is to be scanned'))
    await expect.poll(() => codes.length, SOON).toBeGreaterThan(before)
    expect(whatsapp.state()).toEqual({ is: 'qr' })
    expect(whatsapp.alarm()).toBe('unlinked')
    expect(await whatsapp.send(outgoing('halo'))).toMatchObject({ because: 'retry', unauthorised: true })
    await standIn.let('link')
    await isReady()
    expect(whatsapp.alarm()).toBeUndefined()
  })

  it.each([
    ['CONFLICT', 'conflict', undefined],
    ['TOS_BLOCK', 'blocked', 'unlinked'],
    ['DEPRECATED_VERSION', 'pageChanged', undefined],
  ])('says of the state %s what it means', async (state, code, alarm) => {
    await linked()
    // Its answer does not come: the library ends the browser.
    void standIn.let('state', { state })
    await expect.poll(() => whatsapp.state(), SOON).toMatchObject({ is: 'lost', code })
    expect(whatsapp.alarm()).toBe(alarm)
  })

  it('sends nothing while the page looks for its connection', async () => {
    await linked()
    await standIn.let('state', { state: 'TIMEOUT' })
    await expect.poll(() => whatsapp.state(), SOON).toMatchObject({ is: 'lost', code: 'cutOff' })
    expect(await whatsapp.send(outgoing('halo'))).toMatchObject({ because: 'retry', free: true })
    await standIn.let('state', { state: 'CONNECTED' })
    await isReady()
    expect(standIn.sent).toEqual([])
  })

  it('has a new code made where the page has stopped making them', async () => {
    await start()
    await expect.poll(() => codes.length, SOON).toBeGreaterThan(0)
    const before = codes.length
    await standIn.let('state', { state: 'UNPAIRED_IDLE' })
    await expect.poll(() => codes.length, SOON).toBeGreaterThan(before)
  })

  it('is linked still when it is started again, and answers what came meanwhile', async () => {
    await linked()
    await whatsapp.stop()
    const now = Math.floor(Date.now() / 1000)
    standIn.config = {
      waiting: [
        { from: `${BUDI}@c.us`, body: 'dari kemarin dulu', at: now - 2 * 86_400 },
        { from: `${BUDI}@c.us`, body: 'semalam', at: now - 3600 },
      ],
    }
    const before = codes.length
    whatsapp = open()
    await start()
    await isReady()
    expect(codes).toHaveLength(before)
    await expect.poll(() => heard.map(({ text }) => text), SOON).toEqual(['semalam'])
  })

  it('becomes ready though the page has synced before the library listened', async () => {
    await linked()
    await whatsapp.stop()
    standIn.config = { bootMs: 1, syncMs: 0 }
    whatsapp = open()
    await start()
    await isReady()
  })

  it.each([
    ['on the way in', 'WAWebOfflineHandler'],
    ['once it is let in', 'WAWebSyncGatingUtils'],
  ])('a page that has changed %s is told in words that say what to do', async (_, without) => {
    standIn.config = { without: [without] }
    await start()
    // Its answer may not come: the browser is ended.
    void standIn.let('link')
    await expect.poll(() => whatsapp.state(), SOON).toMatchObject({ is: 'lost', code: 'pageChanged' })
    expect(logged.filter(({ level }) => level === 'error').at(-1)!.message).toContain('Update Sapa')
  })

  it('a page that has changed where it sends repeats nothing and loses nothing', async () => {
    standIn.config = { without: ['WAWebSendMsgChatAction'] }
    await linked()
    for (const n of [1, 2, 3])
      expect(await whatsapp.send(outgoing(`halo ${n}`))).toMatchObject({ sent: false, because: 'retry', free: true })
    await expect.poll(() => whatsapp.state(), SOON).toMatchObject({ is: 'lost', code: 'pageChanged' })
    expect(standIn.sent).toEqual([])
  })
})

describe('without a browser', () => {
  it.each([
    ['no Chromium', '/nowhere/chromium', 'noBrowser', 'apt install chromium'],
    ['a Chromium that does not start', '/bin/false', 'noStart', 'does not start'],
  ])('the host goes on: %s', async (_, chromium, code, words) => {
    folder ??= mkdtempSync(path.join(tmpdir(), 'sapa-link-'))
    whatsapp = open(chromium)
    await start()
    await expect
      .poll(() => whatsapp.state(), SOON)
      .toMatchObject({ is: 'lost', code, why: expect.stringContaining(words) })
    expect(await whatsapp.send(outgoing('halo'))).toMatchObject({ because: 'retry', free: true })
  })
})

// What no user of the channel sees: a test looks inside to break it.
function deviceOf(channel: WhatsappWeb): Device {
  return (channel as unknown as { keeper: { device: Device } }).keeper.device
}

/** Processes of a browser that uses the link of this test. */
function browsers(): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => commandOf(pid).includes(`--user-data-dir=${folder}`)).map(Number)
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has gone with its parent.
  }
}

function browserOf(channel: WhatsappWeb): number {
  return deviceOf(channel).client.pupBrowser!.process()!.pid!
}
