import { beforeEach, describe, expect, it } from 'vitest'
import { reachOf } from '../../src/services/reach-report.ts'
import { reachCsv } from '../../src/services/reach-sheet.ts'
import { changeContact } from '../../src/store/contacts.ts'
import { addEnrolment } from '../../src/store/register.ts'
import type { Database } from '../../src/store/work.ts'
import { type Chat, chatOf, enrol, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { engines } from '../support/databases.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const PHONE = '6281000009001'
const DAY_MS = 86_400_000

let world: TestWorld
let workerId: string
let enrolmentId: string
let say: Chat

async function begin(database?: Database): Promise<void> {
  world = await testWorld(database && { database })
  const agencyId = await listOf(world, 'DINKES')
  ;({ workerId, enrolmentId } = await enrol(world, { agencyId, phone: PHONE, paidThrough: '2026-12-31' }))
  say = chatOf(world, PHONE, PHONE)
}
beforeEach(() => begin())

const ledger = async () => (await all(world.database, 'reach')).filter(({ kind }) => kind === 'understood')
const contact = async () => (await all(world.database, 'contacts'))[0]!
const change = async (what: Parameters<typeof changeContact>[2]) => {
  const { id } = await contact()
  await world.database.run((db) => changeContact(db, id, what))
}
const checked = async () => {
  await say('cek')
  return await say('17-08-1970')
}
const choices = ({ replies }: Awaited<ReturnType<Chat>>) => replies.at(-1)!.prompt.choices.map(({ value }) => value)

it('a right answer is entered on PostgreSQL as on SQLite', async () => {
  await begin(await engines.postgres())
  await checked()
  await say('1')
  await say('1')
  await say('3')
  expect(await ledger()).toHaveLength(1)
  expect((await all(world.database, 'checks')).map(({ question }) => question)).toEqual(['payer'])
  await world.database.close()
})

describe('a right answer', () => {
  it('is entered as understood, with its time, channel and place, once', async () => {
    await checked()
    expect((await say('1')).session).toEqual({ flow: 'teachBack', step: 'ask' })
    expect(await ledger()).toEqual([])
    expect((await say('2')).texts.join()).toMatch(/Betul sekali/)
    const at = world.clock.now()
    expect(await ledger()).toEqual([
      {
        ...{ workerId, kind: 'understood', occasion: `enrolment:${enrolmentId}`, agencyId: 'agency-DINKES', at },
        ...{ kelurahan: '35.74.01.1001', segment: 'nelayan', funding: 'apbd', channel: 'simulated', day: '2026-11-24' },
        folded: null,
      },
    ])
    const again = await say('cek')
    expect(choices(again)).not.toContain('check')
    expect((await say('1')).session.flow).toBeNull()
  })

  it('counts after one explanation too', async () => {
    await checked()
    await say('1')
    expect((await say('1')).texts).toEqual([
      expect.stringMatching(/Tidak apa-apa.*Pemerintah Kota Probolinggo/s),
      expect.stringMatching(/sekali lagi/),
    ])
    await say('3')
    expect(await ledger()).toHaveLength(1)
  })

  it('counts no more after two that were wrong, even by way of "kembali"', async () => {
    await checked()
    await say('1')
    await say('1')
    const second = await say('1')
    expect(second.texts).toEqual([expect.stringMatching(/tidak salah.*petugas bisa menjelaskannya/s)])
    expect(choices(second)).toEqual(['human', 'status', 'menu'])
    await say('kembali')
    expect((await say('3')).texts.join()).toMatch(/Betul sekali/)
    expect(await ledger()).toEqual([])
  })

  it('is not what a nod is, nor a press of 1 out of habit', async () => {
    await checked()
    for (const said of ['1', 'ok', '👍', '1', '1', '1']) await say(said)
    expect(await ledger()).toEqual([])
  })

  it('speaks of those lists alone that it is right for', async () => {
    const other = await listOf(world, 'KESRA')
    const now = world.clock.now()
    await world.database.run((db) =>
      addEnrolment(db, {
        ...{
          id: 'paid-alone',
          workerId,
          listedAs: workerId,
          agencyId: other,
          segment: null,
          funding: 'mandiri',
          programmes: ['jkk'],
        },
        ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', paidThrough: null, asOf: '2026-11-20' },
        ...{ createdAt: now, updatedAt: now },
      }),
    )
    await enrol(world, { agencyId: other, workerId, startsOn: '2024-01-01', endsOn: '2024-12-31' })
    await checked()
    await say('1')
    await say('2')
    expect((await ledger()).map(({ occasion }) => occasion)).toEqual([`enrolment:${enrolmentId}`])
  })
})

describe('a question of our own accord', () => {
  it('comes once about an entry; asked for, another follows', async () => {
    await checked()
    await say('1')
    await say('batal')
    await say('cek')
    expect((await say('1')).session.flow).toBeNull()
    await say('cek')
    expect((await say('coba satu pertanyaan')).texts.join()).toMatch(/meninggal dunia/)
    await say('batal')
    await say('cek')
    expect((await say('coba satu pertanyaan')).texts.join()).toMatch(/bertanya ke mana/)
  })

  it('comes not at night, but is answered when it is asked for', async () => {
    world.clock.pass(11 * 3_600_000)
    await checked()
    expect((await say('1')).session.flow).toBeNull()
    await say('cek')
    expect((await say('coba satu pertanyaan')).session.flow).toBe('teachBack')
  })

  it('comes not to somebody who wants to be left alone', async () => {
    await checked()
    await change({ optedOutAt: world.clock.now() })
    expect((await say('1')).session.flow).toBeNull()
  })

  it('comes not to somebody in mourning, to whom no choice is shown either', async () => {
    await checked()
    await change({ bereavedAt: world.clock.now() })
    expect((await say('1')).session.flow).toBeNull()
    expect(choices(await say('cek'))).not.toContain('check')
  })
})

it('an answer that comes after the list has changed is judged by what was right when it was asked', async () => {
  await checked()
  await say('1')
  await world.database.run((db) =>
    addEnrolment(db, {
      ...{
        id: 'newer',
        workerId,
        listedAs: workerId,
        agencyId: 'agency-DINKES',
        segment: null,
        funding: 'other',
        programmes: ['jkk'],
      },
      ...{ startsOn: '2026-02-01', endsOn: null, paidThrough: '2027-12-31', asOf: '2026-11-24' },
      ...{ createdAt: world.clock.now(), updatedAt: world.clock.now() },
    }),
  )
  expect((await say('2', 3 * DAY_MS)).texts.join()).toMatch(/Betul sekali/)
  expect((await ledger()).map(({ occasion }) => occasion)).toEqual([`enrolment:${enrolmentId}`])
})

it('an answer that comes after more than a week is not taken for one', async () => {
  await checked()
  await say('1')
  await say('2', 9 * DAY_MS)
  expect(await ledger()).toEqual([])
})

it('is counted by agency, kelurahan, segment and channel', async () => {
  await checked()
  await say('1')
  await say('2')
  const days = { from: '2026-11-01', to: '2026-11-30' }
  for (const by of ['agency', 'kelurahan', 'segment', 'channel'] as const) {
    const { groups } = await reachOf(world, { ...days, by })
    expect(groups!.map(({ persons }) => persons.understood)).toEqual([1])
  }
  const csv = reachCsv((text) => world.words.say('id', text), await reachOf(world, days), world.clock.now())
  expect(csv).toMatch(/^understood;terbukti paham;1;/m)
})
