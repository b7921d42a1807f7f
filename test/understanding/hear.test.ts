import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GLOBAL_WORDS } from '../../src/domain/heard.ts'
import { hear, named } from '../../src/understanding/hear.ts'
import { normalise } from '../../src/understanding/normalise.ts'
import { choiceNumber } from '../../src/understanding/numbers.ts'
import globalWords from '../../src/understanding/words/global.id.json' with { type: 'json' }
import manners from '../../src/understanding/words/manners.id.json' with { type: 'json' }
import topics from '../../src/understanding/words/topics.id.json' with { type: 'json' }

const heard = (text: string) => {
  const { input: _, ...what } = hear({ text })
  return what
}

describe('words are compared', () => {
  it.each([
    ['MENU!!!', 'menu'],
    ['  Ganti   bahasa. ', 'ganti bahasa'],
    ['stoooop', 'stop'],
    ['Ménü', 'menu'],
    ['ok 👍🏽', 'ok'],
    ['"batal"', 'batal'],
    ['mulai\nlagi', 'mulai lagi'],
    ['', ''],
    ['😭', ''],
  ])('%j as %j', (text, compared) => {
    expect(normalise(text)).toBe(compared)
  })

  it('the same once more', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => normalise(normalise(text)) === normalise(text)))
  })
})

describe('a word that works everywhere', () => {
  it.each([
    ['menu', ['menu', 'Menu', 'MENU!!', ' menu. ', 'menu ya pak', 'ke menu', 'kembali ke menu', '0', 'menuuu']],
    ['back', ['kembali', 'Kembali.', 'balik', 'kembali bu', 'kembaliii']],
    ['cancel', ['batal', 'batal saja', 'tidak jadi', 'gak jadi deh', 'Ga jadi, makasih']],
    ['language', ['bahasa', 'ganti bahasa', 'ganti bahasa dong', 'Language']],
    ['help', ['bantuan', 'help', 'saya bingung', 'bingung pak', 'gak paham']],
    ['stop', ['stop', 'STOP', 'stop!!!', 'setop', 'berhenti', 'stop ya mas', 'stoooop', 'jangan kirim pesan lagi pak']],
    ['start', ['mulai lagi', 'Mulai lagi ya', 'kirim lagi dong']],
    ['human', ['petugas', 'petugas dong', 'bicara dengan petugas', 'minta petugas ya pak', 'admin', 'CS']],
  ] as const)('%s is heard in what people write', (word, forms) => {
    for (const form of forms) expect([form, heard(form).global]).toEqual([form, word])
  })

  it.each(['kemarin saya kembali ke pasar', 'menunggu', 'bus stop', 'saya bukan petugas', 'bahasa apa itu'])(
    'is not heard in %j',
    (text) => {
      expect(heard(text).global).toBeUndefined()
    },
  )

  it('is one of those that the engine knows, and each of those has words', () => {
    const { review: _, ...words } = globalWords
    expect(Object.keys(words).sort()).toEqual([...GLOBAL_WORDS].sort())
    for (const [word, forms] of Object.entries(words)) for (const form of forms) expect(heard(form).global).toBe(word)
  })
})

describe('a number', () => {
  it.each([
    ...(['2', ' 2. ', '2)', 'nomor 2', 'no 2', 'No. 2', 'nmr 2', 'dua', 'DUA', 'yang dua', 'yg 2', 'pilih 2'] as const),
    ...(['angka 2', 'pilih nomor 2', 'yang nomor dua', '2 pak', 'dua ya bu', '２'.normalize('NFKC'), '02'] as const),
  ])('is 2 in %j', (text) => {
    expect(heard(text).number).toBe(2)
  })

  it.each(['200', '2 ekor sapi', 'K7PM', '17-08-1970', 'dua belas', 'satu dua', '-', '', '0812', 'lima puluh'])(
    'is not in %j',
    (text) => {
      expect(heard(text).number).toBeUndefined()
    },
  )

  it('may be spelt from nought to ten', () => {
    const spelt = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh']
    expect(spelt.map(choiceNumber)).toEqual(spelt.map((_, n) => n))
  })

  it.each(['constructor', 'toString', 'nomor hasOwnProperty'])('is not made of %s', (text) => {
    expect(heard(text).number).toBeUndefined()
  })
})

describe('a nod', () => {
  it.each([
    'ok',
    'OKE',
    'okeee',
    'ya',
    'Iya pak',
    'siap',
    'baik bu',
    'makasih ya',
    'nggih',
    'enggi',
    'matur nuwun',
    'Terima kasih pak',
  ])('is what %s says', (text) => {
    expect(heard(text).acknowledgement).toBe(true)
  })

  it.each(['👍', '👍🏽', '👍👍 ', '🙏', '❤️', '👌🏻🙏', '😊'])('is what %s says', (text) => {
    expect(heard(text).acknowledgement).toBe(true)
  })

  it.each(['😭', '👎', '😡👍kah', '', ' ', 'ya tapi kapan', 'tidak', 'oke saya paham sekali soal itu', '👍 1'])(
    'is not what %j says',
    (text) => {
      expect(heard(text).acknowledgement).toBeUndefined()
    },
  )

  it('is never a number, a topic or a word that works everywhere at the same time', () => {
    for (const text of [...manners.acknowledgements, '👍'])
      expect([text, heard(text)]).toEqual([text, { acknowledgement: true }])
  })
})

describe('a topic', () => {
  it.each([
    ['status_check', 'Cek status dong'],
    ['status_check', 'apakah saya terdaftar?'],
    ['what_program', 'Apa manfaatnya, pak?'],
    ['jht', 'JHT'],
    ['scam', 'Ini penipuan??'],
    ['scam', 'siapa ini'],
    ['privacy', 'Dari mana dapat nomor saya?'],
    ['human', 'saya mau bicara dengan petugas'],
    ['claim_jkm', 'Meninggal'],
    ['claim_jkm', 'bapak saya meninggal, pak'],
    ['claim_jkm', 'santunan kematian'],
    ['claim_jkm', 'suami saya meninggal saat kerja'],
    ['claim_jkk', 'klaim kecelakaan kerja'],
    ['heirs', 'Siapa ahli warisnya?'],
    ['documents', 'syaratnya apa saja ya'],
    ['death_cert', 'akta kematian'],
    ['not_dead', 'Salah, tidak ada yang meninggal'],
  ])('%s is heard in %j', (topic, text) => {
    expect(heard(text).topic).toBe(topic)
  })

  // Said of a person and of a membership that has lapsed.
  it.each(['mati', 'sudah mati'])('of a death is not heard in %j, nor one of arrears: it is one of the two', (text) => {
    expect(heard(text).topic).toBeUndefined()
    expect(heard(text).between).toEqual(['inactive_arrears', 'claim_jkm'])
  })

  it.each([
    ['bpjs saya mati', 'inactive_arrears'],
    ['kartu mati', 'card'],
  ])('of a death is not heard in %j but one of %s', (text, topic) => {
    expect(heard(text).topic).toBe(topic)
  })

  it.each(['Bunuh diri', 'saya ingin mati', 'suami saya bunuh diri'])('gives way to distress in %j', (text) => {
    expect(heard(text)).toMatchObject({ distress: true })
  })

  it('is heard in each of its own phrases', () => {
    const { review: _, ...phrases } = topics
    for (const [topic, forms] of Object.entries(phrases))
      for (const form of forms) expect([form, heard(form).topic]).toEqual([form, topic])
  })

  it('is not heard in what nobody has written down', () => {
    expect(heard('harga cabai naik')).toEqual({ language: 'id' })
    expect(heard('review')).toEqual({})
    expect(heard('out_of_scope').topic).toBeUndefined()
  })
})

it('whatever is sent is heard without a fault', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(hear({ text }).input.text).toBe(text)
    }),
  )
})

describe('a choice', () => {
  const choices = [
    { value: 'a', label: 'Saya sudah paham' },
    { value: 'b', label: 'Lihat manfaatnya' },
    { value: 'c', label: 'Lihat kabarnya' },
    { value: 'd', label: 'Ya' },
  ]

  it.each([
    ['Saya sudah paham', 'a'],
    ['saya sudah paham!!', 'a'],
    ['saya sudah', 'a'],
    ['lihat manfaatnya', 'b'],
    ['ya', 'd'],
    ['2. Lihat manfaatnya', 'b'],
    ['3. Lihat manfaatnya', undefined],
    ['lihat', undefined],
    ['s', undefined],
    ['', undefined],
    ['saya sudah pahami', undefined],
    ['paham', undefined],
  ])('is named by %j: %s', (text, value) => {
    expect(named(choices, text)).toBe(value)
  })
})
