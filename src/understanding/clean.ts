import { maskNiks } from '../domain/nik.ts'

const LONGEST = 2000
// Control characters, and the marks that turn the direction of writing: they hide words, and nobody types them on purpose.
const INVISIBLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g

/** Words as they may be kept: one form of Unicode, nothing invisible, identity numbers masked, at most 2,000 characters. */
export function clean(text: string): { text: string; nikTyped: boolean } {
  const visible = text
    .slice(0, LONGEST * 2)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .slice(0, LONGEST)
  const masked = maskNiks(visible)
  return { text: masked.trim(), nikTyped: masked !== visible }
}
