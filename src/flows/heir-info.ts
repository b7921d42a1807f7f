import { z } from 'zod'
import { answer } from '../domain/facts/answer.ts'
import { flow } from '../engine/flow.ts'
import { topicEntry } from './topic-entry.ts'

const ANSWERED = { heirs: 'heirs', documents: 'papers', death_cert: 'certificate' } as const

/** A question about heirs, papers or a death certificate: from whom somebody has died, or from whom only wants to know. */
export const heirInfo = flow({
  id: 'heirInfo',
  version: 1,
  start: 'ask',
  /** What was asked about, to be answered at once where nobody has died. */
  answers: z.object({ topic: z.enum(Object.values(ANSWERED)).optional() }),
  steps: {
    ask: {
      menu: 'heirInfo.ask',
      goto: { died: { flow: 'heirClaim' }, asking: 'asked', human: { flow: 'human' }, menu: { flow: 'mainMenu' } },
    },
    asked: { decide: ({ answers: { topic } }) => topic ?? 'topics' },
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

/** A way into `heirInfo` for each topic of it. */
export const heirInfoEntries = Object.values(ANSWERED).map((step) => topicEntry(`heirInfo.${step}`, 'heirInfo', step))

/** Which conversation answers which topic of the glossary. */
export const heirInfoTopics = Object.fromEntries(
  Object.entries(ANSWERED).map(([topic, step]) => [topic, `heirInfo.${step}`]),
)
