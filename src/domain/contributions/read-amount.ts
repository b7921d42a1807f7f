// An int of PostgreSQL holds twice as much; no worker's month costs a thousandth of it.
const MOST = 1_000_000_000

/**
 * Whole rupiah from `16800`, `Rp16.800`, `Rp 16.800,00`, `16,800.00`, `16.800,-`; 0 of what accountants write for nothing
 * (`Rp -`). Undefined where it cannot be read, is below zero, or holds parts of a rupiah.
 */
export function readAmount(text: string): number | undefined {
  const bare = text
    .replace(/^(?:rp|idr)\.?\s*/i, '')
    .replace(/\s/g, '')
    .replace(/[.,][-–—]+$/, '')
  if (/^[-–—]$/.test(bare)) return 0
  const whole = bare.replace(/(?<=\d)[.,]0{1,2}$/, '')
  const isGrouped = /^\d{1,3}(?:\.\d{3})+$/.test(whole) || /^\d{1,3}(?:,\d{3})+$/.test(whole)
  if (!isGrouped && !/^\d+$/.test(whole)) return undefined
  const rupiah = Number(whole.replace(/[.,]/g, ''))
  return rupiah <= MOST ? rupiah : undefined
}
