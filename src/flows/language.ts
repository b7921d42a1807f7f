import { z } from 'zod'
import { LOCALES } from '../domain/message.ts'
import { flow } from '../engine/flow.ts'
import { languageNamed } from './readers.ts'

/** Changes the language of the chat. */
export const language = flow({
  id: 'language',
  version: 1,
  start: 'choose',
  answers: z.object({ locale: z.enum(LOCALES).optional() }),
  steps: {
    choose: { choose: 'language.choose', save: 'locale', options: LOCALES, names: languageNamed, next: 'set' },
    set: { act: ({ answers }) => ({ do: 'setLocale', locale: answers.locale ?? 'id' }), next: 'changed' },
    changed: { tell: 'language.changed', next: { flow: 'mainMenu' } },
  },
})
