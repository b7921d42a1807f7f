import { describe, expect, it } from 'vitest'
import { StoreError } from '../../../src/store/work.ts'
import { BUDI, outgoing, SOON, whatsappOnStandIn } from '../../support/whatsapp-web/channel.ts'
import { canDrive } from '../../support/whatsapp-web/stand-in.ts'

const BUDI_LID = '900000000009001@lid'

// The real library in a real Chromium; only the page is ours. A start takes about a second, so each test tells a story.
const on = whatsappOnStandIn()

describe.runIf(canDrive())('WhatsApp Web by the real library', () => {
  it('is linked by a code, hears, answers, and learns what became of the answer', async () => {
    await on.start()
    await expect.poll(() => on.codes.length, SOON).toBeGreaterThan(0)
    expect(on.whatsapp.state()).toEqual({ is: 'qr' })
    expect(on.whatsapp.pairing()).toBe(on.codes.at(-1))
    await on.standIn.let('link')
    await on.isReady()
    expect(on.whatsapp.pairing()).toBeUndefined()
    await on.standIn.let('arrive', { from: `${BUDI}@c.us`, body: 'halo', pushname: 'Budi', at: 1_795_000_000 })
    await expect.poll(() => on.heard, SOON).toHaveLength(1)
    expect(on.heard[0]).toMatchObject({ address: BUDI, phone: BUDI, text: 'halo', saidAt: new Date(1_795_000_000_000) })
    const prompt = { text: 'Salam.', choices: [{ value: 'a', label: 'Cek' }] }
    const sent = await on.whatsapp.send({ id: 'id', address: BUDI, prompt })
    await expect.poll(() => on.standIn.sent, SOON).toMatchObject([{ to: `${BUDI}@c.us`, body: 'Salam.\n1. Cek' }])
    const { id, key } = on.standIn.sent[0]!
    expect(sent).toEqual({ sent: true, externalId: id })
    expect(on.standIn.events.map(({ is }) => is).filter((is) => is === 'typing' || is === 'sent')).toEqual([
      'typing',
      'sent',
    ])
    for (const ack of [2, 3]) await on.standIn.let('ack', { key, ack })
    await expect.poll(() => on.receipts.map(({ kind }) => kind), SOON).toEqual(['sent', 'delivered', 'read'])
    expect(on.receipts.at(-1)).toEqual({ message: { theirs: id }, kind: 'read' })
    expect(JSON.stringify(on.logged)).not.toContain(BUDI)
  })

  it('knows one account by LID and phone, and answers under the LID', async () => {
    await on.linked()
    await on.standIn.let('arrive', { from: BUDI_LID, body: 'satu' })
    await expect.poll(() => on.heard, SOON).toHaveLength(1)
    await on.standIn.let('arrive', { from: BUDI_LID, phone: `${BUDI}@c.us`, body: 'dua' })
    await on.standIn.let('arrive', { from: '900000000009002@lid', phone: '6281000009002@c.us', body: 'tiga' })
    await expect.poll(() => on.heard, SOON).toHaveLength(3)
    expect(on.heard[0]).toMatchObject({ address: BUDI_LID, text: 'satu' })
    expect(on.heard[0]).not.toHaveProperty('phone')
    expect(on.heard[2]).toMatchObject({ address: '900000000009002@lid', aka: '6281000009002', phone: '6281000009002' })
    // Whoever is known by the phone alone is reached under the LID.
    expect(await on.whatsapp.send(outgoing('kabar', '6281000009002'))).toMatchObject({ sent: true })
    expect(await on.whatsapp.send(outgoing('kabar', BUDI_LID))).toMatchObject({ sent: true })
    await expect.poll(() => on.standIn.sent.map(({ to }) => to), SOON).toEqual(['900000000009002@lid', BUDI_LID])
  })

  it('takes every kind of message that a person can send, and passes over what is said elsewhere', async () => {
    await on.linked()
    const jpg = {
      mimetype: 'image/jpeg',
      data: Buffer.from([0xff, 0xd8, 0xff, 1]).toString('base64'),
      filename: 'ktp.jpg',
    }
    const from = `${BUDI}@c.us`
    await on.standIn.let('arrive', { from: '120363000000000001@g.us', author: from, body: 'di grup' })
    await on.standIn.let('arrive', { from: 'status@broadcast', author: from, body: 'status' })
    await on.standIn.let('arrive', { from: '120363000000000002@newsletter', body: 'saluran' })
    await on.standIn.let('arrive', { from, type: 'e2e_notification' })
    await on.standIn.let('arrive', { from, type: 'image', media: jpg, caption: 'foto KTP' })
    await on.standIn.let('arrive', { from, type: 'document', media: { ...jpg, size: 11 * 1024 * 1024 } })
    await on.standIn.let('arrive', { from, type: 'ptt', media: { ...jpg, mimetype: 'audio/ogg' } })
    await on.standIn.let('arrive', { from, type: 'location', location: [-7.75, 113.21] })
    await on.standIn.let('arrive', { from, type: 'vcard', body: 'BEGIN:VCARD\nEND:VCARD' })
    await on.standIn.let('arrive', { from, body: 'selesai' })
    await expect.poll(() => on.heard.at(-1)?.text, SOON).toBe('selesai')
    expect(on.heard.map(({ attachment, text }) => attachment ?? text)).toEqual([
      'image',
      'document',
      'voice',
      'location',
      'other',
      'selesai',
    ])
    expect(on.heard[0]!.text).toBe('foto KTP')
    expect(await on.whatsapp.bring(on.heard[0]!.file!)).toEqual({ bytes: Buffer.from([0xff, 0xd8, 0xff, 1]) })
    expect(await on.whatsapp.bring(on.heard[1]!.file!)).toEqual({ not: 'tooLarge' })
    await on.standIn.let('lose')
    expect(await on.whatsapp.bring(on.heard[0]!.file!)).toEqual({ not: 'now' })
    expect(on.logged.flatMap(({ what }) => ('kind' in what ? [what.kind] : []))).toEqual([
      'message in a group',
      'status',
      'message in a channel',
      'e2e_notification',
    ])
  })

  it('sends a picture and a paper with the words below them', async () => {
    await on.linked()
    const media = {
      id: '1',
      type: 'image/png' as const,
      name: 'gambar.png',
      size: null,
      content: Buffer.from('0a0b', 'hex'),
    }
    expect(await on.whatsapp.send({ ...outgoing('Lihat ini.'), media })).toMatchObject({ sent: true })
    const paper = { ...media, type: 'application/pdf' as const, name: 'dokumen.pdf' }
    expect(await on.whatsapp.send({ ...outgoing('Dan ini.'), media: paper })).toMatchObject({ sent: true })
    await expect
      .poll(() => on.standIn.sent, SOON)
      .toMatchObject([
        { type: 'image', body: 'Lihat ini.', bytes: '0a0b' },
        { type: 'document', body: 'Dan ini.', filename: 'dokumen.pdf', bytes: '0a0b' },
      ])
  })

  it('takes a message again that could not be stored, and what one chat says in its order', async () => {
    await on.linked()
    let isBusy = true
    on.take = async () => {
      if (isBusy) throw new StoreError('store.busy', new Error('held'))
    }
    for (const body of ['satu', 'dua']) await on.standIn.let('arrive', { from: `${BUDI}@c.us`, body })
    await new Promise((done) => setTimeout(done, 700))
    isBusy = false
    await expect.poll(() => on.heard.map(({ text }) => text), SOON).toEqual(['satu', 'dua'])
  })

  it('tells of a number that has changed', async () => {
    await on.linked()
    const key = await on.standIn.let('arrive', {
      from: `${BUDI}@c.us`,
      type: 'notification_template',
      fields: { subtype: 'x' },
    })
    const fields = {
      subtype: 'change_number',
      to: '6281000009007@c.us',
      templateParams: [`${BUDI}@c.us`, '6281000009007@c.us'],
    }
    await on.standIn.let('change', { key, fields })
    await expect.poll(() => on.heard, SOON).toHaveLength(1)
    expect(on.heard[0]).toMatchObject({ address: BUDI, moved: { address: '6281000009007', phone: '6281000009007' } })
  })

  it('is refused where a number is not on WhatsApp, and tries again what WhatsApp did not take', async () => {
    await on.linked()
    await on.standIn.let('stranger', { id: '6281000009404@c.us' })
    expect(await on.whatsapp.send(outgoing('halo', '6281000009404'))).toEqual({
      sent: false,
      because: 'refused',
      failure: 'unreachable',
    })
    await on.standIn.let('fate', { fate: 'fails' })
    expect(await on.whatsapp.send(outgoing('halo'))).toEqual({ sent: false, because: 'retry', afterMs: 60_000 })
    expect(await on.whatsapp.send(outgoing('halo'))).toMatchObject({ sent: true })
  })

  it('is linked still when it is started again, and answers what came meanwhile', async () => {
    await on.linked()
    await on.whatsapp.stop()
    const now = Math.floor(Date.now() / 1000)
    on.standIn.config = {
      waiting: [
        { from: `${BUDI}@c.us`, body: 'dari kemarin dulu', at: now - 2 * 86_400 },
        { from: `${BUDI}@c.us`, body: 'semalam', at: now - 3600 },
      ],
    }
    const before = on.codes.length
    on.whatsapp = on.open()
    await on.start()
    await on.isReady()
    expect(on.codes).toHaveLength(before)
    await expect.poll(() => on.heard.map(({ text }) => text), SOON).toEqual(['semalam'])
  })
})
