import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/officer.ts'
import { noteAttendanceList } from '../../src/services/meetings/attendance-list.ts'
import { holdMeeting } from '../../src/services/meetings/hold.ts'
import { attendedOf } from '../../src/store/meetings.ts'
import { type Chat, chatOf, enrol, listOf } from '../store/registered.ts'
import { all } from '../store/rows.ts'
import { engines } from '../support/databases.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const HERE = '35.74.01.1001'
const PHONE = '6281000009001'
const DEEDS = ['code', 'link', 'prove', 'list'] as const
type Deed = { who: 'one' | 'two'; does: (typeof DEEDS)[number] }

const clerk: Officer = {
  ...{ id: 'o1', username: 'rina', name: 'Bu Rina', role: 'clerk', agencyId: null, kelurahan: null },
}
const deed = fc.record({ who: fc.constantFrom('one' as const, 'two' as const), does: fc.constantFrom(...DEEDS) })

/** Two phones of one person do some things at a meeting; what the meeting and the ledger count then. */
async function play(world: TestWorld, deeds: readonly Deed[]) {
  const agencyId = await listOf(world, 'DKPPP')
  const given = { kelurahan: HERE, place: 'Balai RW 3', topic: 'Perlindungan', on: '2026-11-24', at: '09:00' }
  const meeting = await holdMeeting(world, clerk, { agency: 'DKPPP', ...given })
  const { workerId } = await enrol(world, { agencyId, phone: PHONE, kelurahan: HERE })
  const chats: Record<Deed['who'], Chat> = { one: chatOf(world, 'one', PHONE), two: chatOf(world, 'two', PHONE) }
  let key = 0
  for (const { who, does } of deeds) {
    const say = chats[who]
    if (does === 'code') await say(`hadir ${meeting.code}`)
    else if (does === 'link') await say({ text: 'menu', openedWith: meeting.code })
    else if (does === 'prove') for (const text of ['cek', '17-08-1970', 'menu']) await say(text)
    else await noteAttendanceList(world, clerk, meeting.id, 'Siti Aminah', { key: `key-${++key}` })
  }
  const counts = (await world.database.run((db) => attendedOf(db, [meeting.id]))).get(meeting.id)
  const ledger = (await all(world.database, 'reach')).filter(({ kind }) => kind === 'attended')
  return { workerId, ledger, counts: counts ?? { persons: 0, unknown: 0 } }
}

/** What is to be counted: the person once they are known to have been there, and each phone of which nobody knows whose it is. */
function counted(deeds: readonly Deed[]) {
  const of = (who: Deed['who']) => deeds.filter((one) => one.who === who)
  const isProven = (who: Deed['who']) => of(who).some(({ does }) => does === 'prove')
  const checksIn = (who: Deed['who']) => of(who).some(({ does }) => does === 'code' || does === 'link')
  const phones = (['one', 'two'] as const).filter(checksIn)
  const isThere = deeds.some(({ does }) => does === 'list') || phones.some(isProven)
  return { persons: isThere ? 1 : 0, unknown: phones.filter((who) => !isProven(who)).length }
}

describe('however somebody checks in', () => {
  it('in any order and repetition, before and after the proof, they count once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 8 }), async (deeds) => {
        const { workerId, ledger, counts } = await play(await testWorld(), deeds)
        const { persons, unknown } = counted(deeds)
        expect(counts).toEqual({ persons, unknown })
        expect(ledger.map((row) => row.workerId)).toEqual(persons === 1 ? [workerId] : [])
      }),
      { numRuns: 40, seed: 7 },
    )
  })

  it('and so on PostgreSQL', async () => {
    const world = await testWorld({ database: await engines.postgres() })
    const deeds: Deed[] = [
      ...[{ who: 'one', does: 'code' } as const, { who: 'two', does: 'link' } as const],
      ...[{ who: 'one', does: 'prove' } as const, { who: 'one', does: 'list' } as const],
    ]
    const { ledger, counts } = await play(world, deeds)
    expect(counts).toEqual({ persons: 1, unknown: 1 })
    expect(ledger).toHaveLength(1)
    await world.database.close()
  })
})
