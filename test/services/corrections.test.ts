import { beforeEach, describe, expect, it } from 'vitest'
import {
  type CorrectionOutcome,
  LONGEST_CORRECTION_ANSWER,
  LONGEST_WISH,
  MOST_SAID,
} from '../../src/domain/correction.ts'
import type { Officer } from '../../src/domain/officer.ts'
import { answerCorrection } from '../../src/services/corrections/answer.ts'
import { listCorrections, readCorrection } from '../../src/services/corrections/desk.ts'
import { openWish } from '../../src/services/corrections/wish.ts'
import { deliverAllDue } from '../../src/services/deliver.ts'
import { exec } from '../../src/store/work.ts'
import { type Chat, chatOf, enrol, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const PHONE = '6281000009001'
const BORN = '17-08-1970'
const HOUR = 3_600_000
const NIGHT = 12 * HOUR

let world: TestWorld
let dinkes: string
let clerk: Officer
beforeEach(async () => {
  world = await testWorld()
  dinkes = await listOf(world, 'DINKES')
  clerk = officer({ agencyId: dinkes })
})

function officer(given: Partial<Officer> = {}): Officer {
  return { id: 'o1', username: 'rina', name: 'Bu Rina', role: 'clerk', agencyId: null, kelurahan: null, ...given }
}

/** A worker on the list, at the phone that stands there, who has proven to be that worker. */
async function proven(address = PHONE, phone = PHONE): Promise<Chat> {
  await enrol(world, { agencyId: dinkes, phone })
  const say = chatOf(world, address, phone)
  for (const text of ['cek', BORN, 'menu']) await say(text)
  return say
}

/** Says that something is wrong, up to the last yes; the field by its number. */
async function report(say: Chat, wish = 'Harusnya Sitti Aminah', field = '1') {
  for (const text of ['data salah', '1', field, wish]) await say(text)
  return await say('ya')
}

const corrections = () => all(world.database, 'corrections')
const first = async () => (await corrections())[0]!
const wishesOf = (wishSealed: string) => openWish(world.vault, wishSealed).map(({ words }) => words)
const actions = async () =>
  (await all(world.database, 'audit')).map(({ action }) => action).filter((action) => action.startsWith('mending.'))
const sentTexts = () => world.carried.map(({ prompt }) => prompt.text)

let keys = 0
async function answer(
  by: Officer = clerk,
  { typed = 'Sudah kami betulkan.', outcome = 'mended' as CorrectionOutcome, rev = 1, key = `key-${++keys}` } = {},
) {
  const { id } = await first()
  return await answerCorrection(world, { officer: by, agency: 'Dinas DINKES' }, id, { outcome, typed }, { rev, key })
}

describe('what a worker says is wrong', () => {
  it('is written down for the agency of the list, due in the hours of the law, and noted', async () => {
    const say = await proven()
    const { texts } = await report(say)
    expect(texts.join()).toMatch(/Dinas DINKES.*3 × 24 jam.*UU 27\/2022 pasal 30.*hanya bisa dibetulkan oleh BPJS/s)
    const [row, ...others] = await corrections()
    expect(others).toEqual([])
    expect(row).toMatchObject({ agencyId: dinkes, field: 'name', closedAt: null })
    expect(row!.dueAt.getTime() - row!.openedAt.getTime()).toBe(72 * HOUR)
    expect(await actions()).toEqual(['mending.asked'])
  })

  it('lies sealed, and so does all that was said on the way', async () => {
    const say = await proven()
    await report(say, 'Harusnya Sitti Rahayu')
    for (const table of ['corrections', 'sessions', 'inbound', 'outbox', 'audit'] as const)
      expect(JSON.stringify(await all(world.database, table))).not.toMatch(/Sitti|Rahayu/)
    expect(wishesOf((await first()).wishSealed)).toEqual(['Harusnya Sitti Rahayu'])
    expect(JSON.stringify(world.logged)).not.toContain('Sitti')
  })

  it('is asked of nobody who is not proven, and goes on after the proof where it stood', async () => {
    await enrol(world, { agencyId: dinkes, phone: PHONE })
    const say = chatOf(world, PHONE, PHONE)
    for (const text of ['data dobel', '1']) await say(text)
    expect((await say('18-08-1970')).texts.join()).toContain('belum cocok')
    expect(await corrections()).toEqual([])
    for (const text of ['data dobel', '1']) await say(text)
    // That it is something else than a name was said before the proof.
    expect((await say(BORN)).texts.join()).toContain('dengan kata-kata sendiri')
    for (const text of ['ada di dua daftar', 'ya']) await say(text)
    expect(await corrections()).toMatchObject([{ field: 'other' }])
  })

  it('goes on in a chat that is shared with the button of the messenger', async () => {
    world = await testWorld({ abilities: { sharesPhone: true } })
    dinkes = await listOf(world, 'DINKES')
    await enrol(world, { agencyId: dinkes, phone: PHONE })
    const say = chatOf(world, 'somebody')
    for (const text of ['data salah', '1']) await say(text)
    await say({ sharedPhone: PHONE, text: '' })
    expect((await say(BORN)).texts.join()).toContain('Apa yang salah tentang')
  })

  it('is told to somebody on no list that there is nothing to mend', async () => {
    const say = await proven()
    await world.database.run((db) => exec(db.delete(db.t.enrolments)))
    await say('data salah')
    expect((await say('1')).texts.join()).toContain('belum ada daftar yang bisa dibetulkan')
    await say('cek')
    expect((await say('Ada yang salah')).texts.join()).toContain('belum ada daftar yang bisa dibetulkan')
  })

  it('goes on from the status with the one who is shown there', async () => {
    await enrol(world, { agencyId: dinkes, phone: PHONE, name: 'Siti Aminah' })
    await enrol(world, { agencyId: dinkes, phone: PHONE, name: 'Budi Santoso' })
    const say = chatOf(world, PHONE, PHONE)
    for (const text of ['cek', BORN, '2']) await say(text)
    expect((await say('Ada yang salah')).texts.join()).toContain('Apa yang salah tentang B••• S•••')
  })

  it('is about the one who was picked, on the list that was picked', async () => {
    const other = await listOf(world, 'DKPPP')
    await enrol(world, { agencyId: dinkes, phone: PHONE, name: 'Siti Aminah' })
    const { workerId } = await enrol(world, { agencyId: dinkes, phone: PHONE, name: 'Budi Santoso' })
    await enrol(world, { agencyId: other, workerId, startsOn: '2026-02-01' })
    const say = chatOf(world, PHONE, PHONE)
    for (const text of ['cek', BORN, 'menu', 'data salah']) await say(text)
    expect((await say('1')).replies.at(-1)!.prompt.choices.map(({ label }) => label)).toEqual([
      'S••• A•••',
      'B••• S•••',
    ])
    const lists = (await say('2')).replies.at(-1)!.prompt.choices.map(({ label }) => label)
    expect(lists.sort()).toEqual(['Dinas DINKES', 'Dinas DKPPP'])
    for (const text of ['Dinas DKPPP', 'pekerjaan', 'bukan petani lagi', 'ya']) await say(text)
    expect(await corrections()).toMatchObject([{ workerId, agencyId: other, field: 'work' }])
  })

  it('comes to nothing where the person breaks off, before the last yes', async () => {
    const say = await proven()
    for (const text of ['data salah', '1', '1', 'Harusnya Sitti', 'batal']) await say(text)
    for (const text of ['data salah', '1', '1', 'Harusnya Sitti', '3']) await say(text)
    expect(await corrections()).toEqual([])
    expect(await actions()).toEqual([])
  })

  it('is written again after a no', async () => {
    const say = await proven()
    for (const text of ['data salah', '1', '1', 'Harusnya Siti', '2', 'Harusnya Sitti', '1']) await say(text)
    const [row] = await corrections()
    expect(wishesOf(row!.wishSealed)).toEqual(['Harusnya Sitti'])
  })

  it('is written down once where the button is pressed again', async () => {
    const say = await proven()
    for (const text of ['data salah', '1', '1']) await say(text)
    const { asked } = (await say('Harusnya Sitti')).replies.at(-1)!.prompt
    const yes = { text: '', choice: 'yes', asked: asked! }
    await say(yes)
    expect((await say(yes)).texts).toEqual([])
    expect((await corrections()).map(({ wishSealed }) => wishesOf(wishSealed))).toEqual([['Harusnya Sitti']])
  })

  it('is not doubled but added to, by whichever chat of the person, and stays due when it was', async () => {
    const first = await proven()
    await report(first)
    const second = chatOf(world, 'second phone', PHONE)
    for (const text of ['cek', BORN, 'menu']) await second(text)
    world.clock.pass(24 * HOUR)
    for (const text of ['data salah', '1']) await second(text)
    expect((await second('1')).texts.join()).toMatch(/tidak perlu diulang.*24 November 2026.*27 November 2026/s)
    for (const text of ['1', 'di KK juga begitu', 'ya']) await second(text)
    const [row, ...others] = await corrections()
    expect(others).toEqual([])
    expect(wishesOf(row!.wishSealed)).toEqual(['Harusnya Sitti Aminah', 'di KK juga begitu'])
    expect(row!.dueAt.getTime() - row!.openedAt.getTime()).toBe(72 * HOUR)
    expect(await actions()).toEqual(['mending.asked', 'mending.addedTo'])
  })

  it('takes so many additions and then no more', async () => {
    const say = await proven()
    await report(say)
    for (let n = 1; n < MOST_SAID; n++)
      for (const text of ['data salah', '1', '1', '1', `lagi ${n}`, 'ya']) await say(text)
    for (const text of ['data salah', '1']) await say(text)
    const full = await say('1')
    expect(full.texts.join()).toContain('sudah cukup banyak')
    expect(full.replies.at(-1)!.prompt.choices.map(({ label }) => label)).not.toContain('Tambah keterangan')
    expect(wishesOf((await first()).wishSealed)).toHaveLength(MOST_SAID)
  })

  it('stands beside another on another field', async () => {
    const say = await proven()
    await report(say)
    await report(say, 'nomor lama hilang', '4')
    expect((await corrections()).map(({ field }) => field).sort()).toEqual(['name', 'phone'])
  })

  it.each([
    ['in one go', ['yang benar 3574015708709001', 'angka terakhir salah'], 'angka terakhir salah'],
    ['in part', ['harusnya 3574 0157 0870, akhirnya 1'], 'harusnya [nomor disembunyikan], akhirnya 1'],
  ])('keeps no identity number that is typed %s', async (_, typed, kept) => {
    const say = await proven()
    for (const text of ['data salah', '1']) await say(text)
    expect((await say('NIK')).texts.join()).toContain('NIK jangan ditulis')
    for (const text of [...typed, 'ya']) await say(text)
    expect(wishesOf((await first()).wishSealed)).toEqual([kept])
  })

  it.each([
    ['too long', 'x'.repeat(LONGEST_WISH + 1)],
    ['nothing', '…'],
  ])('asks again for words that are %s', async (_, typed) => {
    const say = await proven()
    for (const text of ['data salah', '1', '1']) await say(text)
    expect((await say(typed)).texts.join()).toContain('paling banyak 300 huruf')
    expect((await say('x'.repeat(LONGEST_WISH))).texts.join()).toContain('Ini yang akan kami teruskan')
  })

  it('is told on the way, in the status and when it is asked for, and that it is late once it is', async () => {
    const say = await proven()
    await report(say)
    expect((await say('cek')).texts.join()).toContain('menunggu jawaban. Batas waktunya 27 November 2026')
    expect((await say('sudah sampai mana perbaikan data saya')).texts.join()).toContain('menunggu jawaban')
    world.clock.pass(73 * HOUR)
    expect((await say('data salah')).texts.join()).toContain('27 November 2026 sudah lewat')
  })
})

it('keeps nobody from their status, or from saying it again, where its row is damaged', async () => {
  const say = await proven()
  await report(say)
  await world.database.run((db) => exec(db.update(db.t.corrections).set({ wishSealed: 'damaged' })))
  expect((await say('cek')).texts.join()).toContain('tercatat')
  await report(say, 'Harusnya Sitti')
  expect(wishesOf((await first()).wishSealed)).toEqual(['Harusnya Sitti'])
})

describe('the answer', () => {
  it('closes it and comes into the chat that asked, under the name of the agency, sealed until it leaves', async () => {
    const say = await proven()
    await report(say)
    await answer(clerk, { typed: 'Sudah kami betulkan, Bu.' })
    expect(JSON.stringify([await corrections(), await all(world.database, 'outbox')])).not.toContain('betulkan, Bu')
    await deliverAllDue(world)
    expect(sentTexts().at(-1)).toMatch(
      /S••• A•••.*nama.*sudah dibetulkan.*Petugas Dinas DINKES.*Sudah kami betulkan, Bu\./s,
    )
    expect(await corrections()).toMatchObject([{ outcome: 'mended', closedBy: clerk.id }])
    expect((await actions()).at(-1)).toBe('mending.closed')
    expect((await say('cek')).texts.join()).not.toContain('minta dibetulkan')
    expect((await say('data salah')).texts.join()).toMatch(/sudah dibetulkan.*Sudah kami betulkan, Bu\./s)
  })

  it.each([
    ['kept', 'tidak diubah'],
    ['passedOn', 'diteruskan'],
  ] as const)('says that it was %s', async (outcome, said) => {
    await report(await proven())
    await answer(clerk, { outcome })
    await deliverAllDue(world)
    expect(sentTexts().at(-1)).toContain(said)
  })

  it('speaks the language of the chat around the words of the officer', async () => {
    const say = await proven()
    for (const text of ['bahasa', '2']) await say(text)
    await report(say, 'Harusnya Sitti')
    await answer()
    await deliverAllDue(world)
    expect(sentTexts().at(-1)).toMatch(/sampun dibeneraken.*Sudah kami betulkan\./s)
  })

  it('waits for the morning', async () => {
    await report(await proven())
    await deliverAllDue(world)
    const before = sentTexts().length
    world.clock.pass(NIGHT)
    await answer()
    await deliverAllDue(world)
    expect(sentTexts()).toHaveLength(before)
    world.clock.pass(NIGHT)
    await deliverAllDue(world)
    expect(sentTexts().at(-1)).toContain('sudah dibetulkan')
  })

  it.each([
    ['asked to be left alone', ['stop']],
    ['told of a death', ['bapak saya meninggal']],
  ])('is kept from somebody who has %s since, and told when they ask', async (_, said) => {
    const say = await proven()
    await report(say)
    for (const text of said) await say(text)
    const { id } = await first()
    expect((await readCorrection(world, clerk, id)).isSilenced).toBe(true)
    await answer()
    await deliverAllDue(world)
    expect(sentTexts().join()).not.toContain('sudah dibetulkan')
    await say('menu')
    expect((await say('data salah')).texts.join()).toContain('sudah dibetulkan')
  })

  it('is kept from somebody who asks to be left alone before it has left', async () => {
    const say = await proven()
    await report(say)
    world.clock.pass(NIGHT)
    await answer()
    await say('stop')
    world.clock.pass(NIGHT)
    await deliverAllDue(world)
    expect(sentTexts().join()).not.toContain('sudah dibetulkan')
  })

  it('goes to somebody who wanted no news already when they asked: it is an answer', async () => {
    const say = await proven()
    await say('stop')
    await report(say)
    await answer()
    await deliverAllDue(world)
    expect(sentTexts().at(-1)).toContain('sudah dibetulkan')
  })

  it('is given once', async () => {
    await report(await proven())
    const both = await Promise.allSettled([answer(), answer()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(answer()).rejects.toThrow('console.corrections.isClosed')
    expect((await all(world.database, 'outbox')).filter(({ cause }) => cause === 'correction')).toHaveLength(1)
  })

  it('is taken once of the same form', async () => {
    await report(await proven())
    await answer(clerk, { key: 'the same key' })
    await expect(answer(clerk, { key: 'the same key' })).rejects.toThrow('console.twice')
  })

  it('is stale where the worker has added something since the form was made', async () => {
    const say = await proven()
    await report(say)
    for (const text of ['data salah', '1', '1', '1', 'lagi', 'ya']) await say(text)
    await expect(answer()).rejects.toThrow('console.stale')
    await answer(clerk, { rev: 2 })
  })

  it.each([
    ['', 'console.corrections.empty'],
    ['x'.repeat(LONGEST_CORRECTION_ANSWER + 1), 'console.corrections.long'],
    ['Kirimkan nomor KTP ke chat ini', 'console.corrections.forbidden'],
    ['Silakan transfer Rp50.000 dulu', 'console.corrections.forbidden'],
    ['NIK yang benar 3574015708709001', 'console.corrections.forbidden'],
  ])('is refused like %j', async (typed, code) => {
    await report(await proven())
    await expect(answer(clerk, { typed })).rejects.toThrow(code)
    expect(await corrections()).toMatchObject([{ closedAt: null }])
  })

  it('is not for an officer of another agency or kelurahan, who sees nothing of it', async () => {
    await report(await proven())
    const { id } = await first()
    for (const other of [
      officer({ agencyId: await listOf(world, 'DKPPP') }),
      officer({ kelurahan: '35.74.02.1001' }),
    ]) {
      expect(await listCorrections(world, other)).toEqual({ open: [], total: 0 })
      await expect(readCorrection(world, other, id)).rejects.toThrow('console.corrections.notFound')
      await expect(answer(other)).rejects.toThrow('console.corrections.notFound')
    }
    expect(await corrections()).toMatchObject([{ closedAt: null }])
  })

  it.each(['auditor', 'admin'] as const)('is no task of an %s', async (role) => {
    await report(await proven())
    await expect(listCorrections(world, officer({ role }))).rejects.toThrow('console.corrections.notAllowed')
    await expect(answer(officer({ role }))).rejects.toThrow('console.corrections.notAllowed')
  })
})
