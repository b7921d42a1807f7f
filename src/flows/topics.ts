import { type Flow, flow } from '../engine/flow.ts'
import { topicEntry } from './topic-entry.ts'
import { amount } from './topics/amount.ts'
import { asking } from './topics/asking.ts'
import { claiming } from './topics/claiming.ts'
import { cost } from './topics/cost.ts'
import { membership } from './topics/membership.ts'
import { answers, type TopicScene } from './topics/scene.ts'
import { scholarship } from './topics/scholarship.ts'

const steps = { ...amount, ...cost, ...scholarship, ...claiming, ...membership, ...asking } as const
type Named = keyof typeof steps

/** Topics of the glossary that are answered here, and the step that answers each. */
export const ANSWERED = {
  amount: 'amount',
  cost: 'cost',
  when_paid: 'whenPaid',
  waiting_period: 'waiting',
  inactive_arrears: 'arrears',
  renewal: 'renewal',
  card: 'card',
  wrong_data: 'wrongData',
  double_data: 'doubleData',
  eligibility: 'eligibility',
  join: 'join',
  leave: 'leave',
  scholarship: 'scholarship',
  jht: 'jht',
  claim_jkk: 'claimJkk',
  accident_report: 'accident',
  kab_vs_kota: 'kabOrKota',
  complaint: 'complaint',
  location_hours: 'places',
  thanks: 'thanks',
} as const satisfies Record<string, Named>

/** One answer to each question that people ask, with the next questions as choices. */
export const topics = flow({
  id: 'topics',
  version: 1,
  start: 'which',
  answers,
  steps: { which: { decide: ({ answers: { topic } }: TopicScene) => stepOf(topic) }, ...steps },
})

/** A way into `topics` for each topic. */
export const topicEntries: Flow[] = Object.values(ANSWERED).map((step) => topicEntry(`topics.${step}`, 'topics', step))

/** Which conversation answers which topic of the glossary. */
export const answeredTopics: Record<string, string> = Object.fromEntries(
  Object.entries(ANSWERED).map(([topic, step]) => [topic, `topics.${step}`]),
)

function stepOf(topic: string | undefined): Named {
  if (topic === undefined || !(topic in steps)) throw new Error(`no topic '${topic}'`)
  return topic as Named
}
