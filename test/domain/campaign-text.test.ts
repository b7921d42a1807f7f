import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillText, isPersonal, languageOf, tidyText, VARIABLES, variablesIn } from '../../src/domain/campaign-text.ts'
import { isAcceptable, problemsOf } from '../../src/domain/campaign-text-check.ts'

const VALUES = { nama: 'S••• A•••', instansi: 'Dinas X', segmen: 'Petani', masa: '2026', status: 'aktif' }

describe('a text', () => {
  it.each([
    ['Salam {nama} dari {instansi}.', 'Salam S••• A••• dari Dinas X.'],
    ['{ Nama } {SEGMEN} {masa} {status}', 'S••• A••• Petani 2026 aktif'],
    ['{nama}{nama}', 'S••• A•••S••• A•••'],
    ['tanpa isian', 'tanpa isian'],
    ['{lain}', '{lain}'],
  ])('%j is filled', (text, filled) => {
    expect(fillText(text, VALUES)).toBe(filled)
  })

  it('is filled once: what a value holds between braces is nobody’s variable', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(fillText('{nama}', { ...VALUES, nama: name })).toBe(name)
        expect(fillText('{nama}', { ...VALUES, nama: `{status}${name}$&` })).toBe(`{status}${name}$&`)
      }),
    )
  })

  it.each([
    ['{nama} {instansi}', false],
    ['{segmen}', true],
    ['{masa}', true],
    ['{Status}', true],
    ['status', false],
  ])('%s is personal: %s', (text, personal) => {
    expect(isPersonal(text)).toBe(personal)
  })

  it('is told in the language of the person where the campaign has it', () => {
    const texts = { id: 'a', jv: 'b' }
    expect((['id', 'jv', 'mad', 'en'] as const).map((locale) => languageOf(texts, locale))).toEqual([
      ...['id', 'jv', 'id', 'id'],
    ])
  })

  it('is kept with one kind of line end and nothing around it', () => {
    expect(tidyText(' a\r\nb \n')).toBe('a\nb')
    expect(tidyText('N\u200bIK\tBapak\u0007')).toBe('NIK Bapak')
  })
})

const codes = (text: string, refused: boolean) =>
  problemsOf({ id: text })
    .filter((problem) => problem.refused === refused)
    .map((problem) => String(problem.text[0]).split('.').at(-1))

describe('a text is refused', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['Salam {gaji}', 'unknownVariable'],
    ['Salam {nama', 'strayBrace'],
    ['Salam nama}', 'strayBrace'],
    ['Salam {{nama}}', 'strayBrace'],
    ['x'.repeat(701), 'tooLong'],
    ['Nomor Bapak 3574010101709001.', 'identityNumber'],
    ['Kirim NIK Bapak/Ibu.', 'asksSecret'],
    ['Mohon balas dengan PIN.', 'asksSecret'],
    ['Kirim PIN Bapak/Ibu ke nomor ini, tidak perlu datang ke kantor.', 'asksSecret'],
    ['Transfer 50000 ke rekening 123, jangan sampai terlambat.', 'asksMoney'],
    ['Balas dengan foto KTP dan kartu keluarga.', 'asksSecret'],
    ['Kirim nomor induk kependudukan Bapak.', 'asksSecret'],
    ['Kirim kode 6 angka yang baru masuk.', 'asksSecret'],
    ['Dapat empat puluh dua juta rupiah.', 'amount'],
    ['Jangan lupa kirim kode OTP ke nomor ini', 'asksSecret'],
    ['Kami tidak meminta uang. Kirimkan nomor rekening.', 'asksSecret'],
    ['Isi kata sandi Anda', 'asksSecret'],
    ['Segera transfer ke rekening ini', 'asksMoney'],
    ['Silakan bayar iurannya hari ini', 'asksMoney'],
    ['kirim pulsa ke nomor ini', 'asksMoney'],
    ['Santunan Rp42.000.000 menanti', 'amount'],
    ['Dapat 42 juta', 'amount'],
    ['uang 500 ribu', 'amount'],
    ['Rp 10', 'amount'],
  ])('%j: %s', (text, code) => {
    expect(codes(text, true)).toContain(code)
    expect(isAcceptable({ id: text })).toBe(false)
  })

  it('where Bahasa Indonesia is missing, whatever else there is', () => {
    expect(isAcceptable({ en: 'Greetings.' })).toBe(false)
  })

  it('where one language alone is at fault', () => {
    expect(problemsOf({ id: 'Salam.', en: 'Pay now.' })).toEqual([
      { locale: 'en', refused: true, text: ['campaigns.text.asksMoney', {}] },
    ])
  })
})

describe('a text is warned about', () => {
  it.each([
    ['Siapkan NIK saat ke kelurahan.', 'namesSecret'],
    ['Tentang biaya, tanyakan ke kelurahan.', 'namesMoney'],
    ['Sudah 10.000 warga ikut.', 'perhapsAmount'],
    ['Santunan pasti cair.', 'promise'],
    ['Lihat di https://contoh.id/kabar', 'link'],
    ['Bapak/Ibu terdaftar.', 'status'],
  ])('%j: %s', (text, code) => {
    expect(codes(text, false)).toContain(code)
    expect(isAcceptable({ id: text })).toBe(true)
  })
})

describe('a text is taken as it is', () => {
  it.each([
    'Salam {nama}, ada kabar dari {instansi}.',
    'Kami tidak pernah meminta uang, PIN, atau kode OTP.',
    'Jangan berikan PIN kepada siapa pun.',
    'Bapak/Ibu tidak perlu membayar.',
    'Balas 1 untuk mengetahuinya.',
    'Pertemuan tanggal 17 Desember 2026 pukul 09.00 di balai kelurahan RT 03 RW 02.',
    'Masa {masa}, {nama} terdaftar: {status}.',
    'x'.repeat(700),
    '😀'.repeat(700),
  ])('%j', (text) => {
    expect(problemsOf({ id: text })).toEqual([])
  })
})

it('whatever is typed is judged, and what is accepted holds known variables only', () => {
  const pieces = fc.constantFrom('{', '}', ...VARIABLES, 'gaji', ' ', 'kata', '{nama}', '\n')
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (typed) => {
      const text = typed.join('')
      if (!isAcceptable({ id: text })) return
      expect(variablesIn(text).every((name) => (VARIABLES as readonly string[]).includes(name))).toBe(true)
      expect(fillText(text, VALUES)).not.toMatch(/[{}]/)
    }),
  )
})
