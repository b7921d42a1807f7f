import { z } from 'zod'
import { flow } from '../engine/flow.ts'

const OFFERED = ['id', 'en'] as const

/** Changes the language of the chat. */
export const language = flow({
  id: 'language',
  version: 1,
  start: 'choose',
  answers: z.object({ locale: z.enum(OFFERED).optional() }),
  steps: {
    choose: { choose: 'language.choose', save: 'locale', options: OFFERED, next: 'set' },
    set: { act: ({ answers }) => ({ do: 'setLocale', locale: answers.locale ?? 'id' }), next: 'changed' },
    changed: { tell: 'language.changed', next: { flow: 'mainMenu' } },
  },
})
