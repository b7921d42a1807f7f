import { describe, expect, it } from 'vitest'
import { BUDI, outgoing, SOON, whatsappOnStandIn } from '../../support/whatsapp-web/channel.ts'
import { canDrive } from '../../support/whatsapp-web/stand-in.ts'

// What a browser, a page and a phone can do to us.
const on = whatsappOnStandIn()

describe.runIf(canDrive())('WhatsApp Web by the real library', () => {
  it('stops after three messages that were not confirmed, until one of them is', { timeout: 60_000 }, async () => {
    await on.linked()
    await on.standIn.let('fate', { fate: 'unconfirmed', times: 3 })
    const sent = await Promise.all([1, 2, 3].map((n) => on.whatsapp.send(outgoing(`kabar ${n}`, `628100000900${n}`))))
    const ids = on.standIn.sent.map(({ id }) => id)
    for (const one of sent)
      expect(one).toMatchObject({ sent: false, because: 'unknown', externalId: expect.any(String) })
    expect(sent.map((one) => 'externalId' in one && one.externalId).sort()).toEqual(ids.sort())
    expect(on.whatsapp.alarm()).toBe('unacknowledged')
    expect(on.whatsapp.state()).toMatchObject({ is: 'lost', code: 'unacknowledged' })
    const refused = await on.whatsapp.send(outgoing('halo'))
    expect(refused).toMatchObject({ because: 'retry', free: true, unauthorised: true })
    expect(on.standIn.sent).toHaveLength(3)
    await on.standIn.let('ack', { key: on.standIn.sent[0]!.key, ack: 2 })
    await expect.poll(() => on.whatsapp.state(), SOON).toMatchObject({ is: 'ready' })
    expect(on.whatsapp.alarm()).toBeUndefined()
    expect(on.receipts).toContainEqual({ message: { theirs: on.standIn.sent[0]!.id }, kind: 'delivered' })
    expect(await on.whatsapp.send(outgoing('halo'))).toMatchObject({ sent: true })
  })

  it('a browser that is killed while it sends leaves the message in doubt, and another one is started', async () => {
    await on.linked()
    await on.standIn.let('fate', { fate: 'hangs' })
    const sending = on.whatsapp.send(outgoing('halo'))
    await expect.poll(() => on.standIn.events.some(({ is }) => is === 'hanging'), SOON).toBe(true)
    process.kill(on.browser(), 'SIGKILL')
    const { id } = on.standIn.events.find(({ is }) => is === 'hanging')!
    expect(await sending).toEqual({ sent: false, because: 'unknown', failure: 'noAnswer', externalId: id })
    await expect
      .poll(() => on.logged.map(({ what }) => what), SOON)
      .toContainEqual({ channel: 'whatsapp-web', failure: expect.any(String) })
    expect(on.logged.filter(({ level }) => level === 'error').at(-1)!.message).toContain(
      'Chromium has ended or crashed',
    )
    expect(await on.whatsapp.send(outgoing('halo'))).toMatchObject({ because: 'retry', free: true })
    await on.isReady()
    expect(on.codes.length).toBeLessThan(3)
    expect(await on.whatsapp.send(outgoing('lagi'))).toMatchObject({ sent: true })
    await expect.poll(() => on.standIn.sent.map(({ body }) => body), SOON).toEqual(['lagi'])
  })

  it('a browser that is killed while it starts is started again, whenever that was', { timeout: 60_000 }, async () => {
    await on.start()
    for (const ms of [0, 60, 150, 300, 500]) {
      await expect.poll(() => on.browsers().length, { ...SOON, interval: 10 }).toBeGreaterThan(0)
      await new Promise((done) => setTimeout(done, ms))
      for (const pid of on.browsers()) kill(pid)
      await expect.poll(() => on.browsers(), SOON).toEqual([])
    }
    await expect.poll(() => on.whatsapp.state(), { ...SOON, timeout: 30_000 }).toEqual({ is: 'qr' })
  })

  it('leaves no browser behind when it is stopped while one starts', { timeout: 60_000 }, async () => {
    for (const ms of [0, 50, 200, 600]) {
      on.whatsapp = on.open()
      await on.start()
      await new Promise((done) => setTimeout(done, ms))
      await on.whatsapp.stop()
      // Its helpers go a moment behind it.
      await expect.poll(() => on.browsers(), { timeout: 2000, interval: 20 }).toEqual([])
    }
  })

  it('a page that crashes is started anew', async () => {
    await on.linked()
    on.device()
      .client.pupPage!.goto('chrome://crash')
      .catch(() => {})
    await expect.poll(() => on.whatsapp.state(), SOON).toMatchObject({ is: 'lost', code: 'browserGone' })
    await on.isReady()
  })

  it('a page that is loaded anew by itself is heard and answered again', async () => {
    await on.linked()
    await on.standIn.let('reload')
    await expect.poll(() => on.standIn.events.filter(({ is }) => is === 'there'), SOON).toHaveLength(2)
    await on.standIn.let('arrive', { from: `${BUDI}@c.us`, body: 'terlalu dini' })
    await on.isReady()
    await expect
      .poll(
        async () => {
          await on.standIn.let('arrive', { from: `${BUDI}@c.us`, body: 'masih di sana?' })
          return on.heard.some(({ text }) => text === 'masih di sana?')
        },
        { ...SOON, interval: 300 },
      )
      .toBe(true)
    expect(await on.whatsapp.send(outgoing('ya'))).toMatchObject({ sent: true })
  })

  it('a page that changes its address alone goes on as it is', async () => {
    await on.linked()
    await on.standIn.let('readdress')
    for (const state of ['TIMEOUT', 'CONNECTED']) await on.standIn.let('state', { state })
    await new Promise((done) => setTimeout(done, 300))
    await on.isReady()
    await on.standIn.let('arrive', { from: `${BUDI}@c.us`, body: 'halo' })
    await expect.poll(() => on.heard, SOON).toHaveLength(1)
    expect(await on.whatsapp.send(outgoing('ya'))).toMatchObject({ sent: true })
    expect(on.logged.filter(({ level }) => level === 'error').map(({ what }) => what)).toEqual([
      { channel: 'whatsapp-web', failure: 'cutOff' },
    ])
  })

  it('a link that the phone has ended is told, thrown away, and a new code is shown', async () => {
    await on.linked()
    const before = on.codes.length
    await on.standIn.let('unlink')
    await expect
      .poll(() => on.logged.map(({ message }) => message), SOON)
      .toContainEqual(expect.stringContaining('A new code is to be scanned'))
    await expect.poll(() => on.codes.length, SOON).toBeGreaterThan(before)
    expect(on.whatsapp.state()).toEqual({ is: 'qr' })
    expect(on.whatsapp.alarm()).toBe('unlinked')
    expect(await on.whatsapp.send(outgoing('halo'))).toMatchObject({ because: 'retry', unauthorised: true })
    await on.standIn.let('link')
    await on.isReady()
    expect(on.whatsapp.alarm()).toBeUndefined()
  })

  it.each([
    ['CONFLICT', 'conflict', undefined],
    ['TOS_BLOCK', 'blocked', 'unlinked'],
    ['DEPRECATED_VERSION', 'pageChanged', undefined],
  ])('says of the state %s what it means', async (state, code, alarm) => {
    await on.linked()
    // Its answer does not come: the library ends the browser.
    void on.standIn.let('state', { state })
    await expect.poll(() => on.whatsapp.state(), SOON).toMatchObject({ is: 'lost', code })
    expect(on.whatsapp.alarm()).toBe(alarm)
  })

  it('sends nothing while the page looks for its connection', async () => {
    await on.linked()
    await on.standIn.let('state', { state: 'TIMEOUT' })
    await expect.poll(() => on.whatsapp.state(), SOON).toMatchObject({ is: 'lost', code: 'cutOff' })
    expect(await on.whatsapp.send(outgoing('halo'))).toMatchObject({ because: 'retry', free: true })
    await on.standIn.let('state', { state: 'CONNECTED' })
    await on.isReady()
    expect(on.standIn.sent).toEqual([])
  })

  it('has a new code made where the page has stopped making them', async () => {
    await on.start()
    await expect.poll(() => on.codes.length, SOON).toBeGreaterThan(0)
    const before = on.codes.length
    await on.standIn.let('state', { state: 'UNPAIRED_IDLE' })
    await expect.poll(() => on.codes.length, SOON).toBeGreaterThan(before)
  })

  it('becomes ready though the page has synced before the library listened', async () => {
    await on.linked()
    await on.whatsapp.stop()
    on.standIn.config = { bootMs: 1, syncMs: 0 }
    on.whatsapp = on.open()
    await on.start()
    await on.isReady()
  })

  it.each([
    ['on the way in', 'WAWebOfflineHandler'],
    ['once it is let in', 'WAWebSyncGatingUtils'],
  ])('a page that has changed %s is told in words that say what to do', async (_, without) => {
    on.standIn.config = { without: [without] }
    await on.start()
    // Its answer may not come: the browser is ended.
    void on.standIn.let('link')
    await expect.poll(() => on.whatsapp.state(), SOON).toMatchObject({ is: 'lost', code: 'pageChanged' })
    expect(on.logged.filter(({ level }) => level === 'error').at(-1)!.message).toContain('Update Sapa')
  })

  it('a page that has changed where it sends repeats nothing and loses nothing', async () => {
    on.standIn.config = { without: ['WAWebSendMsgChatAction'] }
    await on.linked()
    for (const n of [1, 2, 3])
      expect(await on.whatsapp.send(outgoing(`halo ${n}`))).toMatchObject({ sent: false, because: 'retry', free: true })
    await expect.poll(() => on.whatsapp.state(), SOON).toMatchObject({ is: 'lost', code: 'pageChanged' })
    expect(on.standIn.sent).toEqual([])
  })
})

describe('without a browser', () => {
  it.each([
    ['no Chromium', '/nowhere/chromium', 'noBrowser', 'apt install chromium'],
    ['a Chromium that does not start', '/bin/false', 'noStart', 'does not start'],
  ])('the host goes on: %s', async (_, chromium, code, words) => {
    on.whatsapp = on.open(chromium)
    await on.start()
    await expect
      .poll(() => on.whatsapp.state(), SOON)
      .toMatchObject({ is: 'lost', code, why: expect.stringContaining(words) })
    expect(await on.whatsapp.send(outgoing('halo'))).toMatchObject({ because: 'retry', free: true })
  })
})

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has gone with its parent.
  }
}
