import { z } from 'zod'
import { flow } from '../engine/flow.ts'

/** A code that was typed before anybody asked for it: there are two kinds, and which it is only the person knows. */
export const codeTyped = flow({
  id: 'codeTyped',
  version: 1,
  start: 'which',
  answers: z.object({ code: z.string() }),
  steps: {
    which: {
      menu: 'codeTyped.which',
      goto: {
        slip: { flow: 'status', with: ({ code }) => ({ code }) },
        claim: { flow: 'heirClaim' },
        menu: { flow: 'mainMenu' },
      },
    },
  },
})
