import { describe, expect, it } from 'vitest'
import { hear } from '../../src/understanding/hear.ts'

describe('words of somebody who may do themselves harm', () => {
  it.each([
    'saya mau mati saja',
    'pengen mati aja rasanya',
    'lebih baik saya mati',
    'aku ingin bunuh diri',
    'saya ingin mengakhiri hidup',
    'capek hidup begini terus',
    'buat apa saya hidup',
    'mending mati daripada begini',
    'gak kuat hidup lagi, suami sudah meninggal',
    'saya mau menyusul suami saya',
    'aku pengen mati ae',
    'wis gak kuat urip',
    'kulo badhe pejah mawon',
    'sampun mboten kiyat gesang',
    'terro mate bai',
    "la ta' kowat odhi'",
    "ango'an sengko' mate",
  ])('are heard in %j', (text) => {
    expect(hear({ text }).distress).toBe(true)
  })

  it.each([
    'mau mati ketawa',
    'hp saya mau mati',
    'bpjs saya mau mati ya?',
    'ayam saya mau mati',
    'kalau saya mati dapat berapa',
    'bapak saya mati kemarin',
    'bapak saya meninggal bunuh diri, dapat santunan gak',
    'lek mati oleh piro',
    'iuran mati',
    'lampu mati',
    'capek kerja',
    'tang lake mate',
  ])('are not heard in %j', (text) => {
    expect(hear({ text }).distress).toBeUndefined()
  })
})

describe('somebody else', () => {
  it.each([
    'tetangga saya terdaftar gak',
    'bapak saya sudah didaftarkan belum',
    'suamiku dapat apa',
    'mau daftarkan istri saya',
    'tonggoku durung kedaftar',
    'bapakku oleh ta',
    'tatanggha kaula olle bpjs?',
    "eppa' kaula kadaftar enja'",
  ])('is meant in %j', (text) => {
    expect(hear({ text }).forSomeoneElse).toBe(true)
  })

  it.each(['saya terdaftar gak', 'pak, saya mau cek status', 'kapan cairnya bu', 'aku kedaftar durung'])(
    'is not meant in %j',
    (text) => {
      expect(hear({ text }).forSomeoneElse).toBeUndefined()
    },
  )
})

describe('rudeness', () => {
  it.each(['goblok kamu', 'jancok suwe temen', 'dasar tolol, kapan cair'])('is heard in %j', (text) => {
    expect(hear({ text }).rude).toBe(true)
  })

  it.each(['anjing liar banyak', 'kapan cair pak', 'saya bingung sekali'])('is not heard in %j', (text) => {
    expect(hear({ text }).rude).toBeUndefined()
  })
})

describe('the language', () => {
  it.each([
    ['bagaimana cara klaim santunan kematian', 'id'],
    ['yok opo carane njupuk santunan', 'jv'],
    ['kulo badhe ngurus santunan bapak', 'jv'],
    ["baramma carana ngala' santunan", 'mad'],
    ["sengko' gi' ta' olle karto", 'mad'],
    ['how can I claim the money for my father', 'en'],
  ])('of %j is %s', (text, language) => {
    expect(hear({ text }).language).toBe(language)
  })

  it.each(['cek', 'JHT', 'santunan', 'xyz qwe', '17 agustus 1970'])('of %j is not told', (text) => {
    expect(hear({ text }).language).toBeUndefined()
  })
})
