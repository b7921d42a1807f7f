import { z } from 'zod'
import { flow } from '../engine/flow.ts'

/** Where everybody starts: who we are on the first day, and what we can do on every day. */
export const mainMenu = flow({
  id: 'mainMenu',
  version: 1,
  start: 'choose',
  answers: z.object({}),
  steps: {
    choose: {
      menu: ({ person }) =>
        person.isNew ? [{ say: 'mainMenu.welcome' }, { say: 'mainMenu.choose' }] : 'mainMenu.choose',
      goto: {
        status: { flow: 'status' },
        benefits: { flow: 'benefits' },
        death: { flow: 'heirClaim' },
        genuine: { flow: 'genuine' },
        language: { flow: 'language' },
        human: { flow: 'human' },
      },
    },
  },
})
