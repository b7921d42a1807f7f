import { z } from 'zod'
import { flow } from '../engine/flow.ts'

/** Ends everything that nobody asked for; answers still go out. */
export const stop = flow({
  id: 'stop',
  version: 1,
  start: 'stop',
  answers: z.object({}),
  steps: {
    stop: { act: () => ({ do: 'optOut' }), next: 'stopped' },
    stopped: { end: 'stop.stopped' },
  },
})
