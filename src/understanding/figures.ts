import { MASKED_NIK } from '../domain/nik.ts'
import { SPELT } from './numbers.ts'

const MONTHS =
  'jan(?:uari)?|feb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|jun(?:i)?|jul(?:i)?|agu(?:stus)?|ags|agt|sep(?:t|tember)?|okt(?:ober)?|nov(?:ember)?|nop|des(?:ember)?'
const NUMERIC_DATE = /\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b/g
const NAMED_DATE = new RegExp(`\\b\\d{1,2}[-/. ]?(?:${MONTHS})[-/. ]?(?:(?:19|20)?\\d{2})?\\b`, 'gi')
const PHONE = /(?:\+?62|(?<!\d)0)[ .-]?8[\d .-]{7,16}\d/g
const THOUSANDS = /(?<!\d)(\d{1,3})(?:[.,](\d{3}))+\b/g
const STUCK_TOGETHER = /(\d)(?=\p{L})|(\p{L})(?=\d)/gu
// Figures that people name because they have heard them: the sums and periods of the programmes, and the call centre.
const SPEAKING = new Set([
  '42',
  '70',
  '48',
  '87',
  '174',
  '175',
  '24',
  '56',
  '65',
  '16800',
  '36800',
  '42000000',
  '70000000',
])

/** Words with their figures made comparable: no identity numbers or phones, a date as `tanggal`, amounts in one piece. */
export function withoutFigures(text: string): string {
  return text
    .replaceAll(MASKED_NIK, ' ')
    .replace(PHONE, ' ')
    .replace(NUMERIC_DATE, ' tanggal ')
    .replace(NAMED_DATE, ' tanggal ')
    .replace(THOUSANDS, (amount) => amount.replace(/[.,]/g, ''))
    .replace(STUCK_TOGETHER, '$1$2 ')
}

const WORDS = [...SPELT.keys()]

/** A number as it is compared: small ones spelt, telling ones kept, all others alike. */
export function figure(word: string): string {
  if (!/^\d+$/.test(word)) return word
  const spelt = word.length < 3 ? WORDS[Number(word)] : undefined
  return spelt ?? (SPEAKING.has(word) ? word : '#')
}
