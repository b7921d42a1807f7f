import type { Cells, Column } from './columns.ts'

// What people type into a cell that has nothing to say.
const NOTHING = /^(?:[-–—.?0]+|n\/?a|tidak ada|tdk ada|kosong|belum ada|null|nihil)$/i

/** A cell's words without control and invisible characters; empty where it holds nothing, or a dash that means nothing. */
export function words(cells: Cells, column: Column): string {
  const cell = cells[column]
  if (!cell) return ''
  const text = cell
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')
    .trim()
  return NOTHING.test(text) ? '' : text
}

const YES = /^(?:ya|iya|y|yes|1|v|x|ok|oke|true|benar|setuju|boleh|bersedia|sudah|mau|✓|✔)$/i
const NO = /^(?:tidak|tdk|tak|t|no|n|0|false|belum|bukan|menolak|tidak setuju|tidak bersedia|tidak boleh|-)$/i

/** Whether a cell says yes or no; undefined where it says neither. */
export function yesOrNo(text: string): boolean | undefined {
  if (YES.test(text)) return true
  return NO.test(text) ? false : undefined
}

/** A formula, which a roster may not hold: what it shows depends on where it is opened. `="0812"` only keeps a zero. */
export function isFormula(text: string): boolean {
  return text.startsWith('=') && !/^="[^"]*"$/.test(text)
}

/** The text that Excel's way of keeping leading zeros, `="0812…"`, stands for. */
export function unwrapText(text: string): string {
  return /^="[^"]*"$/.test(text) ? text.slice(2, -1) : text
}
