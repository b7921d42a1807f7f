import { z } from 'zod'
import { look } from '../domain/look-ups.ts'
import { flow } from '../engine/flow.ts'

/**
 * Asked for a neighbour, a father: the list is told to the person alone, so it is said how they can check
 * themselves, and there is a text to read out to them.
 */
export const someoneElse = flow({
  id: 'someoneElse',
  version: 1,
  start: 'whether',
  answers: z.object({ wants: z.enum(['readOut']).optional() }),
  steps: {
    whether: {
      *decide({ answers }) {
        if (answers.wants) return 'readOut'
        // Whoever is proven to speak for several may ask for each of them.
        return (yield* look('proven', {})).length > 1 ? 'known' : 'offer'
      },
    },
    known: { leave: { flow: 'status' } },
    offer: {
      menu: () => [{ say: 'someoneElse.only' }, { say: 'someoneElse.ways' }],
      goto: {
        here: { flow: 'status', with: () => ({ by: 'another' }) },
        readOut: 'readOut',
        human: { flow: 'human' },
        menu: { flow: 'mainMenu' },
      },
    },
    readOut: {
      menu: () => [{ say: 'someoneElse.lead' }, { say: 'someoneElse.text' }],
      goto: {
        here: { flow: 'status', with: () => ({ by: 'another' }) },
        benefits: { flow: 'benefits' },
        menu: { flow: 'mainMenu' },
      },
    },
  },
})
