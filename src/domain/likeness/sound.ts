// Old and new spellings, and letters that the region's tongues do not tell apart: Choiriyah = Khoiriyah = Koiriya, Djoko = Joko.
const SAME_SOUND: readonly (readonly [RegExp, string])[] = [
  [/OE/g, 'U'],
  [/DJ/g, 'J'],
  [/TJ/g, 'C'],
  [/SJ|SY|SH|TS|Z/g, 'S'],
  [/CH|KH|Q/g, 'K'],
  [/GH/g, 'G'],
  [/DH|DL/g, 'D'],
  [/TH/g, 'T'],
  [/[FV]|PH/g, 'P'],
  [/X/g, 'KS'],
  [/NJ/g, 'NY'],
  [/AI|AY|AE|EI|EY/g, 'E'],
  [/AU|AW|AO|OU|OW/g, 'O'],
  [/[IY]+/g, 'I'],
  [/(?<=.)H/g, ''],
  [/E/g, 'I'],
  [/O/g, 'U'],
  [/(.)\1+/g, '$1'],
]

const heard = new Map<string, string>()
const MOST_HEARD = 50_000

/** How a word of a name sounds, one spelling for all that are said alike. `word`: as in a name key, upper case. */
export function soundOf(word: string): string {
  const known = heard.get(word)
  if (known !== undefined) return known
  const sound = SAME_SOUND.reduce((text, [pattern, letter]) => text.replace(pattern, letter), word)
  if (heard.size < MOST_HEARD) heard.set(word, sound)
  return sound
}

/** The consonants of a sound, which survive most slips; its first letter whatever it is. */
export function skeletonOf(sound: string): string {
  return sound.slice(0, 1) + sound.slice(1).replace(/[AIU]/g, '')
}
