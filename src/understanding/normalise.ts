/** Words as they are compared: small letters, no punctuation or emoji, stretched letters shortened, single spaces. */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .toLocaleLowerCase('id')
    .replace(/\p{M}/gu, '')
    .replace(QUOTED, '$1')
    .replace(GLOTTAL, '$1k')
    .replace(APOSTROPHE, '$1')
    .replace(/[^\p{L}\p{Nd}\s]/gu, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

// Madurese writes its glottal stop as an apostrophe, a k or not at all: "enja'", "enjak". Between vowels it is no letter: "jum'at".
const QUOTED = /(?<!\p{L})['’‘`"]([^'’‘`"]{1,200})['’‘`"]/gu
const GLOTTAL = /([aeiou])['’‘`´ʼ](?![aeiou])/gu
const APOSTROPHE = /(\p{L})['’‘`´ʼ](?=\p{L})/gu
