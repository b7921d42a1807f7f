import { clean } from './clean.ts'
import { hear } from './hear.ts'
import { normalise } from './normalise.ts'
import { LABELS } from './phrases.ts'
import { givesThanks } from './salutations.ts'
import { judge } from './topic.ts'

export interface Intent {
  /** A word that works everywhere, a topic of the glossary, or `out_of_scope`. */
  intent: string
  /** Between 0 and 1. */
  score: number
}

export const UNRELATED = 'out_of_scope'
// Conversations know some more, such as taking back a stop or a report of a death: names of their own, not of the glossary.
const GLOSSARY: ReadonlySet<string> = new Set([...LABELS, 'menu', 'back', 'cancel'])

/** What one utterance is taken for, as `sapa classify` prints it: of two topics that it could be the likelier. */
export function intentOf(utterance: string): Intent {
  const { text } = clean(utterance)
  const { global, topic, score, between, acknowledgement } = hear({ text })
  const named = global ?? topic
  if (named) return GLOSSARY.has(named) ? { intent: named, score: score ?? 1 } : { intent: UNRELATED, score: 1 }
  if (between) return { intent: between[0], score: judge(text).score }
  if (acknowledgement) return { intent: givesThanks(normalise(text)) ? 'thanks' : UNRELATED, score: 1 }
  return { intent: UNRELATED, score: judge(text).score }
}
