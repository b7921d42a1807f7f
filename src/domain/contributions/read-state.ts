import type { PaymentState } from './contribution.ts'

const DONE = new Set(
  'lunas bayar dibayar dibayarkan terbayar membayar setor disetor terima diterima masuk paid'.split(' '),
)
const YES = new Set('ya iya y yes v x 1 ok true settled ✓ ✔'.split(' '))
const NO = new Set(
  'n no t false unpaid outstanding overdue nunggak menunggak tunggakan terutang gagal pending'.split(' '),
)

/** Whether a file's word for a month means paid or unpaid; undefined where it says neither, as words about membership do. */
export function readState(text: string): PaymentState | undefined {
  const word = text
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[.!*_-]+/g, ' ')
    .replace(/\b(di|ter) (?=bayar)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  const denied = /^(?:belum|blm|tidak|tdk|not)(?: (.+))?$/.exec(word)
  if (denied) return denied[1] === undefined || DONE.has(denied[1]) ? 'unpaid' : undefined
  if (NO.has(word)) return 'unpaid'
  const affirmed = /^(?:sudah|sdh|telah)(?: (.+))?$/.exec(word)
  const deed = affirmed ? (affirmed[1] ?? 'bayar') : word
  return DONE.has(deed) || YES.has(word) ? 'paid' : undefined
}
