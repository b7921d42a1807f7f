import { z } from 'zod'
import { flow } from '../engine/flow.ts'

/**
 * "Kabari saya": leave to be written to, told of in the person's own words. In a chat that has told of a death it is most
 * likely the claim that is meant, so there only *mulai lagi* counts as that.
 */
export const tellMe = flow({
  id: 'tellMe',
  version: 1,
  start: 'whether',
  answers: z.object({}),
  steps: {
    whether: { decide: ({ person }) => (person.bereaved ? 'mourning' : 'start') },
    mourning: { menu: 'tellMe.mourning', goto: { human: { flow: 'human' }, menu: { flow: 'mainMenu' } } },
    start: { leave: { flow: 'startAgain' } },
  },
})
