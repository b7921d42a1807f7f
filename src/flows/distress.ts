import { z } from 'zod'
import { flow } from '../engine/flow.ts'

/** Words of suicide: care for whoever writes first, then for a family that has lost somebody so; a person for both. */
export const distress = flow({
  id: 'distress',
  version: 1,
  start: 'near',
  answers: z.object({}),
  steps: {
    near: {
      menu: () => [{ say: 'distress.near' }, { say: 'distress.family' }],
      goto: { human: { flow: 'human' }, family: { flow: 'heirClaim' }, menu: { flow: 'mainMenu' } },
    },
  },
})
