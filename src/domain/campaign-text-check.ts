import { type CampaignTexts, isPersonal, isVariable, LONGEST_TEXT, variablesIn } from './campaign-text.ts'
import { LOCALES, type Locale, type Text } from './message.ts'
import { maskNiks } from './nik.ts'

/** Something about a campaign's words that an officer is to know; a refused text is not kept. */
export interface TextProblem {
  locale: Locale
  refused: boolean
  text: Text
}

type Found = Omit<TextProblem, 'locale'>

/** What is wrong or doubtful about a campaign's texts, in the order of the languages. */
export function problemsOf(texts: Partial<Record<Locale, string>>): TextProblem[] {
  return LOCALES.flatMap((locale) => {
    const text = texts[locale]
    if (text === undefined && locale !== 'id') return []
    const found = text === undefined || text.trim() === '' ? [refused('empty')] : problemsIn(text)
    return found.map((problem) => ({ locale, ...problem }))
  })
}

export function isAcceptable(texts: Partial<Record<Locale, string>>): texts is CampaignTexts {
  return !problemsOf(texts).some((problem) => problem.refused)
}

function problemsIn(text: string): Found[] {
  return [...shapeProblems(text), ...contentProblems(text)]
}

function shapeProblems(text: string): Found[] {
  const unknown = [...new Set(variablesIn(text))].filter((name) => !isVariable(name))
  const found = unknown.map((name) => refused('unknownVariable', { variable: name.slice(0, 20) }))
  if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))) found.push(refused('strayBrace'))
  const length = [...text].length
  if (length > LONGEST_TEXT) found.push(refused('tooLong', { length, limit: LONGEST_TEXT }))
  return found
}

// What a swindler would ask for; a real campaign never does (WhatsApp's business policy forbids it too).
const SECRET =
  /\b(?:nik|pin|otp|kode (?:rahasia|verifikasi|masuk|sms|\d+ (?:angka|digit))|kata sandi|password|nomor induk|(?:nomor|no\.?) (?:ktp|kk|rekening)|foto (?:ktp|kk|kartu)|kartu (?:atm|keluarga))\b/
const GIVE =
  /\b(?:kirim(?:kan|lah)?|balas|ketik(?:kan)?|isi(?:kan)?|masukkan|sebut(?:kan)?|beri(?:kan|tahu(?:kan)?)?|tulis(?:kan)?|foto(?:kan)?|serahkan|send|reply with|tell us|enter|give)\b/
const PAY =
  /\b(?:transfer(?:kan|lah)?|setor(?:kan|lah)?|bayar(?:kan|lah)?|lunasi|kirim(?:kan|lah)? (?:uang|pulsa|dana)|top ?up|pay|send money)\b/
const MONEY = /\b(?:membayar|biaya|uang|rekening|pulsa|administrasi|money|fee)\b/
const NOT = /\b(?:tidak|tak|jangan|tanpa|bukan|ndak|enja'?|ora|aja|never|not|no|don't)\b/
// "Jangan lupa kirim …" asks for it after all.
const NOT_A_NO =
  /\b(?:jangan|tidak|tak|don't|do not) (?:lupa|ragu|tunda|takut|sungkan|malu|khawatir|forget|hesitate)\b/g
const AMOUNT =
  /\brp\.? ?\d|\b\d[\d.,]*\s?(?:ribu|rb|juta|jt|miliar|rupiah)\b|\b(?:se(?:puluh|ratus|belas)|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|puluh|ratus|belas) (?:ribu|juta|miliar)\b/
const LINK = /\bhttps?:|\bwww\.|\b[a-z0-9-]+\.(?:com|id|net|org|link|me|ly|xyz)\b/
const PERHAPS_AMOUNT = /\b\d{1,3}(?:\.\d{3})+\b/
const PROMISE = /\b(?:pasti|dijamin|terjamin|guaranteed)\b/
const STATUS = /\b(?:terdaftar|tercatat|peserta|aktif|dibayar|registered|covered)\b/

/** What nobody may write to a worker: an identity number, a request for secrets, a request for money. */
export function forbiddenIn(text: string): Found[] {
  const sentences = sentencesOf(text)
  return [
    ...(maskNiks(text) !== text ? [refused('identityNumber')] : []),
    ...(sentences.some((one) => SECRET.test(one) && asksTo(one, GIVE)) ? [refused('asksSecret')] : []),
    ...(sentences.some((one) => asksTo(one, PAY)) ? [refused('asksMoney')] : []),
  ]
}

function sentencesOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[.!?\n;]+/)
    .map((sentence) => sentence.replace(NOT_A_NO, ' '))
}

function contentProblems(text: string): Found[] {
  const words = text.toLowerCase()
  const asking = sentencesOf(text).filter((sentence) => !NOT.test(sentence))
  const found = forbiddenIn(text)
  const isFound = (code: string) => found.some(({ text }) => text[0] === `campaigns.text.${code}`)
  if (!isFound('asksSecret') && asking.some((sentence) => SECRET.test(sentence))) found.push(warned('namesSecret'))
  if (!isFound('asksMoney') && asking.some((sentence) => MONEY.test(sentence))) found.push(warned('namesMoney'))
  if (AMOUNT.test(words)) found.push(refused('amount'))
  else if (PERHAPS_AMOUNT.test(words)) found.push(warned('perhapsAmount'))
  if (LINK.test(words)) found.push(warned('link'))
  if (asking.some((sentence) => PROMISE.test(sentence))) found.push(warned('promise'))
  if (!isPersonal(text) && asking.some((sentence) => STATUS.test(sentence))) found.push(warned('status'))
  return found
}

/** Whether a sentence asks for a deed; a "no" that comes only after the deed ("kirim …, tidak perlu datang") takes nothing back. */
function asksTo(sentence: string, deed: RegExp): boolean {
  const found = deed.exec(sentence)
  return found !== null && !NOT.test(sentence.slice(0, found.index))
}

function refused(code: string, values: Record<string, string | number> = {}): Found {
  return { refused: true, text: [`campaigns.text.${code}`, values] }
}

function warned(code: string): Found {
  return { refused: false, text: [`campaigns.text.${code}`, {}] }
}
