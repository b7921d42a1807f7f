import { expect, it } from 'vitest'
import { CHANGE_KINDS, type ChangeKind } from '../../src/domain/roster/change.ts'
import { openWords } from '../../src/i18n/say.ts'
import { cardParts } from '../../src/services/card-sheet.ts'
import type { CardEvent, ChangedField } from '../../src/services/worker-card/history.ts'
import type { WorkerCard } from '../../src/services/worker-card.ts'

const { say } = openWords()

function told(kind: ChangeKind, ...fields: ChangedField[]) {
  const source = { file: 'daftar.csv', line: 3 }
  const at = new Date('2026-11-24T03:00:00Z')
  const event: CardEvent = { at, actor: 'operator', by: null, kind, code: 'P0000001', ...source, fields }
  const nothing = { entries: [], overlaps: [], overlapSource: null, lists: [], counts: { words: [] } } as const
  const card = { ...nothing, history: [event] } as unknown as WorkerCard
  const parts = cardParts((text) => say('id', text), card)
  return parts.find(({ title }) => title === 'Riwayat')!.rows[0]!
}

it.each(CHANGE_KINDS)('the history has words for %s', (kind) => {
  expect(told(kind).text).toMatch(
    /^24 November 2026, pengelola sistem: [a-z][^.]+ \(P0000001\) · daftar\.csv, baris 3$/,
  )
})

it.each<[string, ChangeKind, ChangedField, [string, string]]>([
  ['a sex', 'person', { field: 'sex', from: 'male', to: 'female' }, ['Jenis kelamin', 'laki-laki → perempuan']],
  ['a segment', 'enrolment', { field: 'segment', from: null, to: 'ketua-rt' }, ['Segmen', 'kosong → Ketua RT']],
  [
    'programmes',
    'enrolment',
    { field: 'programmes', from: 'jkk,jkm', to: 'jkk,jkm,jht' },
    ['Program', 'JKK, JKM → JKK, JKM, JHT'],
  ],
  ['a merge', 'merged', { field: 'person', from: null, to: 'P0000002' }, ['Digabung dengan', 'kosong → P0000002']],
  [
    'a month’s contribution',
    'contribution',
    { field: 'contribution.2026-04', from: 'unpaid 0', to: 'paid 16800' },
    ['Iuran April 2026', 'belum dibayar → dibayar Rp16.800'],
  ],
])('the history tells %s in words', (_, kind, field, detail) => {
  expect(told(kind, field).details).toEqual([detail])
})
