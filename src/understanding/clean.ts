import { maskNiks } from '../domain/nik.ts'

const LONGEST = 2000
// Control characters, and what has no shape of its own: marks that turn the direction of writing, soft hyphens, joiners.
// They hide words and split numbers, and nobody types them on purpose.
const INVISIBLE = /[^\P{Cc}\t\n]|\p{Cf}/gu

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
