/** So much of a question is kept, in characters. */
const LONGEST = 200
const HIDDEN = '…'

// Phones, card numbers, codes of slips and cases; dates and small sums stay, since they are what was asked about.
const NUMBERS = /\+?\d[\d .-]{5,}\d/g
const CODES = /\b(?=[a-z]*\d)[a-z0-9]{4}-?[a-z0-9]{4}\b/gi
const LINKS = /\S+@\S+|\bhttps?:\S+|\bwww\.\S+/gi
// Whoever is named by "nama saya …", "a.n. …", "bernama …", "pak …".
const NAMES = /\b(nama(?:ku|nya)?(?: (?:saya|kami|lengkap|ibu|bapak))?|a\.?n\.?|atas nama|bernama)[ :]+(?:\S+ ?){1,4}/gi

/** A question as it may be kept without its asker: no numbers, codes, addresses or names told as such. Empty: nothing is left. */
export function masked(text: string): string {
  const hidden = text
    .replace(LINKS, HIDDEN)
    .replace(NUMBERS, HIDDEN)
    .replace(CODES, HIDDEN)
    .replace(NAMES, `$1 ${HIDDEN} `)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST)
  return /\p{L}{3}/u.test(hidden) ? hidden : ''
}
