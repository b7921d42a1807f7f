import { z } from 'zod'
import { type Flow, flow, type Step } from '../engine/flow.ts'

const answers = z.object({ between: z.array(z.string()).default([]), topic: z.string().optional() })
type Answers = z.infer<typeof answers>

/** "Mati" – a person or a membership? The two topics that a message could be of are put before the person. */
export function clarify(topics: Record<string, string>): Flow {
  const steps: Record<string, Step<Answers, string>> = {
    which: { pick: 'clarify.which', save: 'topic', from: ({ answers }) => choices(answers), next: 'chosen' },
    chosen: { decide: ({ answers: { topic = 'other' } }) => topic },
    other: { leave: { flow: 'mainMenu' } },
    ...Object.fromEntries(Object.entries(topics).map(([topic, flow]) => [topic, { leave: { flow } }])),
  }
  return flow({ id: 'clarify', version: 1, start: 'which', answers, steps })
}

function choices({ between }: Answers) {
  return [...between, 'other'].map((topic) => ({ value: topic, label: `clarify.topic.${topic}` }))
}
