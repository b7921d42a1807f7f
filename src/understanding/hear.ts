import { typedCode } from '../domain/code.ts'
import type { GlobalWord, Heard } from '../domain/heard.ts'
import type { Input } from '../domain/message.ts'
import { readCheckIn } from './check-in.ts'
import { globalWord, misspeltGlobal } from './globals.ts'
import { plain } from './lexicon.ts'
import { LONGEST_JUDGED, matcher } from './matcher.ts'
import { readMeetingWord } from './meeting-word.ts'
import { normalise } from './normalise.ts'
import { choiceNumber } from './numbers.ts'
import { isDistressed, isForSomeoneElse, isRude } from './signs.ts'
import { judge } from './topic.ts'
import { readVisitNote } from './visit-note.ts'
import manners from './words/manners.id.json' with { type: 'json' }
import topics from './words/topics.id.json' with { type: 'json' }

const TOPICS = lookUp({ ...topics, review: [] })
const NODS = new Set(manners.acknowledgements.map(normalise))
const TRAILING = new RegExp(`(?: (?:${manners.trailing.map(normalise).join('|')}))+$`)
const LEADING = new RegExp(`^(?:(?:${manners.leading.map(normalise).join('|')}) )+`)
const PLEASED = ['👍', '👌', '🙏', '🙂', '😊', '✅', '❤', '♥']
const ONLY_PICTURES = /^(?:\s|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F}|\u{200D})+$/u
const LONGEST_WISH = 40
const ABOUT_NUMBERS = 'privacy'
const LETTERS = /\p{L}{2}/u

/**
 * Reads what a person sent, before any conversation has a say: words that work everywhere, a number, a nod, a topic, and
 * signs of who is writing. Only what is none of the short ones is judged by the phrases that were learnt.
 */
export function hear(input: Input): Heard {
  const words = normalise(input.text.slice(0, LONGEST_JUDGED))
  // The beginning of something longer is no note and no code.
  const whole = input.text.length > LONGEST_JUDGED ? '' : words
  const visit = readVisitNote(whole)
  const meeting = input.meeting ? { code: input.meeting, isSaid: true } : readCheckIn(whole)
  const holds = readMeetingWord(whole)
  return { ...understood(input, words), ...(visit && { visit }), ...(meeting && { meeting }), ...(holds && { holds }) }
}

function understood(input: Input, words: string): Heard {
  const bare = words.replace(TRAILING, '')
  // The politeness around a wish is not the wish: "tolong stop ya pak" is "stop".
  const ways = [words, bare, words.replace(LEADING, ''), bare.replace(LEADING, '')]
  const global = globalWord(ways)
  const number = ways.map(choiceNumber).find((found) => found !== undefined)
  const topic = firstIn(TOPICS, ways)
  const code = typedCode(input.text)
  const nods = isNod(words, bare, input.text)
  const distress = LETTERS.test(words) && isDistressed(words)
  const short = {
    input,
    ...(global && { global }),
    ...(number !== undefined && { number }),
    ...(topic && { topic }),
    ...(code && { code }),
    ...(nods && { acknowledgement: true }),
    ...(distress && { distress: true as const }),
  }
  const done =
    global ||
    number !== undefined ||
    topic ||
    code ||
    nods ||
    distress ||
    input.choice !== undefined ||
    !LETTERS.test(words)
  if (done) return short
  const other = inOtherWords(words)
  if (other) return { input, global: other }
  const misspelt = misspeltGlobal(ways)
  if (misspelt) return { input, global: misspelt, misspelt: true }
  return { input, ...(input.nikTyped ? besideNumber(meant(input.text, words)) : meant(input.text, words)) }
}

/** What is asked besides an identity number: whoever writes one does not ask about it, though "nik saya" sounds like that. */
function besideNumber({ topic, secondTopic, ...said }: Omit<Heard, 'input'>): Omit<Heard, 'input'> {
  const [first, second] = [topic, secondTopic].filter((one) => one !== undefined && one !== ABOUT_NUMBERS)
  return { ...said, ...(first && { topic: first }), ...(second && { secondTopic: second }) }
}

/** A word that works everywhere, said in slang or another language: "mandek ae", "ptugas". */
function inOtherWords(words: string): GlobalWord | undefined {
  if (words.length > LONGEST_WISH) return undefined
  return globalWord([plain(words, matcher().tongues.tell(words)).join(' ')])
}

/** What whole sentences mean. */
function meant(text: string, words: string): Omit<Heard, 'input'> {
  const { topic, score, secondTopic, between } = judge(text)
  const { tongues } = matcher()
  const language = tongues.tellSurely(words)
  return {
    // Of two that it could be neither is taken: a death is not answered with arrears.
    ...(topic === 'stop' ? { global: 'stop' } : topic && !between && { topic, score }),
    ...(topic === 'thanks' && { acknowledgement: true }),
    ...(secondTopic && { secondTopic }),
    ...(between && { between }),
    ...(language && { language }),
    ...(isForSomeoneElse(plain(words, tongues.tell(words))) && { forSomeoneElse: true }),
    ...(isRude(words) && { rude: true }),
  }
}

function isNod(words: string, bare: string, text: string): boolean {
  const pleased = PLEASED.some((picture) => text.includes(picture)) && ONLY_PICTURES.test(text)
  return NODS.has(words) || NODS.has(bare) || pleased
}

/** Which of some choices some words name: the label itself, alone or with its number before it, or its first words. */
export function named(choices: readonly { value: string; label: string }[], text: string): string | undefined {
  const said = normalise(text)
  if (said.length < 2) return undefined
  const exact = choices.find(({ label }, at) => [normalise(label), normalise(`${at + 1} ${label}`)].includes(said))
  if (exact) return exact.value
  const begun = choices.filter(({ label }) => normalise(label).startsWith(`${said} `))
  return begun.length === 1 ? begun[0]!.value : undefined
}

function firstIn(phrases: ReadonlyMap<string, string>, ways: readonly string[]): string | undefined {
  return ways.map((way) => phrases.get(way)).find((found) => found !== undefined)
}

function lookUp(phrases: Record<string, readonly string[]>): Map<string, string> {
  return new Map(
    Object.entries(phrases).flatMap(([name, all]) => all.map((phrase) => [normalise(phrase), name] as const)),
  )
}
