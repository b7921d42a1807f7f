import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { MASKED_NIK } from '../../src/domain/nik.ts'
import { deliverAllDue, deliverReplies } from '../../src/services/deliver.ts'
import { receive } from '../../src/services/receive.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { exec, StoreError } from '../../src/store/work.ts'
import { chatOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await testWorld()
})

const sent = () => world.carried.map(({ prompt }) => prompt.text)
const inbound = () => all(world.database, 'inbound')
const outbox = () => all(world.database, 'outbox')

describe('a message', () => {
  it('is stored, answered and queued in one go, before it is acknowledged', async () => {
    const got = await chatOf(world, 'a')('halo')
    expect(got).toMatchObject({ repeated: false, session: { flow: 'mainMenu', step: 'choose' } })
    expect(await inbound()).toHaveLength(1)
    expect((await outbox()).map(({ id }) => id)).toEqual(got.replies.map(({ id }) => id))
    expect(await all(world.database, 'sessions')).toMatchObject([{ contactId: got.contactId, rev: 1 }])
    expect(world.carried).toEqual([])
  })

  it('that is delivered twice has one effect', async () => {
    const said = { externalId: 'wamid.1', address: 'a', text: 'halo' }
    const first = await receive(world, 'simulated', said)
    const again = await receive(world, 'simulated', said)
    expect(again).toMatchObject({ repeated: true, contactId: first.contactId, replies: [] })
    expect(await inbound()).toHaveLength(1)
    expect(await outbox()).toHaveLength(first.replies.length)
  })

  it('that is delivered twice in the same moment has one effect', async () => {
    const said = { externalId: 'wamid.1', address: 'a', text: 'halo' }
    const got = await Promise.all([receive(world, 'simulated', said), receive(world, 'simulated', said)])
    expect(got.map(({ repeated }) => repeated).sort()).toEqual([false, true])
    expect(await inbound()).toHaveLength(1)
  })

  it('with the same id on two channels is two messages', async () => {
    const said = { externalId: '1', address: 'a', text: 'halo' }
    const got = [await receive(world, 'simulated', said), await receive(world, 'telegram', said)]
    expect(got.map(({ repeated }) => repeated)).toEqual([false, false])
    expect(got[0]!.contactId).not.toBe(got[1]!.contactId)
  })

  it('that could not be stored is not acknowledged, and is answered when it comes again', async () => {
    const said = { externalId: '1', address: 'a', text: 'halo' }
    const broken = {
      ...world,
      database: { ...world.database, run: () => Promise.reject(new StoreError('store.full', 0)) },
    }
    await expect(receive(broken, 'simulated', said)).rejects.toBeInstanceOf(StoreError)
    expect((await receive(world, 'simulated', said)).replies.length).toBeGreaterThan(0)
  })
})

describe('two messages', () => {
  it('of one contact at the same moment are both answered, the first as the first', async () => {
    const say = chatOf(world, 'a')
    const [one, two] = await Promise.all([say('halo', 0), say('2', 0)])
    expect(one.session).toEqual({ flow: 'mainMenu', step: 'choose' })
    expect(two.session.flow).toBe('benefits')
    expect(await all(world.database, 'sessions')).toMatchObject([{ rev: 2 }])
  })

  it('of two contacts do not touch each other', async () => {
    const [a, b] = [chatOf(world, 'a'), chatOf(world, 'b')]
    await a('halo')
    await a('2')
    expect((await b('halo')).session).toEqual({ flow: 'mainMenu', step: 'choose' })
    expect((await a('menu')).session.flow).toBe('mainMenu')
  })
})

describe('odd words', () => {
  const odd: [string, string][] = [
    ['1,000 letters', 'ini panjang sekali '.repeat(60)],
    ['100,000 letters', 'a'.repeat(100_000)],
    ['100,000 emoji', '😭'.repeat(50_000)],
    ['only emoji', '😭😭'],
    ['nothing', ''],
    ['blanks', ' \n\t  '],
    ['control characters', '\u0000\u0001\u001b[31m\u007f'],
    ['marks that turn the writing', '\u202Ekahsis\u202C\u200F'],
    ['half a letter', '\uD83D'],
    ['markup', '<script>alert(1)</script> {{name}} $t(status.code) %s'],
    ['a prototype', '__proto__'],
    ['a constructor', 'constructor'],
  ]

  it.each(odd)('%s: answered with something that helps, now and in the midst of a question', async (_, text) => {
    const say = chatOf(world, 'a')
    expect((await say(text)).texts.join('\n')).toMatch(/Ada yang bisa kami bantu/)
    const again = await say(text)
    expect(again.texts.length).toBeGreaterThan(0)
    expect(again.texts.join('\n')).not.toMatch(/undefined|\{\{|\[object|alert\(1\)/)
    expect((await say('menu')).session.flow).toBe('mainMenu')
  })

  it.each(['voice', 'image', 'document', 'video', 'sticker', 'location', 'other'] as const)(
    'a %s is answered with what to do instead',
    async (attachment) => {
      const say = chatOf(world, 'a')
      await say('halo')
      expect((await say({ attachment })).texts[0]).toMatch(/diketik|tulisan atau angka/)
    },
  )

  it('are kept as they were heard: nothing invisible, at most 2,000 letters', async () => {
    await chatOf(world, 'a')(`\u202E${'a'.repeat(5000)}`)
    const [row] = await inbound()
    expect(JSON.parse(world.vault.open('inbound.body', row!.bodySealed))).toEqual({ text: 'a'.repeat(2000) })
  })
})

describe('a NIK that somebody types', () => {
  const NIK = '3574015708709001'

  it.each([
    NIK,
    '3574 0157 0870 9001',
    'ini NIK saya: 3574.015708.709001 ya',
    '３５７４０１５７０８７０９００１',
    NIK.repeat(5000),
  ])('%.40s: is nowhere in the database, nor in the reply, nor in the log', async (text) => {
    const file = path.join(tmpdir(), `sapa-nik-${process.pid}-${Math.abs(text.length)}.db`)
    const onDisk = await testWorld({ database: openSqlite(file) })
    try {
      const got = await chatOf(onDisk, 'a')(text)
      await deliverReplies(onDisk, got.replies)
      expect(got.texts[0]).toMatch(/jangan kirim NIK/)
      const told = JSON.stringify([got, onDisk.carried, onDisk.logged])
      const [row] = await all(onDisk.database, 'inbound')
      const kept = onDisk.vault.open('inbound.body', row!.bodySealed)
      expect(kept).toContain(MASKED_NIK)
      await onDisk.database.close()
      const bytes = readFileSync(file).toString('latin1')
      for (const where of [told, kept, bytes]) expect(where).not.toMatch(/3574[\s.]?0157|5708709001|709001/)
    } finally {
      rmSync(file, { force: true })
    }
  })

  it('leads to the safe ways, also from the midst of a question', async () => {
    const say = chatOf(world, 'a')
    await say('halo')
    const got = await say(NIK)
    expect(got.texts.join('\n')).toMatch(/sudah kami sembunyikan/)
    expect(got.session).toEqual({ flow: 'status', step: 'ways' })
  })
})

it('no word of a chat, no address and no phone lies readable in the database', async () => {
  const file = path.join(tmpdir(), `sapa-clear-${process.pid}.db`)
  const onDisk = await testWorld({ database: openSqlite(file) })
  try {
    const say = chatOf(onDisk, 'rahasia-alamat-chat', '081000009001')
    await say('kalimat yang tidak boleh terbaca')
    await say('1')
    await onDisk.database.close()
    const bytes = readFileSync(file).toString('latin1')
    expect(bytes).not.toMatch(/tidak boleh terbaca|rahasia-alamat|81000009001|perlindungan kerja|bornOn":/)
  } finally {
    rmSync(file, { force: true })
  }
})

describe('a session that cannot be read', () => {
  it.each([
    ['does not open', () => 'corrupt'],
    ['is no JSON', () => world.vault.seal('sessions.state', 'not json')],
    ['has another shape', () => world.vault.seal('sessions.state', '{"session":{"flow":7}}')],
    ['is null', () => world.vault.seal('sessions.state', 'null')],
    ['stands in a conversation that is gone', () => stateIn('gone', 'step')],
    ['stands at a step that is gone', () => stateIn('status', 'gone')],
  ])('because it %s starts the chat anew', async (_, corrupt) => {
    const say = chatOf(world, 'a')
    await say('halo')
    await world.database.run((db) => exec(db.update(db.t.sessions).set({ stateSealed: corrupt() })))
    const got = await say('2 ekor sapi')
    expect(got.session).toEqual({ flow: 'mainMenu', step: 'choose' })
    expect(got.texts).not.toEqual([])
  })

  it('leaves a line in the log, without a word of the chat', async () => {
    const say = chatOf(world, 'a')
    const { contactId } = await say('halo')
    await world.database.run((db) => exec(db.update(db.t.sessions).set({ stateSealed: 'corrupt' })))
    await say('rahasia')
    expect(world.logged).toEqual([
      { level: 'error', what: { contactId }, message: 'a session could not be read; the chat starts anew' },
    ])
  })

  const stateIn = (flow: string, step: string) => {
    const session = { flow, version: 1, step, answers: {}, offered: [], trail: [], misses: 0, nods: 0 }
    return world.vault.seal('sessions.state', JSON.stringify({ session, held: null }))
  }
})

describe('a burst of messages', () => {
  it('keeps the reply that is held back when an old button is pressed in it', async () => {
    let n = 0
    const heard = (more: object) => receive(world, 'simulated', { externalId: `b${++n}`, address: 'a', ...more })
    const { prompt } = (await heard({ text: 'halo' })).replies.at(-1)!
    const old = { choice: prompt.choices[1]!.value, asked: prompt.asked! }
    world.clock.pass(5000)
    await heard(old)
    world.clock.pass(500)
    const held = (await heard({ text: 'asdf' })).replies.map((reply) => reply.prompt.text)
    world.clock.pass(500)
    expect(await heard(old)).toMatchObject({ intent: 'stale', replies: [] })
    world.clock.pass(10_000)
    await deliverAllDue(world)
    expect(held.length).toBeGreaterThan(0)
    expect(sent()).toEqual(expect.arrayContaining(held))
  })

  it('gets one calm answer, after the person has stopped writing', async () => {
    const say = chatOf(world, 'a')
    await deliverReplies(world, (await say('halo')).replies)
    world.carried.length = 0
    for (const text of ['asdf', 'qwer', 'zxcv', 'hjkl']) await deliverReplies(world, (await say(text, 500)).replies)
    expect(sent()).toEqual([])
    await deliverAllDue(world)
    expect(sent()).toEqual([])
    world.clock.pass(2000)
    await deliverAllDue(world)
    expect(sent()).toEqual([
      'Maaf, jawaban Bapak/Ibu belum bisa kami baca.',
      'Silakan pilih salah satu. Balas dengan angkanya saja.',
    ])
  })

  it('counts as one answer that could not be read, not as four', async () => {
    const say = chatOf(world, 'a')
    await say('halo')
    for (const text of ['asdf', 'qwer', 'zxcv', 'hjkl']) await say(text, 500)
    expect((await say('asdf')).texts.join()).toMatch(/pelan-pelan saja/)
  })

  it('that ends with an answer is answered at once, and the held reply never goes', async () => {
    const say = chatOf(world, 'a')
    await deliverReplies(world, (await say('halo')).replies)
    world.carried.length = 0
    await say('hmmm begini', 500)
    const got = await say('2', 500)
    await deliverReplies(world, got.replies)
    world.clock.pass(60_000)
    await deliverAllDue(world)
    expect(sent()).toEqual(got.texts)
    expect(got.session.flow).toBe('benefits')
  })

  it('of the same wish for the menu is answered once', async () => {
    const say = chatOf(world, 'a')
    await deliverReplies(world, (await say('halo')).replies)
    world.carried.length = 0
    for (let n = 0; n < 3; n++) await deliverReplies(world, (await say('menu', 300)).replies)
    world.clock.pass(2000)
    await deliverAllDue(world)
    expect(sent()).toHaveLength(1)
  })
})

describe('a person who is not understood', () => {
  it('is never told the same words three times, is offered a person, and then let be', async () => {
    const say = chatOf(world, 'a')
    await say('halo')
    const answers: string[] = []
    for (let n = 0; n < 6; n++) answers.push((await say('asdf')).texts.join('\n'))
    expect(answers[0]).toMatch(/belum bisa kami baca/)
    expect(answers[1]).toMatch(/Cukup ketik satu angka/)
    expect(answers[2]).toMatch(/dibantu petugas/)
    expect(new Set(answers.slice(0, 4)).size).toBe(4)
    expect(answers.slice(4)).toEqual(['', ''])
    expect((await say('1')).texts).not.toEqual([])
  })

  it('gets the person who was offered by answering 1', async () => {
    const say = chatOf(world, 'a')
    await say('halo')
    for (let n = 0; n < 3; n++) await say('asdf')
    expect((await say('1')).texts[0]).toMatch(/sudah kami catat/)
    expect(await all(world.database, 'handovers')).toHaveLength(1)
  })
})

it('a phone that a channel vouches for is kept as a hash, and brought up to date', async () => {
  const { contactId } = await chatOf(world, 'a', '0810-0000-9001')('halo')
  const phone = async () => (await all(world.database, 'contacts')).find(({ id }) => id === contactId)!.phoneHash
  expect(await phone()).toBe(world.vault.hash('phone', '6281000009001'))
  await chatOf(world, 'a', '+62 810 0000 9002')('menu')
  expect(await phone()).toBe(world.vault.hash('phone', '6281000009002'))
  await chatOf(world, 'a')('menu')
  expect(await phone()).toBe(world.vault.hash('phone', '6281000009002'))
  await chatOf(world, 'a', 'no phone at all')('menu')
  expect(await phone()).toBe(world.vault.hash('phone', '6281000009002'))
})

it('a chat goes on where it stood after a restart', async () => {
  const say = chatOf(world, 'a', '081000009001')
  await say('halo')
  expect((await say('1')).session).toEqual({ flow: 'status', step: 'bornOn' })
  const restarted = await testWorld({ database: world.database, at: '2026-12-24T10:00:00+07:00' })
  expect((await chatOf(restarted, 'a', '081000009001')('besok')).session).toEqual({ flow: 'status', step: 'bornOn' })
  expect(await all(world.database, 'sessions')).toMatchObject([{ rev: 3 }])
})

describe('an identity number typed where a message can be taken away', () => {
  const typed = { text: 'nik saya 3574014508709001', removable: '77' }

  it('queues its removal with the replies, sealed', async () => {
    const got = await chatOf(world, 'a')(typed)
    const [removal, ...replies] = await outbox()
    expect(removal).toMatchObject({ cause: 'removal', causeId: (await inbound())[0]!.id, priority: 0 })
    expect(JSON.parse(world.vault.open('outbox.body', removal!.bodySealed))).toEqual({ removable: '77' })
    expect(replies.map(({ id }) => id)).toEqual(got.replies.map(({ id }) => id))
  })

  it.each([
    ['holds none', { ...typed, text: 'halo' }],
    ['cannot be taken away', { text: typed.text }],
  ])('does not where the message %s', async (_, said) => {
    await chatOf(world, 'a')(said)
    expect((await outbox()).every(({ cause }) => cause === 'reply')).toBe(true)
  })
})

describe('word from a platform that a person has stopped us', () => {
  const stopped = { externalId: 's1', address: 'a', stopped: true as const }
  const optedOut = async () => (await all(world.database, 'contacts'))[0]!.optedOutAt

  it('is recorded and not answered', async () => {
    await chatOf(world, 'a')('halo')
    const got = await receive(world, 'simulated', stopped)
    expect([got.intent, got.replies]).toEqual(['stopped', []])
    expect(await optedOut()).toEqual(world.clock.now())
    expect((await all(world.database, 'audit')).map(({ action }) => action)).toEqual(['contact.stopped'])
  })

  it('that comes twice does not undo what the person wished since', async () => {
    await receive(world, 'simulated', stopped)
    await chatOf(world, 'a')('mulai lagi')
    expect((await receive(world, 'simulated', stopped)).repeated).toBe(true)
    expect(await optedOut()).toBeNull()
  })
})

it('a message longer than the platform takes is several replies, the choices on the last', async () => {
  world = await testWorld({ abilities: { textLength: 160 } })
  const got = await chatOf(world, 'a')('halo')
  expect(got.replies.length).toBeGreaterThan(2)
  for (const { prompt } of got.replies) expect(prompt.text.length).toBeLessThanOrEqual(160)
  expect(got.replies.map(({ prompt }) => prompt.choices.length)).toEqual([...got.replies.slice(1).map(() => 0), 6])
  expect(await outbox()).toHaveLength(got.replies.length)
})
