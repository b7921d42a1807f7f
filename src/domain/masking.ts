// Dots and not stars, which messengers read as the marks of bold letters; always three, so that the length stays hidden.
const HIDDEN = '•••'

/** A name as a stranger may see it: `Siti Aminah` becomes `S••• A•••`. */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0] + HIDDEN)
    .join(' ')
}
