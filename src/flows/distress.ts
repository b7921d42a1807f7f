import { z } from 'zod'
import { flow } from '../engine/flow.ts'

/** Words of suicide: care for whoever writes first, then for a family that has lost somebody so; a person is told at once. */
export const distress = flow({
  id: 'distress',
  version: 1,
  start: 'wish',
  answers: z.object({}),
  steps: {
    wish: { act: () => ({ do: 'wishForPerson' }), next: 'near' },
    near: {
      menu: () => [{ say: 'distress.near' }, { say: 'distress.family' }],
      goto: { human: { flow: 'human' }, family: { flow: 'heirClaim' }, menu: { flow: 'mainMenu' } },
    },
  },
})
