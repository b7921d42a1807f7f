/** Words as they are compared: small letters, no punctuation or emoji, stretched letters shortened, single spaces. */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .toLocaleLowerCase('id')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{Nd}\s]/gu, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}
