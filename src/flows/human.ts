import { z } from 'zod'
import { look } from '../domain/look-ups.ts'
import { flow } from '../engine/flow.ts'
import { officeWords } from './offices.ts'

/** A wish for a person: recorded for the officers, with what can be done until one answers. */
export const human = flow({
  id: 'human',
  version: 1,
  start: 'asked',
  answers: z.object({}),
  steps: {
    asked: {
      *decide() {
        return (yield* look('hasWished', {})) ? 'waiting' : 'wish'
      },
    },
    waiting: {
      *end() {
        return ['human.waiting', { code: yield* look('chatCode', {}) }]
      },
    },
    wish: { act: () => ({ do: 'wishForPerson' }), next: 'noted' },
    noted: {
      *end({ settings }) {
        const code = yield* look('chatCode', {})
        return [{ say: ['human.noted', { code }] }, ...officeWords(settings)]
      },
    },
  },
})
