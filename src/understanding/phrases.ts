import { z } from 'zod'
import id from './phrases/id.json' with { type: 'json' }
import jv from './phrases/jv.json' with { type: 'json' }
import mad from './phrases/mad.json' with { type: 'json' }
import { TONGUES, type Tongue } from './tongues.ts'

/** What a sentence can be about: topics of the glossary, words that work everywhere and are also asked for in sentences, and neither. */
export const LABELS = [
  ...['status_check', 'what_program', 'amount', 'claim_jkm', 'claim_jkk', 'documents', 'heirs', 'cost', 'when_paid'],
  ...['waiting_period', 'inactive_arrears', 'renewal', 'jmo_help', 'card', 'wrong_data', 'double_data', 'eligibility'],
  ...['join', 'leave', 'scholarship', 'jht', 'death_cert', 'accident_report', 'kab_vs_kota', 'scam', 'privacy', 'stop'],
  ...['human', 'complaint', 'location_hours', 'greeting', 'thanks', 'help', 'language', 'out_of_scope'],
] as const
export type Label = (typeof LABELS)[number]

export interface Phrase {
  tongue: Tongue
  label: Label
  text: string
}

const files = z.record(
  z.enum(TONGUES),
  z.object({ review: z.string() }).catchall(z.array(z.string().min(1).max(300)).min(8)),
)

/** The phrases that the matcher learns from, as people write them. Throws where a file has another form or an unknown topic. */
export function readPhrases(): Phrase[] {
  const read = files.parse({ id, jv, mad })
  return TONGUES.flatMap((tongue) => {
    const { review: _, ...topics } = read[tongue]
    return Object.entries(topics).flatMap(([topic, texts]) => {
      const label = z.enum(LABELS).parse(topic)
      return (texts as string[]).map((text) => ({ tongue, label, text }))
    })
  })
}
