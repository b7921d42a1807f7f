import { beforeEach, describe, expect, it } from 'vitest'
import { ENDS_AFTER_MS, OPENS_BEFORE_MS } from '../../src/domain/meeting.ts'
import type { Officer } from '../../src/domain/officer.ts'
import { checkInLinks } from '../../src/services/chat-links.ts'
import { noteAttendanceList, noteChosen } from '../../src/services/meetings/attendance-list.ts'
import { closeMeeting, holdMeeting, type NewMeeting } from '../../src/services/meetings/hold.ts'
import { reachOf } from '../../src/services/reach-report.ts'
import { attendedOf, type Meeting } from '../../src/store/meetings.ts'
import { chatOf, enrol, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const HERE = '35.74.01.1001'
const PHONE = '6281000009001'
const BORN = '17-08-1970'
const HOUR = 3_600_000

let world: TestWorld
let agencyId: string
let clerk: Officer
let meeting: Meeting
beforeEach(async () => {
  world = await testWorld()
  agencyId = await listOf(world, 'DKPPP')
  clerk = officer({ agencyId })
  meeting = await hold()
})

function officer(given: Partial<Officer> = {}): Officer {
  return { id: 'o1', username: 'rina', name: 'Bu Rina', role: 'clerk', agencyId: null, kelurahan: null, ...given }
}

const GIVEN: NewMeeting = {
  ...{ agency: 'DKPPP', kelurahan: HERE, place: 'Balai RW 3', topic: 'Perlindungan nelayan' },
  ...{ on: '2026-11-24', at: '09:30' },
}
const hold = (given: Partial<NewMeeting> = {}, by = clerk) => holdMeeting(world, by, { ...GIVEN, ...given })
const attended = async () =>
  (await all(world.database, 'reach')).filter(({ kind }) => kind === 'attended').map(({ workerId }) => workerId)
const counts = async () =>
  (await world.database.run((db) => attendedOf(db, [meeting.id]))).get(meeting.id) ?? { persons: 0, unknown: 0 }
async function proven(address = PHONE, phone = PHONE) {
  const { workerId } = await enrol(world, { agencyId, phone, kelurahan: HERE })
  const say = chatOf(world, address, phone)
  for (const text of ['cek', BORN, 'menu']) await say(text)
  return { say, workerId }
}

describe('whoever is at a meeting', () => {
  it('checks in with its code, in any spelling, and counts once', async () => {
    const { say, workerId } = await proven()
    const spelt = meeting.code.toLowerCase().split('').join(' ')
    for (const text of [meeting.code, `hadir ${spelt}`, `Kode acara: ${meeting.code}`])
      expect((await say(text)).texts.join('\n')).toMatch(/Balai RW 3.*\nTercatat atas nama S••• A•••/s)
    expect(await attended()).toEqual([workerId])
    expect(await counts()).toEqual({ persons: 1, unknown: 0 })
    expect((await all(world.database, 'reach')).find(({ kind }) => kind === 'attended')).toMatchObject({
      ...{ channel: 'meeting', occasion: `session:${meeting.id}`, agencyId, kelurahan: HERE, segment: 'nelayan' },
    })
  })

  it('checks in by the link that opened the chat', async () => {
    const say = chatOf(world, 'new')
    expect((await say({ text: 'menu', openedWith: meeting.code })).texts.join()).toContain('sudah tercatat')
    expect(await counts()).toEqual({ persons: 0, unknown: 1 })
  })

  it('without a proof counts as somebody, and as the person from the proof on, once', async () => {
    const { workerId } = await enrol(world, { agencyId, phone: PHONE, kelurahan: HERE })
    const say = chatOf(world, PHONE, PHONE)
    expect((await say(`hadir ${meeting.code}`)).texts.join()).toContain('belum kami kenal')
    await say(`hadir ${meeting.code}`)
    expect(await counts()).toEqual({ persons: 0, unknown: 1 })
    expect(await attended()).toEqual([])
    for (const text of ['cek', BORN]) await say(text)
    expect(await counts()).toEqual({ persons: 1, unknown: 0 })
    expect(await attended()).toEqual([workerId])
    const at = (await all(world.database, 'attendances'))[0]!.at
    expect((await all(world.database, 'reach')).find(({ kind }) => kind === 'attended')!.at).toEqual(at)
  })

  it('is asked who of several persons came, and nobody is guessed', async () => {
    const one = await enrol(world, { agencyId, phone: PHONE, name: 'Siti Aminah' })
    const two = await enrol(world, { agencyId, phone: PHONE, name: 'Budi Santoso' })
    const say = chatOf(world, PHONE, PHONE)
    await say(meeting.code)
    for (const text of ['cek', BORN, 'menu']) await say(text)
    expect(await counts()).toEqual({ persons: 0, unknown: 1 })
    const { replies, texts } = await say(meeting.code)
    expect(texts.join()).toContain('Siapa yang hadir')
    const at = replies.at(-1)!.prompt.choices.findIndex(({ label }) => label === 'B••• S•••')
    await say(String(at + 1))
    expect(await attended()).toEqual([two.workerId])
    expect(await counts()).toEqual({ persons: 1, unknown: 0 })
    await say(meeting.code)
    await say(String(2 - at))
    expect((await attended()).sort()).toEqual([one.workerId, two.workerId].sort())
    expect(await counts()).toEqual({ persons: 2, unknown: 0 })
  })

  it('with a code of no meeting, or outside its time, is told the same and counted nowhere', async () => {
    const say = chatOf(world, 'a')
    await say('halo')
    const wrong = (await say('hadir 2A3CD')).texts
    expect(wrong.join()).toContain('belum cocok dengan acara')
    const later = await hold({ on: '2026-11-25' })
    expect((await say(`hadir ${later.code}`)).texts).toEqual(wrong)
    await closeMeeting(world, clerk, meeting.id, '')
    expect((await say(`hadir ${meeting.code}`)).texts).toEqual(wrong)
    expect(await all(world.database, 'attendances')).toEqual([])
  })

  it.each([
    ['just too early', -OPENS_BEFORE_MS - 60_000, 0],
    ['early', -OPENS_BEFORE_MS + 60_000, 1],
    ['the day after', ENDS_AFTER_MS - 60_000, 1],
    ['too late', ENDS_AFTER_MS + 60_000, 0],
  ])('%s', async (_, offset, unknown) => {
    const far = await hold({ on: '2026-12-01', at: '10:00' })
    const say = chatOf(world, 'a')
    await say(`hadir ${far.code}`, far.startsAt.getTime() + offset - world.clock.now().getTime())
    const got = (await world.database.run((db) => attendedOf(db, [far.id]))).get(far.id)
    expect(got?.unknown ?? 0).toBe(unknown)
  })

  it('who tries code after code must wait', async () => {
    const say = chatOf(world, 'a')
    for (let n = 0; n < 5; n++) await say('hadir 2A3CD')
    expect((await say(`hadir ${meeting.code}`)).texts.join()).toContain('belum cocok')
    expect((await say(`hadir ${meeting.code}`, HOUR)).texts.join()).toContain('sudah tercatat')
  })
})

describe('a list on paper', () => {
  const note = (text: string, key = 'k1', by = clerk) => noteAttendanceList(world, by, meeting.id, text, { key })

  it('is matched by number, code and whole name, and what is in doubt is left to choose', async () => {
    const one = await enrol(world, { agencyId, kelurahan: HERE, name: 'Siti Aminah' })
    const two = await enrol(world, { agencyId, kelurahan: HERE, name: 'Budi Santoso' })
    const three = await enrol(world, { agencyId, kelurahan: HERE, name: 'Budi Santoso' })
    await enrol(world, { agencyId, kelurahan: '35.74.01.1003', name: 'Joko Widodo' })
    await enrol(world, { agencyId: await listOf(world, 'KESRA'), kelurahan: HERE, name: 'Agus Salim' })
    const four = await enrol(world, { agencyId, kelurahan: HERE, name: 'Hasan Basri' })
    const codes = new Map((await all(world.database, 'workers')).map(({ id, code }) => [id, code]))
    const number = String(Number(codes.get(four.workerId)!.slice(1)))
    const read = await note(`1. siti aminah\n${number}\nBudi Santoso\nJoko Widodo\nAgus Salim\nBudi\nSiti Aminah`)
    expect(read).toMatchObject({ noted: 3, unknown: ['Joko Widodo', 'Agus Salim'] })
    expect(read.doubtful.map(({ line, candidates }) => [line, candidates.length])).toEqual([
      ['Budi Santoso', 2],
      ['Budi', 2],
    ])
    expect((await attended()).sort()).toEqual([one.workerId, four.workerId].sort())
    await noteChosen(world, clerk, meeting.id, [codes.get(three.workerId)!, codes.get(three.workerId)!], { key: 'k2' })
    expect((await attended()).sort()).toEqual([one.workerId, three.workerId, four.workerId].sort())
    expect(await attended()).not.toContain(two.workerId)
  })

  it('of a person who has checked in counts them no second time, in either order', async () => {
    const { say, workerId } = await proven()
    await say(meeting.code)
    await note('Siti Aminah')
    await say(meeting.code)
    expect(await attended()).toEqual([workerId])
    expect(await counts()).toEqual({ persons: 1, unknown: 0 })
  })

  it('is nobody’s of another agency', async () => {
    await expect(note('Siti', 'k', officer({ agencyId: 'other' }))).rejects.toMatchObject({ code: 'meetings.notFound' })
  })
})

describe('a meeting', () => {
  it('has a code that is no word and no worker’s', () => {
    expect(meeting.code).toMatch(/^(?=.*\d)(?=.*[A-Z].*[A-Z])[2-9A-Z]{5}$/)
  })

  it('is closed with how many were there, which may be mended, and not on a stale page', async () => {
    await closeMeeting(world, clerk, meeting.id, '45', { key: 'a', rev: 1 })
    await expect(closeMeeting(world, clerk, meeting.id, '50', { key: 'b', rev: 1 })).rejects.toMatchObject({
      code: 'console.stale',
    })
    await closeMeeting(world, clerk, meeting.id, '50', { key: 'c', rev: 2 })
    expect((await all(world.database, 'outreachSessions'))[0]).toMatchObject({ headcount: 50, rev: 3 })
    await expect(closeMeeting(world, clerk, meeting.id, 'banyak')).rejects.toMatchObject({ code: 'meetings.badHeads' })
  })

  it.each([
    [{ place: 'x' }, 'meetings.badPlace'],
    [{ topic: '' }, 'meetings.badTopic'],
    [{ on: '2026-02-30' }, 'meetings.badTime'],
    [{ at: 'pagi' }, 'meetings.badTime'],
    [{ kelurahan: 'x' }, 'operation.noKelurahan'],
    [{ agency: 'NONE' }, 'operation.noAgency'],
  ])('is refused with %o', async (given, code) => {
    await expect(hold(given)).rejects.toMatchObject({ code })
  })

  it('stands in the report of reach with how many were counted, beside how many are known to have been there', async () => {
    const { say } = await proven()
    await say(meeting.code)
    await closeMeeting(world, clerk, meeting.id, '45')
    const days = { from: '2026-11-24', to: '2026-11-24' }
    const report = await reachOf(world, { agency: 'DKPPP', ...days })
    expect(report).toMatchObject({ reached: 1, persons: { attended: 1 }, meetings: { held: 1, headcount: 45 } })
    expect(await reachOf(world, { from: '2026-11-25', to: '2026-11-30' })).not.toHaveProperty('meetings')
  })

  it('is opened only within an officer’s scope', async () => {
    for (const by of [
      officer({ agencyId: 'other' }),
      officer({ kelurahan: '35.74.01.1003' }),
      officer({ role: 'auditor' }),
    ])
      await expect(hold({}, by)).rejects.toMatchObject({ code: 'operation.notYours' })
  })

  it('has the links of the channels that are there', () => {
    expect(checkInLinks(world, 'K7P4M')).toEqual({ web: 'http://localhost:8080/chat?hadir=K7P4M' })
    world.change({ whatsappNumber: '6281000009000' })
    expect(checkInLinks(world, 'K7P4M').whatsapp).toBe('https://wa.me/6281000009000?text=hadir%20K7P4M')
  })
})
