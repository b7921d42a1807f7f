import { z } from 'zod'
import { type Flow, flow } from '../engine/flow.ts'

/** A conversation that only leads to a step of another: the way in for a topic, which names a conversation and not a step. */
export function topicEntry(id: string, to: string, topic: string): Flow {
  const steps = { go: { leave: { flow: to, with: () => ({ topic }) } } }
  return flow({ id, version: 1, start: 'go', answers: z.object({}), steps })
}
