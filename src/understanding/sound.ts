import type { Tongue } from './tongues.ts'

/**
 * Words of a language that everybody spells as they please, as they sound. Madurese: "bhareng" and "bareng", "olle" and
 * "ole", "enja'", "enjak" and "enja", "santonan" and "santunan". Javanese: "isa" and "iso", "dhewe" and "dewe".
 */
export function soundOf(words: string, tongue: Tongue): string {
  const soft = words.replace(/([bdgjt])h/g, '$1').replace(/(\p{L})\1/gu, '$1')
  if (tongue === 'jv') return soft.replace(/a(?= |$)/g, 'o')
  return tongue === 'mad'
    ? soft
        .replace(/[kqh](?= |$)/g, '')
        .replaceAll('u', 'o')
        .replaceAll('i', 'e')
    : words
}

const ENDINGS: Record<Tongue, readonly string[]> = {
  id: ['nya', 'ku', 'mu', 'kah', 'lah'],
  jv: ['nipun', 'ipun', 'aken', 'ake', 'ne', 'no', 'ku', 'mu', 'e'],
  mad: ['nepon', 'epon', 'aghi', 'agi', 'nga', 'na', 'a'],
}
const SHORTEST_BARE = 3
const DOUBLED_END = /(\p{L})\1$/u

/** What a word may be without what is hung on it: "kartune", "santunanipun", "klaimma", "namaku". */
export function bareForms(word: string, tongue: Tongue): string[] {
  return ENDINGS[tongue]
    .filter((ending) => word.endsWith(ending) && word.length - ending.length >= SHORTEST_BARE)
    .map((ending) => word.slice(0, -ending.length).replace(DOUBLED_END, '$1'))
}
