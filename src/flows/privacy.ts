import { z } from 'zod'
import { flow } from '../engine/flow.ts'

/** What we keep of a person and why, and what they may ask of us (UU 27/2022 articles 21, 30, 32, 40). */
export const privacy = flow({
  id: 'privacy',
  version: 1,
  start: 'what',
  answers: z.object({}),
  steps: {
    what: {
      menu: () => [{ say: 'privacy.what' }, { say: 'privacy.rights' }],
      goto: { stop: { flow: 'stop' }, human: { flow: 'human' }, menu: { flow: 'mainMenu' } },
    },
  },
})
