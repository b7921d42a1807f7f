import { normalise } from './normalise.ts'
import file from './words/signs.json' with { type: 'json' }

const anyOf = (phrases: readonly string[]) =>
  new RegExp(`(?<=^| )(?:${[...new Set(phrases.map(normalise))].sort((a, b) => b.length - a.length).join('|')})(?= |$)`)

const WISH_TO_END = anyOf(
  file.wishes.flatMap((wish) =>
    file.ends.flatMap((end) => [`${wish} ${end}`, `${wish} saya ${end}`, `${wish} aku ${end}`]),
  ),
)
const SAID_OUTRIGHT = anyOf(file.distress)
const ENDED_ONESELF = anyOf(['bunuh diri', 'gantung diri', 'nglalu', 'ngendat'])
const HARMLESS = anyOf(file.harmless)
const PAST = anyOf(file.past)
const RUDE = anyOf(file.rude)

/**
 * Whether normalised words are those of somebody who may do themselves harm. Rather once too often: what follows is a
 * kind word and the offer of a person. What died of itself, died laughing, or is told of the dead is not meant.
 */
export function isDistressed(normalised: string): boolean {
  if (SAID_OUTRIGHT.test(normalised)) return true
  if (WISH_TO_END.test(normalised) && !HARMLESS.test(normalised)) return true
  return ENDED_ONESELF.test(normalised) && !PAST.test(normalised)
}

export function isRude(normalised: string): boolean {
  return RUDE.test(normalised)
}

const OTHERS =
  'ayah|suami|istri|anak|kakek|nenek|adik|kakak|saudara|paman|bibi|mertua|keponakan|cucu|tetangga|teman|orang tua|pasangan|almarhum|warga|kerabat|besan|menantu|bapak|ibu'
const ALWAYS_OTHERS =
  'ayah|suami|istri|kakek|nenek|paman|bibi|mertua|keponakan|tetangga|orang tua|pasangan|teman|warga|almarhum'
const OTHERS_OF_MINE = new RegExp(
  `(?<=^| )(?:(?:${OTHERS}) (?:saya|kami|kita)|saya punya (?:${OTHERS})|(?:${ALWAYS_OTHERS}))(?= |$)`,
)

/** Whether common words (`plain`) speak of somebody close to the writer. */
export function isForSomeoneElse(words: readonly string[]): boolean {
  return OTHERS_OF_MINE.test(words.join(' '))
}
