import { describe, expect, it } from 'vitest'
import { plain } from '../../src/understanding/lexicon.ts'
import { normalise } from '../../src/understanding/normalise.ts'
import { bareForms, soundOf } from '../../src/understanding/sound.ts'

describe('words sound alike', () => {
  it.each([
    ['mad', 'bhareng', 'bareng'],
    ['mad', 'olle', 'ole'],
    ['mad', 'enjak', 'enja'],
    ['mad', 'santonan', 'santunan'],
    ['jv', 'isa', 'iso'],
    ['jv', 'dhewe', 'dewe'],
  ] as const)('in %s: %s and %s', (tongue, one, other) => {
    expect(soundOf(one, tongue)).toBe(soundOf(other, tongue))
  })

  it('in Bahasa Indonesia only where they are spelt alike', () => {
    expect(soundOf('bisa', 'id')).not.toBe(soundOf('biso', 'id'))
  })
})

it.each([
  ['mad', 'klaimma', 'klaim'],
  ['mad', 'daftarra', 'daftar'],
  ['jv', 'kartune', 'kartu'],
  ['jv', 'santunanipun', 'santunan'],
  ['id', 'kartunya', 'kartu'],
] as const)('in %s %s is %s with something hung on it', (tongue, word, bare) => {
  expect(bareForms(word, tongue)).toContain(bare)
})

it('a word with nothing hung on it, or too short for it, has no other form', () => {
  expect([bareForms('klaim', 'id'), bareForms('aku', 'id'), bareForms('', 'mad')]).toEqual([[], [], []])
})

it.each([
  ["kaulâ ghaduwân karto dhuwâ'", 'saya punya kartu dua'],
  ['olè pessè berempa', 'dapat uang berapa'],
  ['sengkok ghik tak olle kartoh', 'saya masih tidak dapat kartu'],
])('another spelling of Madurese, %j, is read as %j', (text, read) => {
  expect(plain(normalise(text), 'mad').join(' ')).toBe(read)
})
