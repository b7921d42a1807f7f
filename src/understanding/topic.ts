import { z } from 'zod'
import { guarded, passesGuard } from './guards.ts'
import { type Matcher, matcher, type Ranked } from './matcher.ts'
import { normalise } from './normalise.ts'
import { LABELS, type Label } from './phrases.ts'
import { givesThanks, greets, salutes, withoutSalutations } from './salutations.ts'
import file from './words/unclear.json' with { type: 'json' }

export type Topic = Exclude<Label, 'out_of_scope'>

/** What a message was taken to be about. Nothing but a score where it is about nothing that Sapa knows. */
export interface Judgement {
  topic?: Topic
  /** Between 0 and 1: how sure the topic is, or how unlike all topics the text is. */
  score: number
  secondTopic?: Topic
  between?: [Topic, Topic]
}

// Set on the development sets and on phrases left out of the learning (test/understanding/topic.test.ts).
// How much a topic may lag behind twice the chance that a text is unrelated.
const AGAINST_UNRELATED = 0.2
const SURE_ENOUGH = 0.25
const SURE_ENOUGH_GUARDED = 0.5
const SURE_ENOUGH_IN_A_PART = 0.6
const SURE_ENOUGH_IN_ONE_WORD = 0.8
const NEARLY_AS_LIKELY = 0.55
const LIKELY_TOGETHER = 0.55

const LONGEST_THANKS = 80
const MOST_GREETED = 2

const PARTS = /[.?!;,\n]+|\s(?:dan|terus|trus|trs|sekalian|lalu|serta|dn|karo|ambek|kaliyan|ban|moso)\s/i
const MOST_PARTS = 5

const unclear = z.array(z.strictObject({ said: z.array(z.string()), between: z.array(z.enum(LABELS)).length(2) }))
const UNCLEAR = new Map(
  unclear
    .parse(file.unclear)
    .flatMap(({ said, between }) => said.map((text) => [text, between as [Topic, Topic]] as const)),
)

/** Judges what a text is about, as a whole and part by part. */
export function judge(text: string): Judgement {
  const whole = judgeOnce(matcher(), text)
  const parts = partsOf(text).map((part) => judgeOnce(matcher(), part))
  const sure = parts.filter(({ topic, score }) => topic && !SALUTES.has(topic) && score >= SURE_ENOUGH_IN_A_PART)
  const topic = whole.topic ?? sure[0]?.topic
  if (topic === undefined) return whole
  const second = sure.find((part) => part.topic !== topic)?.topic
  const score = whole.topic ? whole.score : sure[0]!.score
  if (second === undefined) return { ...whole, topic, score }
  // What its parts ask one after the other is not one thing that could be either.
  const { between, ...clear } = whole
  const isBoth = between?.every((one) => sure.some((part) => part.topic === one)) ?? false
  return { ...(isBoth ? clear : whole), topic, score, secondTopic: second }
}

const SALUTES: ReadonlySet<Label> = new Set(['greeting', 'thanks'])

function judgeOnce(matcher: Matcher, text: string): Judgement {
  const said = normalise(text)
  const learnt = matcher.learnt(said)
  if (learnt !== undefined) return learnt === 'out_of_scope' ? { score: 1 } : { topic: learnt, score: 1 }
  if (withoutSalutations(said) === '' && salutes(said))
    return { topic: givesThanks(said) ? 'thanks' : 'greeting', score: 1 }
  const judged = judgeContent(matcher, text)
  if (judged.topic && !SALUTES.has(judged.topic)) return judged
  const salute = saluteIn(said)
  return salute
    ? { topic: salute, score: SURE_ENOUGH }
    : { score: judged.score, ...(judged.between && { between: judged.between }) }
}

/** Nobody greets or thanks without one of the words for it; thanks may say what for, a greeting whom. */
function saluteIn(said: string): Topic | undefined {
  if (givesThanks(said) && said.length <= LONGEST_THANKS) return 'thanks'
  return greets(said) && withoutSalutations(said).split(' ').length <= MOST_GREETED ? 'greeting' : undefined
}

function judgeContent(matcher: Matcher, text: string): Judgement {
  const words = matcher.wordsOf(text)
  if (words.every((word) => word === '' || word === '#' || word === 'tanggal')) return { score: 1 }
  const between = UNCLEAR.get(words.join(' '))
  return between ? { topic: between[0], score: 0.5, between } : decide(matcher.rank(words), words)
}

function decide(ranked: readonly Ranked[], words: readonly string[]): Judgement {
  const unrelated = ranked.find(({ label }) => label === 'out_of_scope')!.chance
  const [best, next] = ranked.filter(({ label }) => label !== 'out_of_scope') as [Ranked, Ranked]
  const score = best.chance
  const related = score + AGAINST_UNRELATED > 2 * unrelated
  const enough = score >= leastScore(best.label, words)
  const close = next.chance >= NEARLY_AS_LIKELY * best.chance && best.chance + next.chance >= LIKELY_TOGETHER
  const possible = [best, next].every(({ label }) => passesGuard(label, words))
  const between = related && close && possible ? ([best.label, next.label] as [Topic, Topic]) : undefined
  if (related && enough && passesGuard(best.label, words))
    return { topic: best.label as Topic, score, ...(between && { between }) }
  return { score: Math.max(unrelated, 1 - score), ...(between && { between }) }
}

function leastScore(label: Label, words: readonly string[]): number {
  if (words.length === 1) return SURE_ENOUGH_IN_ONE_WORD
  return guarded(label) ? SURE_ENOUGH_GUARDED : SURE_ENOUGH
}

function partsOf(text: string): string[] {
  const parts = text.split(PARTS, MOST_PARTS + 1).filter((part) => part.trim().includes(' '))
  return parts.length > 1 ? parts.slice(0, MOST_PARTS) : []
}
