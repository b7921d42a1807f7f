import { z } from 'zod'
import { answer } from '../domain/facts/answer.ts'
import { flow } from '../engine/flow.ts'

/** "Is this a scam?": who we are, what we never ask for, and how to check without believing us. */
export const genuine = flow({
  id: 'genuine',
  version: 1,
  start: 'who',
  answers: z.object({}),
  steps: {
    who: {
      menu: ({ settings, facts }) => [
        { say: 'genuine.who' },
        ...(settings.officialAccounts
          ? [{ say: ['genuine.accounts', { accounts: settings.officialAccounts }] as const }]
          : []),
        { say: answer(facts, 'genuine.verify', { callCentre: 'channels.callCentre' }) },
      ],
      goto: {
        status: { flow: 'status' },
        privacy: { flow: 'privacy' },
        human: { flow: 'human' },
        menu: { flow: 'mainMenu' },
      },
    },
  },
})
