import { clean } from './clean.ts'
import { hear } from './hear.ts'
import { normalise } from './normalise.ts'
import { givesThanks } from './salutations.ts'
import { judge } from './topic.ts'

export interface Intent {
  /** A word that works everywhere, a topic of the glossary, or `out_of_scope`. */
  intent: string
  /** Between 0 and 1. */
  score: number
}

/** What one utterance is taken for, as `sapa classify` prints it. */
export function intentOf(utterance: string): Intent {
  const { text } = clean(utterance)
  const { global, topic, score, acknowledgement } = hear({ text })
  if (global) return { intent: global, score: 1 }
  if (topic) return { intent: topic, score: score ?? 1 }
  if (acknowledgement) return { intent: givesThanks(normalise(text)) ? 'thanks' : 'out_of_scope', score: 1 }
  return { intent: 'out_of_scope', score: judge(text).score }
}
