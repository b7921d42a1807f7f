// Dots and not stars, which messengers read as the marks of bold letters; always three, so that the length stays hidden.
const HIDDEN = '•••'

// With its accent, where that is written as a mark of its own.
const FIRST_LETTER = /\p{L}\p{M}*/u

/** A name as a stranger may see it: `Siti Aminah` becomes `S••• A•••`. Nothing but letters is an initial. */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => FIRST_LETTER.exec(word)?.[0])
    .filter((letter) => letter !== undefined)
    .map((letter) => letter + HIDDEN)
    .join(' ')
}
