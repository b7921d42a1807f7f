import { describe, expect, it } from 'vitest'
import { nameWords, tellingSound } from '../../../src/domain/likeness/name-words.ts'
import { skeletonOf, soundOf } from '../../../src/domain/likeness/sound.ts'

describe('names sound alike', () => {
  it.each([
    ['SOEMARNI', 'SUMARNI'],
    ['DJOKO', 'JOKO'],
    ['TJAHYONO', 'CAHYONO'],
    ['SHOLEH', 'SOLIH'],
    ['KHOLIQ', 'KOLIK'],
    ['ZAINAL', 'SAINAL'],
    ['YUSUP', 'YUSUF'],
    ['NOVITA', 'NOPITA'],
    ['RIDHO', 'RIDO'],
    ['LUTHFI', 'LUTFI'],
    ['HASSAN', 'HASAN'],
    ['HOSEN', 'HUSIN'],
  ])('%s and %s', (one, other) => {
    expect(soundOf(one)).toBe(soundOf(other))
  })

  it.each([
    ['RINA', 'RINI'],
    ['RAHMAN', 'ROHMAN'],
    ['HASAN', 'HASIM'],
    ['SUMIATI', 'SUMARTI'],
  ])('but not %s and %s', (one, other) => {
    expect(soundOf(one)).not.toBe(soundOf(other))
  })
})

it('the consonants of a word stay when its vowels are mistaken', () => {
  expect(skeletonOf(soundOf('SUMIATI'))).toBe(skeletonOf(soundOf('SAMUITI')))
  expect(skeletonOf(soundOf('AMINAH'))).toBe('AMN')
})

it.each([
  ['Siti Aminah', 'AMINA'],
  ['H. Moh. Sholehuddin', 'SULIUDIN'],
  ['Siti', 'SITI'],
  ['Nur R.', 'NUR'],
])('of %s the word that tells most sounds %s', (name, sound) => {
  expect(tellingSound(nameWords(name))).toBe(sound)
})
