import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildHost } from '../../../src/host/build-host.ts'
import { type Chat, chatOf, enrol, listOf } from '../../store/registered.ts'
import { all } from '../../store/rows.ts'
import { DeskBrowser, hidden, hire } from '../../support/desk.ts'
import { type TestWorld, testWorld } from '../../support/world.ts'

const KETAPANG = '35.74.01.1001'
const PILANG = '35.74.01.1009'
const LIST = '/petugas/bantuan'

let world: TestWorld
let app: FastifyInstance
let desk: DeskBrowser
let dinkes: string
let person: Chat
beforeEach(async () => {
  world = await testWorld()
  app = await buildHost(world)
  dinkes = await listOf(world, 'DINKES')
  await hire(world, 'rina', 'clerk', { agencyId: dinkes })
  desk = new DeskBrowser(app)
  await desk.logIn('rina')
  person = chatOf(world, 'somebody')
})
afterEach(() => app.close())

/** A chat that was proven to a worker of an agency and a kelurahan, and wishes for a person. */
async function provenChat(address: string, agencyId: string, kelurahan: string, name: string): Promise<Chat> {
  const phone = `6281000009${String(100 + address.length).padStart(3, '0')}`
  await enrol(world, { agencyId, kelurahan, name, phone, bornOn: '1970-08-17' })
  const chat = chatOf(world, address, phone)
  for (const text of ['cek', '17-08-1970', 'petugas']) await chat(text)
  return chat
}
async function threads(): Promise<string[]> {
  const { body } = await desk.open(LIST)
  return [...body.matchAll(/href="(\/petugas\/bantuan\/[\w-]+)"/g)].map(([, href]) => href!)
}
async function thread(): Promise<string> {
  await person('petugas')
  return (await threads())[0]!
}
const reply = (at: string, words: string) => desk.fill(at, `${at}/balas`, { words })
const carried = () => world.carried.map(({ prompt }) => prompt.text)
const actions = async () =>
  (await all(world.database, 'audit')).map(({ action }) => action).filter((action) => action.startsWith('handover'))

describe('the list of those who wish for a person', () => {
  it('has whoever waits longest first, and those who were answered last', async () => {
    const other = chatOf(world, 'other')
    await other('petugas')
    await person('petugas', 60_000)
    const [first, second] = await threads()
    await reply(first!, 'Ada yang bisa kami bantu?')
    expect(await threads()).toEqual([second, first])
    await other('iya bu')
    expect(await threads()).toEqual([second, first])
    expect((await desk.open(LIST)).body).not.toContain('Sudah dijawab')
  })

  it('names a proven chat by masked names, another by its code alone', async () => {
    await provenChat('siti', dinkes, KETAPANG, 'Siti Aminah')
    await person('petugas')
    const { body } = await desk.open(LIST)
    expect(body).toContain('S••• A••• (obrolan ')
    expect(body).toMatch(/Obrolan [2-9A-Z]{4}-[2-9A-Z]{2}, belum dikenal/)
    expect(body).not.toMatch(/Siti|Aminah|62810/)
  })

  it('shows an agency the chats of its own workers and of nobody, the coordinator all', async () => {
    const other = await listOf(world, 'DKUPP')
    await provenChat('ours', dinkes, KETAPANG, 'Siti Aminah')
    await provenChat('theirs', other, KETAPANG, 'Budi Santoso')
    await person('petugas')
    expect((await desk.open(LIST)).body.match(/class="waits"/g)).toHaveLength(2)
    expect((await desk.open(LIST)).body).not.toContain('B••• S•••')
    await hire(world, 'koor', 'coordinator')
    await desk.logIn('koor')
    expect(await threads()).toHaveLength(3)
  })

  it('shows a kelurahan the chats of its own workers, whatever their agency, and of nobody', async () => {
    await provenChat('here', dinkes, PILANG, 'Siti Aminah')
    await provenChat('elsewhere', dinkes, KETAPANG, 'Budi Santoso')
    await person('petugas')
    await hire(world, 'pilang', 'clerk', { kelurahan: PILANG })
    await desk.logIn('pilang')
    expect(await threads()).toHaveLength(2)
    expect((await desk.open(LIST)).body).not.toContain('B••• S•••')
  })

  it('wants one and the same worker of the agency and the kelurahan', async () => {
    await provenChat('here', dinkes, KETAPANG, 'Siti Aminah')
    await hire(world, 'both', 'clerk', { agencyId: dinkes, kelurahan: PILANG })
    await desk.logIn('both')
    expect(await threads()).toEqual([])
  })

  it.each(['auditor', 'admin'] as const)('is not for %s', async (role) => {
    const at = await thread()
    await hire(world, role, role)
    await desk.logIn(role)
    for (const url of [LIST, at]) expect((await desk.open(url)).statusCode).toBe(403)
    expect((await desk.open('/petugas')).body).not.toContain(LIST)
  })
})

describe('a thread', () => {
  it('shows what was said on both sides, and each opening is noted', async () => {
    await person('halo')
    const at = await thread()
    const { body } = await desk.open(at)
    expect(body).toContain('halo')
    expect(body).toContain('Ada yang bisa kami bantu?')
    expect(body).toContain('Sapa masih menjawab di percakapan ini')
    await desk.open(at)
    expect(await actions()).toEqual(['handover.read', 'handover.read'])
  })

  it('shows no one-time form and lets nothing of a message become markup', async () => {
    for (const text of ['cek', '2']) await person(text)
    expect(JSON.stringify(await all(world.database, 'statusLinks'))).toContain('tokenHash')
    await person('<b>tebal</b> & "kutip"')
    const { body } = await desk.open(await thread())
    expect(body).toContain('&lt;b>tebal&lt;/b> &amp; &quot;kutip&quot;')
    expect(body).toContain('/cek/…')
    expect(body).not.toMatch(/\/cek\/[\w-]/)
  })

  it('shows neither codes nor birth dates by which somebody is proven', async () => {
    for (const text of ['ibu saya meninggal', '1', 'lewati', '4', '03-05-1979']) await person(text)
    const code = world.vault.open('claims.code', (await all(world.database, 'claims'))[0]!.codeSealed)
    for (const text of ['menu', 'K7PM-4XQ2', 'menu']) await person(text)
    const { body } = await desk.open(await thread())
    expect(body).not.toMatch(/03-05-1979|K7PM|[2-9A-Z]{4}-[2-9A-Z]{4}(?![2-9A-Z])/)
    expect(body).not.toContain(code)
    expect(body).toContain('••-••-••••')
    expect(body).toContain('••••-••••')
  })

  it('lets the person end all messages while an officer is in it, by the choice of a message as well as by a word', async () => {
    const contacts = async () => (await all(world.database, 'contacts')).map(({ optedOutAt }) => optedOutAt !== null)
    await desk.fill(await thread(), `${(await threads())[0]}/ambil`)
    expect((await person({ choice: 'menu-that-is-no-choice' })).intent).toBe('handover')
    const stopped = await person({ choice: 'stop' })
    expect([stopped.intent, stopped.texts.length]).toEqual(['stop', 1])
    expect(await contacts()).toEqual([true])
  })

  it('of another agency is as absent as one that is not there, to read and to change', async () => {
    const other = await listOf(world, 'DKUPP')
    await provenChat('theirs', other, KETAPANG, 'Budi Santoso')
    const id = (await all(world.database, 'handovers'))[0]!.id
    const own = hidden((await desk.open(await thread())).body, `${(await threads())[0]}/balas`)
    for (const at of [`${LIST}/${id}`, `${LIST}/0190-none`]) {
      const answers = [
        await desk.open(at),
        await desk.post(`${at}/balas`, { ...own, words: 'halo' }),
        await desk.post(`${at}/ambil`, own),
        await desk.post(`${at}/tutup`, own),
      ]
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404])
      expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    }
    expect(await all(world.database, 'handoverEvents')).toEqual([])
  })
})

describe("an officer's answer", () => {
  it('goes to the person at once, also at night, and says that an officer writes and for which agency', async () => {
    world.clock.pass(12 * 3_600_000)
    await desk.logIn('rina')
    const at = await thread()
    expect((await reply(at, 'Selamat malam, Pak.')).headers.location).toBe(`${at}#akhir`)
    expect(carried().at(-1)).toBe('*Petugas Dinas DINKES*\nSelamat malam, Pak.')
    expect(await all(world.database, 'outbox')).toContainEqual(
      expect.objectContaining({ cause: 'officer', priority: 0, sentAt: world.clock.now() }),
    )
    expect(await actions()).toContain('handover.replied')
    const { body } = await desk.open(at)
    expect(body).toContain('Bu rina')
    expect(body).toContain('Sapa diam di percakapan ini')
  })

  it.each([
    ['pilang', 'clerk', { kelurahan: PILANG }, '*Petugas Kelurahan Pilang*'],
    ['koor', 'coordinator', {}, '*Petugas*'],
  ] as const)('of %s stands under the name of those for whom they speak', async (username, role, scope, signature) => {
    const at = await thread()
    await hire(world, username, role, scope)
    await desk.logIn(username)
    await reply(at, 'Halo.')
    expect(carried().at(-1)).toBe(`${signature}\nHalo.`)
  })

  it('is stored sealed', async () => {
    await reply(await thread(), 'kata petugas yang rahasia')
    expect(JSON.stringify(await all(world.database, 'outbox'))).not.toContain('rahasia')
  })

  it('waits in the outbox where it cannot be sent now', async () => {
    const at = await thread()
    world.outcomes.push({ sent: false, because: 'retry', afterMs: 60_000 })
    expect((await reply(at, 'Halo.')).statusCode).toBe(303)
    expect((await all(world.database, 'outbox')).at(-1)).toMatchObject({
      cause: 'officer',
      sentAt: null,
      failedAt: null,
    })
  })

  it.each([
    ['', 'Balasan masih kosong'],
    ['Kirim NIK 3574015708709001 ya', 'berisi nomor seperti NIK'],
    ['x'.repeat(2001), 'paling banyak 2000 huruf'],
  ])('is not sent when it is %j, and stays in the box', async (words, said) => {
    const at = await thread()
    const answer = await reply(at, words)
    expect([answer.statusCode, answer.body.includes(said)]).toEqual([422, true])
    expect(answer.body).toContain(`${words}</textarea>`)
    expect(carried()).toEqual([])
  })

  it('that is handed in twice goes out once, and the officer is told so', async () => {
    const at = await thread()
    const form = { ...hidden((await desk.open(at)).body, `${at}/balas`), words: 'Halo.' }
    expect((await desk.post(`${at}/balas`, form)).statusCode).toBe(303)
    const second = await desk.post(`${at}/balas`, form)
    expect([second.statusCode, second.body.includes('tidak dikerjakan dua kali')]).toEqual([409, true])
    expect(carried()).toHaveLength(1)
  })

  it('to what a colleague has answered meanwhile says so and keeps the words', async () => {
    const at = await thread()
    const form = hidden((await desk.open(at)).body, `${at}/balas`)
    await hire(world, 'budi', 'coordinator')
    const colleague = new DeskBrowser(app, '10.0.0.8')
    await colleague.logIn('budi')
    await colleague.fill(at, `${at}/balas`, { words: 'Sudah saya bantu.' })
    const stale = await desk.post(`${at}/balas`, { ...form, words: 'Ini balasan saya.' })
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toMatch(/ada perubahan: Bu budi membalas pukul \d\d\.\d\d\./)
    expect(stale.body).toContain('Ini balasan saya.</textarea>')
    expect(carried()).toHaveLength(1)
    const again = { ...hidden(stale.body, `${at}/balas`), words: 'Ini balasan saya.' }
    expect((await desk.post(`${at}/balas`, again)).statusCode).toBe(303)
  })
})

describe('while an officer is in the thread', () => {
  let at: string
  beforeEach(async () => {
    at = await thread()
    await desk.fill(at, `${at}/ambil`)
  })

  it('the bot says nothing, and the officer reads what comes', async () => {
    for (const text of ['halo', '1', 'cek', 'saya mau tanya soal iuran', 'petugas']) {
      const heard = await person(text)
      expect([heard.texts, heard.intent]).toEqual([[], 'handover'])
    }
    expect((await desk.open(at)).body).toContain('saya mau tanya soal iuran')
  })

  it('a wish to stop is obeyed all the same, and the thread goes on', async () => {
    expect((await person('stop')).texts.join()).toContain('tidak akan mengirimi')
    expect((await all(world.database, 'contacts'))[0]!.optedOutAt).not.toBeNull()
    expect((await person('satu lagi bu')).texts).toEqual([])
    expect((await reply(at, 'Silakan.')).statusCode).toBe(303)
    expect(carried().at(-1)).toContain('Silakan.')
  })

  it.each(['menu', 'kembali', 'batal'])('%s brings the bot back and ends the hand-over with a note', async (word) => {
    expect((await person(word)).texts.join()).toContain('Ada yang bisa kami bantu?')
    expect(await threads()).toEqual([])
    const { body } = await desk.open(at)
    expect(body).toContain('Warga memanggil Sapa kembali')
    expect(body).toContain('Percakapan ini sudah selesai')
    expect((await person('1')).texts).not.toEqual([])
    expect(await actions()).toContain('handover.left')
  })

  it('so does the button of the menu, but not a bare 0, which may answer the officer', async () => {
    expect((await person('0')).texts).toEqual([])
    expect((await person({ choice: ':menu' })).texts).not.toEqual([])
  })

  it('a message that is delivered again is not taken for a new one', async () => {
    await person({ externalId: 'm1', text: 'halo' })
    expect((await person({ externalId: 'm1', text: 'halo' })).repeated).toBe(true)
    expect((await desk.open(at)).body.match(/>halo</g)).toHaveLength(1)
  })

  it('and has said nothing for 24 hours, the bot answers again, until the officer writes', async () => {
    const day = 24 * 3_600_000
    expect((await person('halo', day - 60_000)).texts).toEqual([])
    await desk.logIn('rina')
    await reply(at, 'Maaf menunggu.')
    expect((await person('halo', day - 60_000)).texts).toEqual([])
    expect((await person('halo', 60_000)).texts).not.toEqual([])
    await desk.logIn('rina')
    expect((await desk.open(LIST)).body).toContain('sudah lebih dari 24 jam: Sapa menjawab lagi')
    await reply(at, 'Saya kembali.')
    expect((await person('halo')).texts).toEqual([])
  })

  it('a question that the bot had asked before is forgotten', async () => {
    await desk.fill(at, `${at}/tutup`)
    await person('cek')
    await person('petugas')
    const next = (await threads())[0]!
    await person('cek')
    await desk.fill(next, `${next}/ambil`)
    await desk.fill(next, `${next}/tutup`)
    expect((await person('terima kasih')).texts.join()).not.toContain('pertanyaan di atas')
  })

  it('closing it tells the person that the bot answers again, and it does', async () => {
    const closed = await desk.fill(at, `${at}/tutup`)
    expect(closed.headers.location).toBe(`${LIST}?tutup`)
    expect(carried().at(-1)).toContain('sekarang Sapa menjawab lagi')
    expect((await person('halo')).texts).not.toEqual([])
    expect(await threads()).toEqual([])
    expect((await desk.open(at)).body).not.toContain('>halo<')
  })

  it('a form for what was closed meanwhile changes nothing and says so', async () => {
    const { body } = await desk.open(at)
    const form = hidden(body, `${at}/balas`)
    await person('menu')
    const late = await desk.post(`${at}/balas`, { ...form, words: 'Halo?' })
    expect([late.statusCode, late.body.includes('Percakapan ini sudah selesai')]).toEqual([409, true])
    expect(carried()).toEqual([])
  })

  it('an answer to a thread that the person has left is not lost: the page says what happened and shows the words', async () => {
    const form = hidden((await desk.open(at)).body, `${at}/balas`)
    await person('menu')
    const late = await desk.post(`${at}/balas`, { ...form, words: 'Iuran sudah dibayar <Dinas>.' })
    expect(late.body).toMatch(/Balasan belum dikirim.*Warga memanggil Sapa kembali pukul \d\d\.\d\d/)
    expect(late.body).toContain('Iuran sudah dibayar &lt;Dinas>.</textarea>')
    expect(late.body).not.toContain(`action="${at}/balas"`)
    expect(late.body).not.toContain('buka percakapan yang baru')
    await person('petugas')
    const again = await desk.post(`${at}/balas`, { ...form, key: `${form.key}2`, words: 'Iuran sudah dibayar.' })
    expect(again.body).toContain(`<a href="${(await threads())[0]}">Warga sudah meminta petugas lagi`)
  })

  it('an answer to a thread that a colleague has closed is shown again too', async () => {
    const form = hidden((await desk.open(at)).body, `${at}/balas`)
    await desk.fill(at, `${at}/tutup`)
    const late = await desk.post(`${at}/balas`, { ...form, words: 'Halo?' })
    expect(late.body).toMatch(/Balasan belum dikirim.*Bu rina menyelesaikan percakapan ini/)
    expect(late.body).toContain('Halo?</textarea>')
  })
})

it('before an officer has taken it the bot goes on answering', async () => {
  await thread()
  expect((await person('halo')).texts).not.toEqual([])
  await person('menu')
  expect(await threads()).toHaveLength(1)
})
