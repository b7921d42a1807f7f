import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebChat } from '../../src/channels/web-chat/web-chat.ts'
import type { MediaRef } from '../../src/domain/media.ts'
import { buildHost } from '../../src/host/build-host.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { sealedMedia } from '../../src/services/media/kept-media.ts'
import { readMedia } from '../../src/services/media/read-media.ts'
import { addFile } from '../../src/store/files.ts'
import { queueReply } from '../../src/store/outbox.ts'
import { exec } from '../../src/store/work.ts'
import { SMALL } from '../support/media.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const LIVE = { 'x-sapa': 'live' }
const NIK = '3574015708709001'

describe('the chat page', () => {
  let world: TestWorld
  let app: FastifyInstance
  let cookie: string

  beforeEach(async () => {
    world = await testWorld({ channels: [new WebChat()] })
    app = await buildHost(world)
    cookie = cookieOf(await app.inject('/chat'))
  })
  afterEach(() => app.close())

  const page = async () => (await app.inject({ url: '/chat', headers: { cookie } })).body
  const post = (fields: Record<string, string>, headers: Record<string, string> = {}, url = '/chat') => {
    world.clock.pass(5_000)
    return app.inject({
      method: 'POST',
      url,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams(fields).toString(),
    })
  }
  const rows = (table: 'inbound' | 'outbox' | 'contacts') =>
    world.database.run(function* (db) {
      return yield* exec(db.select().from(db.t[table]))
    })

  it('opened by the link of a meeting puts its code on a button, and notes nothing before it is pressed', async () => {
    const { body } = await app.inject({ url: '/chat?hadir=k7p4m', headers: { cookie } })
    expect(body).toContain('value="hadir K7P4M"')
    expect(await rows('inbound')).toEqual([])
    expect((await app.inject('/chat?hadir=%3Cscript%3E')).body).not.toContain('value="hadir')
  })

  it('shows a file that came with a message to that chat alone: a picture as it is, a paper as a link', async () => {
    await post({ text: 'halo' })
    const [contact] = await rows('contacts')
    const sent = async (file: MediaRef, content: Buffer) => {
      const { type, size } = readMedia(content)
      const sealed = sealedMedia(world, content, { type, size })
      const at = world.clock.now()
      await world.database.run(function* (db) {
        yield* addFile(db, { id: file.id, ...sealed, addedBy: 'rina', addedAt: at })
        yield* queueReply(db, {
          ...{ id: world.ids.next(at), contactId: contact!.id, channel: 'web-chat', cause: 'reply', causeId: 'c1' },
          ...{ createdAt: at, notBefore: at },
          bodySealed: world.vault.seal('outbox.body', JSON.stringify({ text: 'Kabar.', choices: [], file })),
        })
      })
      await deliverDue(world)
    }
    await sent({ id: 'f-png', type: 'image/png' }, SMALL.png)
    await sent({ id: 'f-pdf', type: 'application/pdf' }, SMALL.pdf)
    const body = await page()
    expect(body).toMatch(/<img class="sent" src="\/chat\/berkas\/f-png" alt="Gambar [^"]+"/)
    expect(body).toContain('<a href="/chat/berkas/f-pdf">Buka dokumen (PDF)</a>')
    const ask = (id: string, by?: string) =>
      app.inject({ url: `/chat/berkas/${id}`, headers: by === undefined ? {} : { cookie: by } })
    const picture = await ask('f-png', cookie)
    expect([picture.statusCode, picture.headers['content-type'], picture.headers['x-content-type-options']]).toEqual([
      200,
      'image/png',
      'nosniff',
    ])
    expect(picture.rawPayload).toEqual(SMALL.png)
    expect(picture.headers['cache-control']).toMatch(/^private, /)
    expect((await ask('f-pdf', cookie)).headers['content-disposition']).toBe('attachment; filename="dokumen.pdf"')
    const other = cookieOf(await app.inject('/chat'))
    for (const by of [other, undefined]) expect((await ask('f-png', by)).statusCode).toBe(404)
    expect((await ask('f-none', cookie)).statusCode).toBe(404)
  })

  it('greets a newcomer and gives the browser a chat that no script can read', async () => {
    const { body, headers } = await app.inject('/chat')
    expect(body).toContain('<html lang="id">')
    expect(body).toContain('Mulai')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['set-cookie']).toMatch(
      /^sapa_chat=[\w-]{22}; Max-Age=31536000; Path=\/chat; HttpOnly; SameSite=Lax$/,
    )
    expect(await rows('contacts')).toEqual([])
  })

  it('speaks the language that the chat has chosen, around the messages too', async () => {
    const { headers } = await app.inject('/chat')
    cookie = String(headers['set-cookie']).split(';')[0]!
    for (const text of ['bahasa', 'medhura']) await post({ text })
    const { body } = await app.inject({ url: '/chat', headers: { cookie } })
    expect(body).toContain('<html lang="mad">')
    expect(body).toContain('Engghi, sateya ngangguy basa Madura.')
    expect(body).not.toMatch(/Tulis pesan|Kirim</)
  })

  it('answers a button of the question that stands alone, also from a page that is out of date', async () => {
    const { headers } = await app.inject('/chat')
    cookie = String(headers['set-cookie']).split(';')[0]!
    await post({ text: 'halo' })
    const { body } = await app.inject({ url: '/chat', headers: { cookie } })
    const asked = /name="asked" value="(\d+)"/.exec(body)![1]!
    await post({ choice: 'benefits', asked, id: 'one' })
    const before = (await rows('outbox')).length
    await post({ choice: 'benefits', asked, id: 'two' })
    expect((await rows('outbox')).length).toBe(before)
  })

  it('keeps the cookie to https where the pages are on https', async () => {
    const secure = await buildHost({ ...world, publicUrl: 'https://sapa.example' })
    const { headers } = await secure.inject('/chat')
    expect(headers['set-cookie']).toContain('Secure')
    expect(headers['strict-transport-security']).toContain('max-age')
    await secure.close()
  })

  it('makes a new chat for a cookie that is not one of ours', async () => {
    const { headers } = await app.inject({ url: '/chat', headers: { cookie: 'sapa_chat=../../etc' } })
    expect(headers['set-cookie']).not.toContain('etc')
  })

  it('answers a plain form post by leading back to the page, where both sides stand', async () => {
    const answer = await post({ id: 'a', text: 'halo' })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/chat#akhir'])
    const body = await page()
    expect(body).toContain('24 November 2026')
    expect(body).toMatch(/class="person".*halo/s)
    expect(body).toContain('Ini <b>Sapa</b>')
    expect(body).toContain('<button type="submit" name="choice" value="status">1. Cek perlindungan saya</button>')
    expect(body).toContain('09.00')
  })

  it('shows a pressed button as its words, and lets only the newest choices be pressed', async () => {
    await post({ id: 'a', text: 'halo' })
    await post({ id: 'b', choice: 'status' })
    const body = await page()
    expect(body).toMatch(/class="person"[^>]*>.{0,80}<div class="words">Cek perlindungan saya/s)
    expect(body).toMatch(/<form class="choices past".*value="status" disabled.*<form class="choices" /s)
  })

  it('takes a message posted twice once, and the same id with other words as another message', async () => {
    await post({ id: 'a', text: 'halo' })
    await post({ id: 'a', text: 'halo' })
    expect(await rows('inbound')).toHaveLength(1)
    await post({ id: 'a', text: 'menu' })
    expect(await rows('inbound')).toHaveLength(2)
  })

  it('keeps chats apart, though their pages make the same ids', async () => {
    await post({ id: 'a', text: 'rahasia satu' })
    const first = await page()
    cookie = cookieOf(await app.inject('/chat'))
    await post({ id: 'a', text: 'rahasia satu' })
    expect(await rows('contacts')).toHaveLength(2)
    expect(await page()).toContain('rahasia satu')
    expect(first).toContain('rahasia satu')
  })

  it('answers a browser that refuses cookies, and tells it so', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await app.inject({ method: 'POST', url: '/chat', headers, payload: 'text=halo' })
    expect(answer.headers.location).toBe('/chat?baru=1#akhir')
    expect((await app.inject('/chat?baru=1')).body).toContain(
      '<p class="state" id="state" role="status">Browser ini menolak cookie',
    )
    const accepted = { cookie: cookieOf(answer) }
    expect((await app.inject({ url: '/chat?baru=1', headers: accepted })).body).not.toContain(
      '<p class="state" id="state" role="status">',
    )
  })

  it.each(['', '   '])('lets an empty message (%j) be', async (text) => {
    expect((await post({ id: 'a', text })).statusCode).toBe(303)
    expect(await rows('inbound')).toEqual([])
  })

  it('shows what people write as words, never as a page', async () => {
    await post({ id: 'a', text: '<script>alert(1)</script> *tebal* http://evil.example/cek/aaaaaaaaaaaaaaaaaaaaaa' })
    const body = await page()
    expect(body).toContain('&lt;script>alert(1)&lt;/script>')
    expect(body).toContain('*tebal* http://evil.example')
    expect(body).not.toContain('href="http')
  })

  it('answers 100,000 characters, hides an identity number, and survives what is no text', async () => {
    expect((await post({ id: 'a', text: '🙏🏾'.repeat(50_000) })).statusCode).toBe(303)
    await post({ id: 'b', text: `NIK saya ${NIK}` })
    await post({ id: 'c', text: '\u202e\u0000\u200b' })
    await app.inject({
      method: 'POST',
      url: '/chat',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'text=%ff%fe%00&id=d',
    })
    expect(await page()).not.toContain(NIK)
    expect(await rows('inbound')).toHaveLength(4)
  })

  it.each([
    ['two texts', 'application/x-www-form-urlencoded', 'text=a&text=b', 400],
    ['a body of another kind', 'application/xml', '<a/>', 415],
    ['five megabytes', 'application/x-www-form-urlencoded', `text=${'a'.repeat(5_000_000)}`, 413],
  ])('refuses %s in words', async (_, type, payload, status) => {
    const headers = { cookie, 'content-type': type, accept: 'text/html' }
    const answer = await app.inject({ method: 'POST', url: '/chat', headers, payload })
    expect(answer.statusCode).toBe(status)
    expect(answer.body).toContain('<html lang="id">')
  })

  it('links to our own form, by its path, so that the page may have any name', async () => {
    await post({ id: 'a', text: 'halo' })
    await post({ id: 'b', choice: 'status' })
    await post({ id: 'c', choice: 'card' })
    const body = await page()
    expect(body).toMatch(/<a class="button" href="\/cek\/[\w-]{22}">Buka formulir KTP<\/a>/)
    expect(body).not.toContain('localhost:8080')
  })

  it('tells of no message before its time, nor of one that was taken back', async () => {
    await post({ id: 'a', text: 'halo' })
    for (const text of ['asdf', 'qwer']) {
      world.clock.pass(-4_500)
      await post({ id: text, text })
    }
    expect(await page()).not.toContain('belum bisa kami baca')
    world.clock.pass(3_000)
    await deliverDue(world)
    expect((await page()).match(/belum bisa kami baca/g)).toHaveLength(1)
  })

  it('shows the last fifty messages', async () => {
    for (let n = 0; n < 60; n++) await post({ id: `n${n}`, text: `pesan ke-${n}.` })
    const body = await page()
    expect(body.match(/<li class="(us|person)"/g)!.length).toBeLessThanOrEqual(50)
    expect(body).toContain('pesan ke-59.')
    expect(body).not.toContain('pesan ke-0.')
  })

  it("notes that messages came to the page, and that they were before somebody's eyes", async () => {
    await post({ id: 'a', text: 'halo' })
    await page()
    const [sent] = await rows('outbox')
    expect(sent).toMatchObject({ deliveredAt: world.clock.now(), readAt: null })
    const waiting = post({ after: await lastCursor() }, LIVE, '/chat/tunggu')
    await until(async () => (await rows('outbox')).every((row) => 'readAt' in row && row.readAt !== null))
    await app.close()
    expect((await waiting).statusCode).toBe(204)
  })

  it('weighs less than 20 KB, style and script and a conversation included', async () => {
    await post({ id: 'a', text: 'halo' })
    const body = await page()
    const assets = [...body.matchAll(/(?:href|src)="(\/aset\/[^"]+)"/g)].map(([, url]) => url!)
    expect(assets).toHaveLength(3)
    let bytes = Buffer.byteLength(body)
    for (const url of assets) {
      const asset = await app.inject(url)
      expect(asset.headers['cache-control']).toContain('immutable')
      bytes += asset.rawPayload.length
    }
    expect(bytes).toBeLessThan(20_000)
  })

  it('sends phones a script that browsers of 2013 can read', async () => {
    const { body } = await app.inject('/aset/live.js')
    expect(body).not.toMatch(/=>|`|\b(?:const|let|class|async|await|fetch|Promise)\b|,\s*\)/)
  })

  describe('live', () => {
    it('answers a post with what is new, and nothing with nothing', async () => {
      const { statusCode, body } = await post({ id: 'a', text: 'halo', after: '' }, LIVE)
      expect(statusCode).toBe(200)
      expect(body).toMatch(/^<li class="day"/)
      expect(body).toContain('>halo<')
      const again = await post({ id: 'a', text: 'halo', after: await lastCursor() }, LIVE)
      expect(again.statusCode).toBe(204)
    })

    it('wakes the page that waits, whoever wrote', async () => {
      await post({ id: 'a', text: 'halo' })
      const waiting = post({ after: await lastCursor() }, LIVE, '/chat/tunggu')
      await new Promise((done) => setTimeout(done, 50))
      await post({ id: 'b', choice: 'benefits' })
      const { statusCode, body } = await waiting
      expect(statusCode).toBe(200)
      expect(body).toContain('Apa saja manfaatnya')
    })

    it('lets a page without a chat, or with a cursor of its own making, do no harm', async () => {
      cookie = ''
      expect((await post({ after: 'x' }, LIVE, '/chat/tunggu')).statusCode).toBe(204)
    })

    it('says as JSON that something is too large', async () => {
      const { statusCode, body } = await post({ id: 'a', text: 'a'.repeat(5_000_000) }, LIVE)
      expect(statusCode).toBe(413)
      expect(JSON.parse(body).message).toContain('terlalu besar')
    })
  })

  async function lastCursor(): Promise<string> {
    return [...(await page()).matchAll(/data-at="([^"]+)"/g)].at(-1)![1]!
  }
})

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < 100 && !(await isSo()); tried++) await new Promise((done) => setTimeout(done, 10))
}

function cookieOf({ headers }: { headers: Record<string, unknown> }): string {
  return String(headers['set-cookie']).split(';')[0]!
}
