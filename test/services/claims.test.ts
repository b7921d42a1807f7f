import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/officer.ts'
import { listClaims, readClaim, writeClaimNotes } from '../../src/services/claims.ts'
import { deliverAllDue } from '../../src/services/deliver.ts'
import { routeNotices } from '../../src/services/notices.ts'
import { exec } from '../../src/store/work.ts'
import { type Answered, type Chat, chatOf, enrol, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { engines } from '../support/databases.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const PHONE = '6281000009001'
const BORN = '17-08-1972'
const CODE = /[2-9A-Z]{4}-[2-9A-Z]{4}/
const DAY = 86_400_000
const MINUTE = 60_000

let world: TestWorld
beforeEach(async () => {
  world = await testWorld()
})

/** Reports a natural death and tells everything; says the code of the case. */
async function report(say: Chat, born = BORN): Promise<string> {
  for (const text of ['meninggal', '1', 'Slamet Riyadi', '4']) await say(text)
  const code = codeIn(await say(born))
  for (const text of ['2', '1', '2', '1']) await say(text)
  return code
}

function codeIn({ texts }: Answered): string {
  return CODE.exec(texts.join('\n'))![0]
}

/** Asks for the earlier case with a birth date, and a code where one is given. */
async function resume(say: Chat, born: string, code?: string): Promise<Answered> {
  for (const text of ['meninggal', '2']) await say(text)
  const here = await say(born)
  return code === undefined ? here : await say(code)
}

const claims = () => all(world.database, 'claims')
const contacts = () => all(world.database, 'contacts')
const isOpen = ({ session }: Answered) => session.step === 'desk'
const events = async () =>
  (await all(world.database, 'claimEvents')).toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ event }) => event)

describe('a reported death', () => {
  it('quietens the chat that reported it, with the very first word, and no other', async () => {
    await chatOf(world, 'other')('halo')
    await chatOf(world, 'a')('bapak saya meninggal')
    const quiet = (await contacts()).map(({ bereavedAt }) => bereavedAt !== null)
    expect(quiet.sort()).toEqual([false, true])
  })

  it('keeps news away that waits already, while answers go out', async () => {
    const agencyId = await listOf(world, 'DKPPP')
    await enrol(world, { agencyId, phone: PHONE, agreed: true })
    await routeNotices(world)
    await chatOf(world, PHONE, PHONE)('meninggal')
    await deliverAllDue(world)
    const carried = world.carried.map(({ prompt }) => prompt.text).join()
    expect(carried).toContain('turut berduka')
    expect(carried).not.toContain('ada kabar tentang')
  })

  it('is undone by a word, and by closing the case as a mistake', async () => {
    const say = chatOf(world, 'a')
    await say('meninggal')
    await say('3')
    expect((await contacts())[0]!.bereavedAt).toBeNull()
    await report(say)
    await say('7')
    await say('3')
    expect((await contacts())[0]!.bereavedAt).toBeNull()
    expect(await claims()).toMatchObject([{ state: 'mistaken' }])
  })

  it.each([
    ['at once', []],
    ['where a name is asked for', ['1']],
    ['where a choice is', ['1', 'lewati']],
  ])('is undone in words too, %s', async (_, before) => {
    const say = chatOf(world, 'a')
    for (const text of ['meninggal', ...before]) await say(text)
    expect((await say('Salah, tidak ada yang meninggal')).texts.join()).toContain('Laporan tadi kami batalkan')
    expect((await contacts())[0]!.bereavedAt).toBeNull()
    expect(await claims()).toEqual([])
  })

  it('stays quiet when the family only breaks off, and says so', async () => {
    const say = chatOf(world, 'a')
    await say('meninggal')
    const got = await say('batal')
    expect(got.texts[0]).toContain('tetap tersimpan')
    expect(got.texts.join()).not.toContain('Tidak ada yang berubah')
    expect((await contacts())[0]!.bereavedAt).not.toBeNull()
  })

  it('stays while another death that this chat reported stands', async () => {
    const say = chatOf(world, 'a')
    await report(say)
    await say('meninggal')
    await say('3')
    expect((await contacts())[0]!.bereavedAt).not.toBeNull()
  })

  it('whose case is open is taken back by a word and one yes: the case is closed as a mistake, and news comes again', async () => {
    const say = chatOf(world, 'a')
    await report(say)
    const asked = await say('salah lapor')
    expect(asked.texts.join()).toMatch(/catatan keluarga tanggal 24 November 2026.*Benar tidak ada yang wafat/s)
    expect(asked.texts.join()).not.toMatch(CODE)
    expect(await claims()).toMatchObject([{ state: 'open' }])
    expect((await say('1')).texts.join()).toContain('Laporan tadi kami batalkan')
    expect(await claims()).toMatchObject([{ state: 'mistaken' }])
    expect((await contacts())[0]!.bereavedAt).toBeNull()
    expect((await events()).at(-1)).toBe('closed')
  })

  it('whose case is open stays as it was after a no', async () => {
    const say = chatOf(world, 'a')
    await report(say)
    await say('salah lapor')
    expect((await say('2')).texts.join()).toContain('tidak ada yang kami ubah')
    expect(await claims()).toMatchObject([{ state: 'open' }])
    expect((await contacts())[0]!.bereavedAt).not.toBeNull()
  })

  it('is taken back alone where the chat has reported several: the mourning of the other stays', async () => {
    const say = chatOf(world, 'a')
    await report(say)
    world.clock.pass(DAY)
    await report(say)
    const asked = await say('salah lapor')
    const [newest, older] = asked.replies.at(-1)!.prompt.choices.map(({ label }) => label)
    expect([newest, older]).toEqual(['Catatan 1, 25 November 2026', 'Catatan 2, 24 November 2026'])
    await say('2')
    expect((await claims()).map(({ state }) => state).sort()).toEqual(['mistaken', 'open'])
    expect((await contacts())[0]!.bereavedAt).not.toBeNull()
    await say('salah lapor')
    await say('1')
    expect((await contacts())[0]!.bereavedAt).toBeNull()
  })

  it('that turns out a mistake in a second chat ends the mourning of every chat with the case, and of no other', async () => {
    const [first, second, stranger] = [chatOf(world, 'a'), chatOf(world, 'b'), chatOf(world, 'c')]
    const code = await report(first)
    await stranger('meninggal')
    await resume(second, BORN, code)
    for (const text of ['7', '3']) await second(text)
    expect(await claims()).toMatchObject([{ state: 'mistaken' }])
    expect((await contacts()).map(({ bereavedAt }) => bereavedAt !== null).sort()).toEqual([false, false, true])
    const lifted = (await all(world.database, 'audit')).filter(({ action }) => action === 'contact.unbereaved')
    expect(new Set(lifted.map(({ subject }) => subject)).size).toBe(2)
  })

  it('that turns out a mistake leaves a chat in mourning that holds another open case', async () => {
    const [first, second] = [chatOf(world, 'a'), chatOf(world, 'b')]
    const code = await report(first)
    await report(second, '18-08-1972')
    await resume(second, BORN, code)
    for (const text of ['7', '3']) await second(text)
    expect((await claims()).map(({ state }) => state)).toEqual(['mistaken', 'open'])
    expect((await contacts()).map(({ bereavedAt }) => bereavedAt !== null)).toEqual([false, true])
  })

  it('brings news to the phone of the worker again, whom it was about', async () => {
    const agencyId = await listOf(world, 'DKPPP')
    await enrol(world, { agencyId, phone: PHONE, agreed: true, bornOn: '1970-08-17' })
    const say = chatOf(world, 'a', PHONE)
    for (const text of ['menu', '1', '17-08-1970', 'meninggal', '1', '1', '4', BORN, 'menu', 'salah lapor', '1'])
      await say(text)
    await routeNotices(world)
    expect(await all(world.database, 'notices')).toMatchObject([{ route: 'message' }])
  })

  it('that a chat has only taken up is not closed there by a word: that wants code and birth date again', async () => {
    const code = await report(chatOf(world, 'a'))
    const second = chatOf(world, 'b')
    await resume(second, BORN, code)
    await second('menu')
    expect((await second('salah lapor')).texts.join()).toContain('masih terbuka')
    expect(await claims()).toMatchObject([{ state: 'open' }])
  })

  it('ends with the wish for news', async () => {
    const say = chatOf(world, 'a')
    await say('meninggal')
    await say('mulai lagi')
    expect((await contacts())[0]!.bereavedAt).toBeNull()
  })

  it('says nothing about who is enrolled: the words are the same for a name on a list and for any other', async () => {
    await enrol(world, { agencyId: await listOf(world, 'DKPPP'), name: 'Slamet Riyadi', phone: PHONE })
    const told = async (address: string, name: string) => {
      const say = chatOf(world, address)
      const said = []
      for (const text of ['meninggal', '1', name, '4', BORN, '2', '1', '2', '1', '1'])
        said.push(...(await say(text)).texts)
      return said.join('\n').replace(/[2-9A-Z]{4}-[2-9A-Z]{4}/g, '')
    }
    expect(await told('a', 'Slamet Riyadi')).toBe(await told('b', 'Nama Siapa Saja'))
    expect(await claims()).toMatchObject([{ workerId: null }, { workerId: null }])
  })
})

describe('a case', () => {
  it('stands in its rows as soon as it has a code, and takes each answer as it comes', async () => {
    const say = chatOf(world, 'a')
    for (const text of ['meninggal', '1', 'lewati', '1', BORN]) await say(text)
    expect(await claims()).toMatchObject([{ kind: 'jkk', cause: 'work', relation: null, state: 'open' }])
    await say('1')
    expect(await claims()).toMatchObject([{ scholars: 'yes' }])
    await say('2')
    expect(await claims()).toMatchObject([{ relation: 'child' }])
    expect(await events()).toEqual(['opened', 'told', 'told'])
  })

  it('survives a lost session: the questions go on where they stopped', async () => {
    const say = chatOf(world, 'a')
    for (const text of ['meninggal', '1', 'lewati', '4', BORN, '2']) await say(text)
    await say('menu')
    const back = await resume(say, BORN)
    expect(back.session.step).toBe('relation')
    expect(back.texts.join()).toContain('Ada beberapa pertanyaan')
  })

  it('survives a session that is lost with its row, and one that cannot be read', async () => {
    const say = chatOf(world, 'a')
    await report(say)
    const { contactId } = (await all(world.database, 'sessions'))[0]!
    for (const spoil of ['delete', 'scramble'] as const) {
      await world.database.run(function* (db) {
        const mine = eq(db.t.sessions.contactId, contactId)
        if (spoil === 'delete') yield* exec(db.delete(db.t.sessions).where(mine))
        else yield* exec(db.update(db.t.sessions).set({ stateSealed: 'x' }).where(mine))
      })
      expect(isOpen(await resume(say, BORN))).toBe(true)
    }
    expect(await claims()).toMatchObject([{ relation: 'spouse', membership: 'middle', state: 'open' }])
  })

  it('has its papers also picked from the list, by numbers of two digits', async () => {
    const say = chatOf(world, 'a')
    for (const text of ['meninggal', '1', 'lewati', '1', BORN, '1', '1', '1', '1', '2', '2']) await say(text)
    const asked = await say('11')
    expect(asked.texts.join()).toMatch(/Surat 11 dari \d+: \*NPWP/)
    const list = await say('3')
    expect(list.texts.join()).toMatch(/lebih dari Rp50\.000\.000[\s\S]*Pilih surat/)
    expect(list.replies.at(-1)!.prompt.choices[10]!.label).toContain('belum tahu caranya')
    expect((await say('kembali')).texts.join()).toContain('Surat 11')
    expect((await say('kembali')).texts.join()).toContain('Pilih surat')
    expect(await all(world.database, 'claimDocuments')).toMatchObject([{ paper: 'npwp', state: 'howTo' }])
  })

  it('is one case, however often its beginning is told again', async () => {
    const say = chatOf(world, 'a')
    for (const text of ['meninggal', '1', 'lewati', '4', BORN, 'kembali', '18-08-1972']) await say(text)
    for (const text of ['kembali', 'kembali', '1']) await say(text)
    const [claim, ...others] = await claims()
    expect(others).toEqual([])
    expect(claim).toMatchObject({ kind: 'jkk', cause: 'work' })
    await say('menu')
    expect((await resume(say, '18-08-1972')).session.step).toBe('scholars')
  })

  it('lies sealed: neither the name nor the birth date nor the code can be read in its row', async () => {
    const code = await report(chatOf(world, 'a'))
    const row = JSON.stringify(await claims())
    for (const secret of ['Slamet', 'Riyadi', '1972', code, code.replace('-', '')]) expect(row).not.toContain(secret)
    expect(JSON.stringify(await all(world.database, 'claimEvents'))).not.toContain('Slamet')
    expect(JSON.stringify(await all(world.database, 'audit'))).not.toMatch(/Slamet|1972/)
  })

  it('keeps what is said of each paper, and tells what is missing weeks later', async () => {
    const say = chatOf(world, 'a')
    await report(say)
    for (const text of ['2', '1', '1', '2', '4']) await say(text)
    world.clock.pass(21 * DAY)
    const back = await resume(say, BORN)
    expect(back.texts.join('\n')).toMatch(/1 dari 9[\s\S]*masih kurang \(8\)[\s\S]*Kartu Keluarga – belum ada/)
    expect(back.texts.join('\n')).not.toContain('• akta kematian')
  })

  it('is about the worker whom the chat is proven for, and none that it is not', async () => {
    const agencyId = await listOf(world, 'DKPPP')
    const { workerId } = await enrol(world, { agencyId, phone: PHONE, bornOn: '1970-08-17' })
    await enrol(world, { agencyId, phone: '6281000009002' })
    const say = chatOf(world, 'a', PHONE)
    for (const text of ['menu', '1', '17-08-1970', 'meninggal', '1']) await say(text)
    for (const text of ['1', '4', BORN]) await say(text)
    expect(await claims()).toMatchObject([{ workerId, deceasedSealed: null }])
  })

  it('that was closed elsewhere says so, and takes nothing more', async () => {
    const [first, second] = [chatOf(world, 'a'), chatOf(world, 'b')]
    const code = await report(first)
    await resume(second, BORN, code)
    for (const text of ['7', '2']) await first(text)
    expect((await second('1')).texts.join()).toContain('sudah ditutup')
    expect(await claims()).toMatchObject([{ state: 'dropped' }])
  })
})

describe('taking a case up again', () => {
  it('needs the reporter’s birth date in the chat that opened it', async () => {
    const say = chatOf(world, 'a')
    await report(say)
    await say('menu')
    expect(isOpen(await resume(say, '18-08-1972'))).toBe(false)
    expect(isOpen(await resume(say, BORN))).toBe(true)
  })

  it('is not done by an old menu: after two days its numbers open nothing', async () => {
    const say = chatOf(world, 'a')
    await report(say)
    world.clock.pass(2 * DAY)
    const got = await say('1')
    expect(got.session.step).toBe('condole')
    expect(got.texts.join()).not.toMatch(/akta|Kode klaim/)
    world.clock.pass(2 * DAY)
    expect((await say('kembali')).session).toEqual({ flow: 'mainMenu', step: 'choose' })
  })

  it('needs code and birth date in another chat', async () => {
    const code = await report(chatOf(world, 'a'))
    const say = chatOf(world, 'b')
    expect(isOpen(await resume(say, BORN))).toBe(false)
    expect(isOpen(await resume(say, '18-08-1972', code))).toBe(false)
    expect(isOpen(await resume(say, BORN, 'K7PM-4XQ2'))).toBe(false)
    expect(isOpen(await resume(say, BORN, code.toLowerCase()))).toBe(true)
    expect(await events()).toContain('resumed')
  })

  it('lets the second chat in once: the next time it must prove itself again, with the code', async () => {
    const code = await report(chatOf(world, 'a'))
    const say = chatOf(world, 'b')
    await resume(say, BORN, code)
    await say('menu')
    expect(isOpen(await resume(say, BORN))).toBe(false)
    expect(isOpen(await resume(say, BORN, code))).toBe(true)
  })

  it('offers the cases of a chat that has reported two deaths', async () => {
    const say = chatOf(world, 'a')
    await report(say)
    await say('menu')
    const second = await report(say)
    await say('menu')
    const offered = await resume(say, BORN)
    expect(offered.session.step).toBe('which')
    const at = offered.replies.at(-1)!.prompt.choices.findIndex(({ label }) => label.startsWith(second))
    expect(codeIn(await say(String(at + 1)))).toBe(second)
  })

  it('is refused in the same words for a wrong code, a wrong date, a closed case and a locked chat', async () => {
    const [closed, standing] = [chatOf(world, 'closed'), chatOf(world, 'standing')]
    const gone = await report(closed)
    for (const text of ['7', '1']) await closed(text)
    const code = await report(standing)
    const locked = chatOf(world, 'locked')
    for (let n = 0; n < 6; n++) await resume(locked, BORN, 'K7PM-4XQ2')
    const refusals = [
      await resume(chatOf(world, 'b'), BORN, 'K7PM-4XQ2'),
      await resume(chatOf(world, 'c'), '18-08-1972', code),
      await resume(chatOf(world, 'd'), BORN, gone),
      await resume(locked, BORN, code),
    ].map(({ replies }) => JSON.stringify(replies.map(({ prompt: { text, choices } }) => [text, choices])))
    expect(refusals[0]).toContain('belum ada catatan yang cocok')
    expect(new Set(refusals).size).toBe(1)
  })

  it('waits longer and longer after five failures, and forgets them once it is proven', async () => {
    const say = chatOf(world, 'a')
    await report(say)
    for (let n = 0; n < 5; n++) await resume(say, '1-1-1960')
    expect(isOpen(await resume(say, BORN))).toBe(false)
    world.clock.pass(15 * MINUTE)
    await resume(say, '1-1-1960')
    world.clock.pass(15 * MINUTE)
    expect(isOpen(await resume(say, BORN))).toBe(false)
    world.clock.pass(60 * MINUTE)
    expect(isOpen(await resume(say, BORN))).toBe(true)
    expect(await all(world.database, 'attempts')).toEqual([])
  })

  it('is not locked for the family by a stranger who tries its code', async () => {
    const say = chatOf(world, 'a')
    const code = await report(say)
    await say('menu')
    for (let n = 0; n < 6; n++) await resume(chatOf(world, `stranger-${n}`), '1-1-1960', code)
    expect(isOpen(await resume(chatOf(world, 'stranger'), BORN, code))).toBe(false)
    expect(isOpen(await resume(say, BORN))).toBe(true)
  })
})

describe('two families', () => {
  it('that report one death never learn of each other', async () => {
    const agencyId = await listOf(world, 'DKPPP')
    await enrol(world, { agencyId, phone: PHONE, bornOn: '1970-08-17' })
    const told = async (address: string) => {
      const say = chatOf(world, address, PHONE)
      const said = []
      for (const text of ['menu', '1', '17-08-1970', 'meninggal', '1', '1', '4', BORN, '2', '1', '2', '1', '1', '4'])
        said.push(...(await say(text)).texts)
      return said.join('\n').replace(/[2-9A-Z]{4}-[2-9A-Z]{4}/g, '')
    }
    const first = await told('a')
    expect(await told('b')).toBe(first)
    const [one, other] = await claims()
    expect(one!.workerId).toBe(other!.workerId)
    expect(one!.id).not.toBe(other!.id)
  })

  it('with the same birth date open only what their own chat wrote down', async () => {
    const [a, b] = [chatOf(world, 'a'), chatOf(world, 'b')]
    const [mine, theirs] = [await report(a), await report(b)]
    for (const say of [a, b]) await say('menu')
    expect(codeIn(await resume(a, BORN))).toBe(mine)
    expect(codeIn(await resume(b, BORN))).toBe(theirs)
  })
})

describe('an officer', () => {
  const officer = (part: Partial<Officer> = {}): Officer => ({
    ...{ id: 'officer-1', username: 'rina', name: 'Rina', role: 'coordinator', agencyId: null, kelurahan: null },
    ...part,
  })

  async function reported(): Promise<{ agencyId: string; claimId: string; workerId: string }> {
    const agencyId = await listOf(world, 'DKPPP')
    const { workerId } = await enrol(world, { agencyId, phone: PHONE, bornOn: '1970-08-17' })
    const say = chatOf(world, 'a', PHONE)
    for (const text of ['menu', '1', '17-08-1970', 'meninggal', '1', '1', '4', BORN, '2', '4', '2', '1', '1'])
      await say(text)
    return { agencyId, claimId: (await claims())[0]!.id, workerId }
  }

  it('lists the open cases of the own agency and kelurahan', async () => {
    const { agencyId, claimId } = await reported()
    await report(chatOf(world, 'b'))
    const listed = async (part: Partial<Officer>) => (await listClaims(world, officer(part))).map(({ id }) => id)
    expect(await listed({})).toHaveLength(2)
    expect(await listed({ agencyId })).toEqual([claimId])
    expect(await listed({ agencyId, kelurahan: '35.74.01.1001' })).toEqual([claimId])
    expect(await listed({ kelurahan: '35.74.05.1001' })).toEqual([])
    expect(await listed({ agencyId: 'agency-OTHER' })).toEqual([])
  })

  it('reads one with all that was told, and it is noted who did', async () => {
    const { agencyId, claimId } = await reported()
    const read = await readClaim(world, officer({ agencyId }), claimId)
    expect(read).toMatchObject({
      ...{ kind: 'jkm', state: 'open', difficulty: 'none', deceased: null, notes: null },
      told: { cause: 'notWork', membership: 'middle', relation: 'sibling', closer: 'no', several: 'yes' },
      worker: { name: 'Siti Aminah', kelurahan: '35.74.01.1001' },
    })
    expect(read.chatCode).toBe((await contacts())[0]!.code)
    expect(read.events.map(({ event }) => event)).toEqual(['opened', 'told', 'told', 'told', 'told'])
    expect(await all(world.database, 'audit')).toContainEqual(
      expect.objectContaining({ actor: 'officer:officer-1', action: 'claim.read', subject: `claim:${claimId}` }),
    )
  })

  it('reads the name that the family gave', async () => {
    await report(chatOf(world, 'b'))
    const { id } = (await claims())[0]!
    expect((await readClaim(world, officer(), id)).deceased).toBe('Slamet Riyadi')
  })

  it('keeps notes, sealed, on an open case', async () => {
    const { claimId } = await reported()
    await writeClaimNotes(world, officer(), claimId, 'Sudah ditelepon, menunggu akta.')
    expect((await readClaim(world, officer(), claimId)).notes).toBe('Sudah ditelepon, menunggu akta.')
    expect(JSON.stringify(await claims())).not.toContain('ditelepon')
    expect((await events()).at(-1)).toBe('noted')
  })

  it.each([
    ['of another agency', { agencyId: 'agency-OTHER' }, 'familyCase.noClaim'],
    ['of another kelurahan', { kelurahan: '35.74.05.1001' }, 'familyCase.noClaim'],
    ['who manages accounts', { role: 'admin' }, 'familyCase.notAllowed'],
    ['who audits', { role: 'auditor' }, 'familyCase.notAllowed'],
  ] as const)('%s reads and writes nothing, and nothing is noted', async (_, part, code) => {
    const { claimId } = await reported()
    const before = (await all(world.database, 'audit')).length
    await expect(readClaim(world, officer(part), claimId)).rejects.toMatchObject({ code })
    await expect(writeClaimNotes(world, officer(part), claimId, 'x')).rejects.toMatchObject({ code })
    expect(await all(world.database, 'audit')).toHaveLength(before)
  })

  it('is told the same of a case that is not there', async () => {
    await expect(readClaim(world, officer(), 'none')).rejects.toMatchObject({ code: 'familyCase.noClaim' })
  })

  it('is wished for where who inherits is not for a machine to say', async () => {
    const say = chatOf(world, 'a')
    for (const text of ['meninggal', '1', 'lewati', '4', BORN, '2', '1', '2', '3']) await say(text)
    expect(await all(world.database, 'handovers')).toHaveLength(1)
    expect(await claims()).toMatchObject([{ difficulty: 'twoWives' }])
  })
})

it('the whole walk is the same on PostgreSQL', async () => {
  world = await testWorld({ database: await engines.postgres() })
  const agencyId = await listOf(world, 'DKPPP')
  const { workerId } = await enrol(world, { agencyId, phone: PHONE, bornOn: '1970-08-17' })
  const say = chatOf(world, 'a', PHONE)
  for (const text of ['menu', '1', '17-08-1970', 'meninggal', '1', '1', '4', BORN, '2', '1', '2', '1']) await say(text)
  for (const text of ['2', '1', '1', '4', 'menu']) await say(text)
  expect(isOpen(await resume(say, '18-08-1972'))).toBe(false)
  expect(isOpen(await resume(say, BORN))).toBe(true)
  const officer = { id: 'o', username: 'o', name: 'O', role: 'clerk', agencyId, kelurahan: null } as const
  const [listed] = await listClaims(world, officer)
  await writeClaimNotes(world, officer, listed!.id, 'Menunggu akta.')
  const read = await readClaim(world, officer, listed!.id)
  expect(read).toMatchObject({
    notes: 'Menunggu akta.',
    papers: { deathCertificate: 'have' },
    told: { relation: 'spouse' },
  })
  for (const text of ['7', '3']) await say(text)
  expect(await claims()).toMatchObject([{ state: 'mistaken', workerId }])
  expect((await contacts())[0]!.bereavedAt).toBeNull()
  await world.database.close()
})
