import { z } from 'zod'
import { look } from '../domain/look-ups.ts'
import { flow } from '../engine/flow.ts'

/** "My data is wrong", "how far is it?": whoever has asked already is told how that stands, all others what can be done. */
export const wrongData = flow({
  id: 'wrongData',
  version: 1,
  start: 'whether',
  answers: z.object({}),
  steps: {
    whether: {
      *decide() {
        return (yield* look('corrections', {})).length > 0 ? 'standing' : 'topic'
      },
    },
    standing: { leave: { flow: 'correction' } },
    topic: { leave: { flow: 'topics', with: () => ({ topic: 'wrongData' }) } },
  },
})
