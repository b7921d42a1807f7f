import { beforeEach, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/officer.ts'
import { endVisitor, makeVisitor } from '../../src/services/visits/visitors.ts'
import { type Chat, chatOf, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const HERE = '35.74.01.1001'
const THERE = '35.74.01.1003'
const city: Officer = {
  ...{ id: 'o1', username: 'rina', name: 'Bu Rina', role: 'coordinator', agencyId: null, kelurahan: null },
}

let world: TestWorld
let agencyId: string
let say: Chat
beforeEach(async () => {
  world = await testWorld()
  agencyId = await listOf(world, 'DKPPP')
  say = chatOf(world, 'rt')
  await say('halo')
  await post(HERE)
})

async function post(kelurahan: string): Promise<void> {
  const [contact] = await all(world.database, 'contacts')
  await makeVisitor(world, city, { chatCode: contact!.code, agency: 'DKPPP', kelurahan, name: 'Pak RT' })
}
const meetings = () => all(world.database, 'outreachSessions')
const OPENED = ['buka sosialisasi', 'Perlindungan kerja', 'Balai RW 3', 'hari ini jam 9.30', 'ya']
async function saying(...texts: string[]): Promise<string> {
  let last = ''
  for (const text of texts) last = (await say(text)).texts.join('\n')
  return last
}

it('the head of an RT opens a meeting, people check in, and it is closed with how many came', async () => {
  const held = await saying(...OPENED)
  const [meeting] = await meetings()
  expect(meeting).toMatchObject({ agencyId, kelurahan: HERE, place: 'Balai RW 3', topic: 'Perlindungan kerja' })
  expect(meeting!.startsAt).toEqual(new Date('2026-11-24T09:30:00+07:00'))
  expect(held).toContain(`hadir ${meeting!.code}`)
  expect(held).toContain(`/chat?hadir=${meeting!.code}`)
  expect((await chatOf(world, 'warga')(meeting!.code)).texts.join()).toContain('sudah tercatat')
  expect(await saying(`tutup ${meeting!.code}`)).toContain('Berapa orang yang hadir')
  expect(await saying('45')).toContain('sudah ditutup')
  expect((await meetings())[0]).toMatchObject({ headcount: 45, closedBy: meeting!.openedBy })
  expect((await all(world.database, 'audit')).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['meeting.opened', 'meeting.closed']),
  )
})

it('who goes to two kelurahan is asked for which the meeting is', async () => {
  await post(THERE)
  await saying('buka acara', '2', ...OPENED.slice(1))
  expect(await meetings()).toMatchObject([{ kelurahan: THERE }])
})

it('nothing is opened without the last yes', async () => {
  await saying(...OPENED.slice(0, -1), 'batal')
  await saying(...OPENED.slice(0, -1), '3')
  expect(await meetings()).toEqual([])
})

it('whose work an officer has ended meanwhile opens nothing, and goes on talking', async () => {
  await saying(...OPENED.slice(0, -1))
  const [visitor] = await all(world.database, 'visitors')
  await endVisitor(world, city, visitor!.id)
  expect(await saying('hm?')).toContain('pilih')
  expect(await saying('ya')).toContain('Ada yang bisa kami bantu')
  expect(await meetings()).toEqual([])
})

it('nobody else opens one, or closes another’s', async () => {
  await saying(...OPENED)
  const [meeting] = await meetings()
  const stranger = chatOf(world, 'stranger')
  await stranger('halo')
  expect((await stranger('buka sosialisasi')).session.flow).not.toBe('holding')
  await stranger(`tutup ${meeting!.code} 45`)
  const other = (await all(world.database, 'contacts')).at(-1)!
  await makeVisitor(world, city, { chatCode: other.code, agency: 'DKPPP', kelurahan: HERE, name: 'Bu RT' })
  expect((await stranger(`tutup ${meeting!.code} 45`)).texts.join()).toContain('bukan acara yang Bapak/Ibu buka')
  expect((await meetings())[0]).toMatchObject({ closedAt: null, headcount: null })
})
