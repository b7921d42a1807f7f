// No 0/O, 1/I/L, 5/S, 8/B: whoever copies a code by hand from paper cannot mistake one for another.
export const CODE_LETTERS = '234679ACDEFGHJKMNPQRTUVWXYZ'

/** A code of so many letters and digits from random bytes, one for each; the modulo's bias of 27 in 256 is known and small. */
export function makeCode(random: Buffer): string {
  return [...random].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join('')
}

/** `K7PM4XQ2` as people read it aloud: `K7PM-4XQ2`. */
export function spellCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** A code as it was typed, with whatever spaces, dashes and small letters; undefined when it cannot be one of that length. */
export function readCode(text: string, length: number): string | undefined {
  const typed = text.toUpperCase().replace(/[\s.\-–]/g, '')
  return typed.length === length && [...typed].every((letter) => CODE_LETTERS.includes(letter)) ? typed : undefined
}

/** A code that nobody has asked for: eight letters in two fours, or with a digit among them, so that no word is taken for one. */
export function typedCode(text: string): string | undefined {
  const code = readCode(text, PERSONAL_CODE)
  const looksLikeOne = /\d/.test(text) || /^\s*\w{4}[-–. ]\w{4}\s*$/.test(text)
  return looksLikeOne ? code : undefined
}

/** The personal code on a worker's slip. */
export const PERSONAL_CODE = 8
/** The code by which an officer finds a chat. */
export const CHAT_CODE = 6
/** The code by which an officer links the own chat. */
export const OFFICER_CODE = 10
/** The code by which a family finds its case again. */
export const CLAIM_CODE = 8
