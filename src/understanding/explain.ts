import type { Locale } from '../domain/message.ts'
import { clean } from './clean.ts'
import { type Intent, intentOf } from './intent.ts'
import { matcher, type Ranked, type Reason } from './matcher.ts'
import { normalise } from './normalise.ts'
import { judge, type Topic } from './topic.ts'

const MOST_RANKED = 5
const MOST_REASONS = 8

/** Why an utterance was taken for what it was taken for. */
export interface Explanation {
  intent: Intent
  between: [Topic, Topic] | undefined
  /** The words as they were judged. */
  words: string[]
  language: Locale | undefined
  ranked: Ranked[]
  /** What spoke most for the likeliest label. */
  reasons: Reason[]
}

export function explain(utterance: string): Explanation {
  const { text } = clean(utterance)
  const words = matcher().wordsOf(text)
  const ranked = matcher().rank(words).slice(0, MOST_RANKED)
  return {
    intent: intentOf(utterance),
    between: judge(text).between,
    words,
    language: matcher().tongues.tellSurely(normalise(text)),
    ranked,
    reasons: matcher().reasons(words, ranked[0]!.label, MOST_REASONS),
  }
}
