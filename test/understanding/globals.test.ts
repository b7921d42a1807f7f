import { describe, expect, it } from 'vitest'
import { GLOBAL_WORDS, type GlobalWord } from '../../src/domain/heard.ts'
import { hear } from '../../src/understanding/hear.ts'
import { plain } from '../../src/understanding/lexicon.ts'
import { matcher } from '../../src/understanding/matcher.ts'
import { normalise } from '../../src/understanding/normalise.ts'
import { readPhrases } from '../../src/understanding/phrases.ts'
import id from '../../src/understanding/words/global.id.json' with { type: 'json' }
import jv from '../../src/understanding/words/global.jv.json' with { type: 'json' }
import mad from '../../src/understanding/words/global.mad.json' with { type: 'json' }
import neighbours from '../../src/understanding/words/neighbours.json' with { type: 'json' }
import { between, pick, type Random, seeded } from '../support/seeded.ts'

const common = (word: string) => plain(word, matcher().tongues.tell(word)).join(' ')
const heardAs = (text: string) => hear({ text }).global
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

/** One typing error: a letter too many, one too few, a wrong one, or two swapped. */
function misspelt(random: Random, word: string): string {
  const at = between(random, 0, word.length - 1)
  const [before, letter, next] = [word.slice(0, at), word[at], word[at + 1] ?? '']
  return pick(random, [
    before + pick(random, LETTERS) + word.slice(at),
    before + word.slice(at + 1),
    before + pick(random, LETTERS) + word.slice(at + 1),
    before + next + letter + word.slice(at + 2),
  ])
}

describe('a word that works everywhere', () => {
  it('is still heard with one typing error', () => {
    const random = seeded(20261124)
    const long = GLOBAL_WORDS.flatMap((word) => id[word].map((form) => [form, word] as const)).filter(
      ([form]) => form.length >= 4 && !form.includes(' '),
    )
    const tried = long.flatMap(([form, word]) =>
      Array.from({ length: 100 }, () => [heardAs(misspelt(random, form)), word] as const),
    )
    const heard = tried.filter(([got, word]) => got === word).length
    expect(heard / tried.length).toBeGreaterThan(0.95)
  })

  it.each([
    ['mneu', 'menu'],
    ['kembli', 'back'],
    ['kembali ke mneu', 'menu'],
    ['bahsa', 'language'],
    ['batl', 'cancel'],
    ['sotp', 'stop'],
    ['berhnti', 'stop'],
    ['jangan kirm pesan lagi', 'stop'],
    ['ptugas', 'human'],
    ['bantuann pak', 'help'],
  ] as const)('is heard in %j', (text, word) => {
    expect(heardAs(text)).toBe(word)
  })

  it.each([
    ...([
      'mana',
      'batas',
      'step',
      'stok',
      'top',
      'biasa',
      'bisa',
      'baik',
      'bantal',
      'tugas',
      'awan',
      'hello',
      'wali',
    ] as const),
    ...(['operasi', 'iso kirim maneh', 'stop kontak', 'bahasa apa itu', 'bantu', 'kembalian', 'keren'] as const),
  ])('is not heard in %j', (text) => {
    expect(heardAs(text)).toBeUndefined()
  })

  it('is heard in no other word of the phrases, nor in those set down beside it', () => {
    const own = new Set([id, jv, mad].flatMap((words) => GLOBAL_WORDS.flatMap((word) => words[word].map(normalise))))
    const words = new Set(readPhrases().flatMap(({ text }) => normalise(text).split(' ')))
    const others = [...words, ...neighbours.neighbours].filter((word) => !own.has(word) && !own.has(common(word)))
    expect(others.length).toBeGreaterThan(3000)
    for (const word of others) expect([word, heardAs(word)]).toEqual([word, undefined])
  })

  it.each([
    ['jv', jv],
    ['mad', mad],
  ])('is heard in each form of %s', (_, words) => {
    for (const word of GLOBAL_WORDS) for (const form of words[word]) expect([form, heardAs(form)]).toEqual([form, word])
  })
})

describe('to stop', () => {
  it.each([
    'Stop. Terima kasih',
    'jangan kirim lagi',
    'sampun, ampun ngirim malih',
    'tolong jangan hubungi nomor saya lagi, mengganggu',
    'wis ojo ngirimi aku maneh pak',
    "ampon, ajja' kerem pole",
    'saya tidak mau terima pesan begini lagi',
    'udah stop aja kirim pesannya',
  ])('is asked in %j', (text) => {
    expect(heardAs(text)).toBe('stop' satisfies GlobalWord)
  })

  it.each([
    'stop kontak',
    'bagaimana kalau iuran stop',
    'kalau pemkot stop bayar gimana',
    'berhenti merokok itu susah',
    'jangan lupa makan',
    'lampu stop motor mati',
    'hujannya berhenti',
    'jangan jangan ini penipuan',
  ])('is not asked in %j', (text) => {
    expect(heardAs(text)).toBeUndefined()
  })
})
