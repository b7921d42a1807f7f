import { z } from 'zod'
import { flow } from '../engine/flow.ts'

/** Lets us write first again, after a stop or as a wish. */
export const startAgain = flow({
  id: 'startAgain',
  version: 1,
  start: 'start',
  answers: z.object({}),
  steps: {
    start: { act: () => ({ do: 'optIn' }), next: 'started' },
    started: { tell: 'startAgain.started', next: { flow: 'mainMenu' } },
  },
})
