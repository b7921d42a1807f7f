import { z } from 'zod'
import { answer } from '../domain/facts/answer.ts'
import { flow } from '../engine/flow.ts'

/** A question about heirs, papers or a death certificate: from whom somebody has died, or from whom only wants to know. */
export const heirInfo = flow({
  id: 'heirInfo',
  version: 1,
  start: 'ask',
  answers: z.object({}),
  steps: {
    ask: {
      menu: 'heirInfo.ask',
      goto: { died: { flow: 'heirClaim' }, asking: 'topics', human: { flow: 'human' }, menu: { flow: 'mainMenu' } },
    },
    topics: {
      menu: 'heirInfo.topics',
      goto: {
        heirs: 'heirs',
        papers: 'papers',
        certificate: 'certificate',
        amount: { flow: 'benefits' },
        menu: { flow: 'mainMenu' },
      },
    },
    heirs: { tell: ({ facts }) => answer(facts, 'heirClaim.order', { order: 'heirs.order' }), next: 'topics' },
    papers: {
      tell: ({ facts }) => answer(facts, 'heirInfo.papers', { papers: 'documents.jkm' }),
      next: 'topics',
    },
    certificate: {
      tell: ({ facts }) =>
        answer(
          facts,
          'heirClaim.where.deathCertificate',
          {
            form: 'deathCertificate.form',
            days: 'deathCertificate.ready',
          },
          {},
          ['deathCertificate.isFree', 'deathCertificate.threeInOne'],
        ),
      next: 'topics',
    },
  },
})
