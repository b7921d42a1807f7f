import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain } from '../../src/understanding/lexicon.ts'
import { normalise } from '../../src/understanding/normalise.ts'
import type { Tongue } from '../../src/understanding/tongues.ts'

const said = (text: string, tongue: Tongue = 'id') => plain(normalise(text), tongue).join(' ')

describe('what people write is read as common Bahasa Indonesia', () => {
  it.each([
    ['sy blm dpt krtu', 'saya belum dapat kartu'],
    ['aq gak tau caranya gmn', 'saya tidak tahu cara bagaimana'],
    ['ga jadi deh', 'tidak jadi'],
    ['bpjs tk', 'bpjs ketenagakerjaan'],
    ['terima kasih', 'terima kasih'],
    ['rumah sakit', 'rumah sakit'],
    ['suami saya wafat', 'suami meninggal'],
  ])('%j as %j', (text, read) => {
    expect(said(text)).toBe(read)
  })

  it.each([
    ['piye carane njupuk duit', 'bagaimana cara ambil uang'],
    ['kulo mboten mangertos', 'saya tidak paham'],
    ['yok opo lek durung mbayar', 'bagaimana kalau belum bayar'],
    ['kantore nang endi', 'kantor di mana'],
  ])('Javanese %j as %j', (text, read) => {
    expect(said(text, 'jv')).toBe(read)
  })

  it.each([
    ["baramma carana ngala' pesse", 'bagaimana cara ambil uang'],
    ["gi' ta' majar", 'belum bayar'],
    ['gi ta majar', 'belum bayar'],
    ['kaula enten olle', 'saya tidak dapat'],
    ['bila caer', 'kapan cair'],
  ])('Madurese %j as %j', (text, read) => {
    expect(said(text, 'mad')).toBe(read)
  })

  it('by the language around a word that two languages share', () => {
    expect(said('bila caer', 'mad')).toBe('kapan cair')
    expect(said('bila cair', 'id')).toBe('kalau cair')
    expect(said('oleh ta', 'jv')).toBe('dapat')
    expect(said('olle ta', 'mad')).toBe('dapat tidak')
  })
})

it('leaves words where only words that colour a sentence were said', () => {
  expect(said('pak')).toBe('pak')
})

it('reads whatever is sent, and never into nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom('id', 'jv', 'mad'), (text, tongue) => {
      expect(plain(normalise(text), tongue as Tongue).length).toBeGreaterThan(0)
    }),
  )
})
