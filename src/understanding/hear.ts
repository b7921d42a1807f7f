import { GLOBAL_WORDS, type GlobalWord, type Heard } from '../domain/heard.ts'
import type { Input } from '../domain/message.ts'
import { normalise } from './normalise.ts'
import { choiceNumber } from './numbers.ts'
import globalWords from './words/global.id.json' with { type: 'json' }
import manners from './words/manners.id.json' with { type: 'json' }
import topics from './words/topics.id.json' with { type: 'json' }

const GLOBALS = lookUp(Object.fromEntries(GLOBAL_WORDS.map((word) => [word, globalWords[word]])))
const TOPICS = lookUp({ ...topics, review: [] })
const NODS = new Set(manners.acknowledgements.map(normalise))
const TRAILING = new RegExp(`(?: (?:${manners.trailing.map(normalise).join('|')}))+$`)
const LEADING = new RegExp(`^(?:(?:${manners.leading.map(normalise).join('|')}) )+`)
const PLEASED = ['👍', '👌', '🙏', '🙂', '😊', '✅', '❤', '♥']
const ONLY_PICTURES = /^(?:\s|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F}|\u{200D})+$/u

/** Reads what a person sent, before any conversation has a say: words that work everywhere, a number, a topic, a nod. */
export function hear(input: Input): Heard {
  const words = normalise(input.text)
  const bare = words.replace(TRAILING, '')
  // The politeness around a wish is not the wish: "tolong stop ya pak" is "stop".
  const ways = [words, bare, words.replace(LEADING, ''), bare.replace(LEADING, '')]
  const global = firstIn(GLOBALS, ways) as GlobalWord | undefined
  const number = ways.map(choiceNumber).find((found) => found !== undefined)
  const topic = firstIn(TOPICS, ways)
  const nods =
    NODS.has(words) ||
    NODS.has(bare) ||
    (PLEASED.some((picture) => input.text.includes(picture)) && ONLY_PICTURES.test(input.text))
  return {
    input,
    ...(global && { global }),
    ...(number !== undefined && { number }),
    ...(topic && { topic }),
    ...(nods && { acknowledgement: true }),
  }
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
