import { describe, expect, it } from 'vitest'
import { heads, meetingTime, shortWords } from '../../src/flows/holding/readers.ts'
import { hear } from '../../src/understanding/hear.ts'

const TODAY = '2026-11-24'
const when = (text: string) => meetingTime({ text }, TODAY)

describe('when a meeting begins', () => {
  it.each([
    ['hari ini 19.00', '2026-11-24', '19:00'],
    ['hari ini jam 7 malam', '2026-11-24', '19:00'],
    ['besok jam 9', '2026-11-25', '09:00'],
    ['besok pukul 09:30 pagi', '2026-11-25', '09:30'],
    ['besok jam 3 sore', '2026-11-25', '15:00'],
    ['lusa jam 1 siang', '2026-11-26', '13:00'],
    ['benjing jam 11 siang', '2026-11-25', '11:00'],
    ['25/11/2026 jam 19.00', '2026-11-25', '19:00'],
    ['25-12 jam 8', '2026-12-25', '08:00'],
    ['5 januari jam 8', '2027-01-05', '08:00'],
    ['jam 9 pagi 25/11/2026', '2026-11-25', '09:00'],
    ['jam 19.00 tanggal 25/11/2026', '2026-11-25', '19:00'],
  ])('%s', (text, on, at) => {
    expect(when(text)).toEqual({ on, at })
  })

  it.each(['besok', 'jam 9', '24/11/2025 jam 9', '31/02/2027 jam 9', 'kapan-kapan', 'besok jam 25'])(
    'is not read from %s',
    (text) => {
      expect(when(text)).toBeUndefined()
    },
  )
})

it('a headcount is a number, or left open', () => {
  expect(['45', '45 orang', '-', 'banyak', '99999'].map((text) => heads({ text }, TODAY))).toEqual([
    ...['45', '45', '-', undefined, undefined],
  ])
})

it('a place is short words, and no photo', () => {
  expect(shortWords({ text: ' Balai RW 3 ' }, TODAY)).toBe('Balai RW 3')
  expect(shortWords({ text: 'x' }, TODAY)).toBeUndefined()
  expect(shortWords({ text: 'foto', attachment: 'image' }, TODAY)).toBeUndefined()
})

it('a wish to open or close a meeting is heard', () => {
  expect(hear({ text: 'Buka sosialisasi' }).holds).toEqual({ does: 'open' })
  expect(hear({ text: 'buat acara baru' }).holds).toEqual({ does: 'open' })
  expect(hear({ text: 'tutup K7P4M 45 orang' }).holds).toEqual({ does: 'close', code: 'K7P4M', heads: '45' })
  expect(hear({ text: 'tutup acara k7p4m' }).holds).toEqual({ does: 'close', code: 'K7P4M' })
  for (const text of ['buka jam berapa', 'tutup', 'acara sosialisasi kapan'])
    expect(hear({ text }).holds).toBeUndefined()
})
