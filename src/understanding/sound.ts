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

const ENDINGS: Record<Tongue, RegExp> = {
  id: /(?:nya|ku|mu|kah|lah)$/,
  jv: /(?:nipun|ipun|aken|ake|ne|no|ku|mu|e)$/,
  mad: /(?:nepon|epon|aghi|agi|nga|([rlmstdbgkp])\1a|na)$/,
}

/** A word without what is hung on it: "kartune", "klaimma", "namaku". */
export function withoutEnding(word: string, tongue: Tongue): string {
  return word.replace(ENDINGS[tongue], (_, doubled: string | undefined) => doubled ?? '')
}
