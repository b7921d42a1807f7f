import { jht as jhtWords, report } from '../benefits.ts'
import { gapWords } from '../heir-claim/amount.ts'
import { from, onward, type TopicScene } from './scene.ts'

/** From when one is covered, what to do after an accident, when money comes, and which money there is not. */
export const claiming = {
  whenPaid: {
    menu: from('whenPaid', { days: 'claim.payment' }, ['claim.payment.whenLate']),
    goto: { papers: { flow: 'heirInfo', with: () => ({ topic: 'papers' }) }, amount: 'amount', jht: 'jht', ...onward },
  },
  waiting: {
    menu: from('waiting', { months: 'jkm.waiting', funeral: 'jkm.funeral' }, ['jkk.fromFirstDay']),
    goto: { gap: 'waitingGap', scholarship: 'scholarship', amount: 'amount', ...onward },
  },
  waitingGap: {
    menu: ({ facts }: TopicScene) => gapWords(facts),
    goto: { amount: 'amount', renewal: 'renewal', ...onward },
  },
  accident: {
    menu: (scene: TopicScene) => [{ say: 'topics.accident.sorry' }, { say: report(scene) }],
    goto: {
      covered: 'amountCare',
      waiting: 'waiting',
      died: { flow: 'heirClaim' },
      human: onward.human,
      menu: onward.menu,
    },
  },
  jht: { menu: jhtWords, goto: { cost: 'cost', jmo: 'jmo', ...onward } },
} as const
