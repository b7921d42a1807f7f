import { z } from 'zod'
import { flow } from '../engine/flow.ts'

/** How to talk with us. */
export const help = flow({
  id: 'help',
  version: 1,
  start: 'how',
  answers: z.object({}),
  steps: {
    how: {
      menu: 'help.how',
      goto: { status: { flow: 'status' }, human: { flow: 'human' }, menu: { flow: 'mainMenu' } },
    },
  },
})
