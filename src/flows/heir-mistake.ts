import { z } from 'zod'
import { flow } from '../engine/flow.ts'

/** Nobody has died: what was told is taken back, and the chat is written to again. */
export const heirMistake = flow({
  id: 'heirMistake',
  version: 1,
  start: 'undo',
  answers: z.object({}),
  steps: {
    undo: { act: () => ({ do: 'stopMourning' }), next: 'relieved' },
    relieved: { end: 'heirClaim.relieved' },
  },
})
