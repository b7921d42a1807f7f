import { CORRECTION_FIELDS, type CorrectionField, LONGEST_WISH } from '../../domain/correction.ts'
import { MASKED_NIK } from '../../domain/nik.ts'
import type { Reader } from '../../engine/flow.ts'

/** What is wrong in a worker's own words: something that can be read, of at most 300 characters. */
export const ownWords: Reader<string> = ({ text, attachment }) => {
  const words = text.trim()
  if (attachment || [...words].length > LONGEST_WISH) return undefined
  return /[\p{L}\p{Nd}].*[\p{L}\p{Nd}]/su.test(words) ? words : undefined
}

// With whatever people put between them; four digits alone may be a year.
const PART_OF_A_NUMBER = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,3}\p{Nd}){4,}/gu

/** The same about an identity number, of which no part is taken: it is shown to an officer, on the card. */
export const ownWordsWithoutNumber: Reader<string> = (input, today) =>
  ownWords({ ...input, text: input.text.replace(PART_OF_A_NUMBER, MASKED_NIK) }, today)

// Before "nama", since "nama jalan" is an address, and "nomor" may be of a phone or of the card.
const NAMED: readonly (readonly [CorrectionField, RegExp])[] = [
  ['nik', /\b(?:nik|nomor induk|no\.? ktp|nomor ktp)\b/i],
  ['phone', /\b(?:hp|hape|handphone|telepon|telpon|telp|wa|whatsapp|nomer|nomor)\b/i],
  ['residence', /\b(?:alamat|pindah|pindhah|ngalle|rumah|omah|griya|compok|kelurahan|jalan|rt|rw)(?:ku|ipun|na)?\b/i],
  ['bornOn', /\b(?:tanggal|tgl|lahir|lair|laher)/i],
  ['work', /\b(?:pekerjaan|kerja|kerjaan|gawean|damelan|lalakon|petani|nelayan|pedagang|bukan lagi)(?:ku|ipun|na)?\b/i],
  ['period', /\b(?:masa|iuran|bayar|dibayar|ebajar|berlaku|periode)\b/i],
  ['name', /\b(?:nama|namaku|namanya|jeneng|jenengku|jenenge|asmo|asma|nami|nyama|nyamana|ejaan|huruf)\b/i],
  ['other', /\b(?:lain|lainnya|liyane|sanes|laen|dobel|ganda)\b/i],
]

/** The one field that a sentence names; undefined where it names none, or several. */
export function fieldNamed(text: string): CorrectionField | undefined {
  const found = NAMED.filter(([, words]) => words.test(text)).map(([field]) => field)
  return found.length === 1 ? CORRECTION_FIELDS.find((field) => field === found[0]) : undefined
}
