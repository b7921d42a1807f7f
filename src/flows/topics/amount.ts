import { answer } from '../../domain/facts/answer.ts'
import { jkkDeath } from '../../domain/facts/reckoning/jkk-death.ts'
import type { Text } from '../../domain/message.ts'
import { care } from '../benefits.ts'
import { gapWords, jkmWords } from '../heir-claim/amount.ts'
import { membershipsToPick } from '../heir-claim/words.ts'
import { rupiah } from '../readers.ts'
import { isInsurable, outsideWords } from './income.ts'
import { from, onward, type Said, type TopicScene } from './scene.ts'

const died = { flow: 'heirClaim' } as const
const treatment = from('treatment', {}, ['jkk.treatment.hasNoCeiling', 'jkk.fromFirstDay'])

/** How much is due: by the cause, by how long the membership has run, by the income chosen. */
export const amount = {
  amount: {
    menu: from('amount.atMost', { jkm: 'jkm.total', jkk: 'jkk.death.total.lowest' }),
    goto: {
      notWork: 'amountLong',
      atWork: 'amountJkk',
      injured: 'amountCare',
      scholarship: 'scholarship',
      died,
      human: onward.human,
      menu: onward.menu,
    },
  },
  amountLong: { pick: 'topics.amount.howLong', save: 'membership', from: membershipsToPick, next: 'amountJkm' },
  amountJkm: {
    menu: amountJkmWords,
    goto: {
      atWork: 'amountJkk',
      waiting: 'waiting',
      scholarship: 'scholarship',
      whenPaid: 'whenPaid',
      died,
      ...onward,
    },
  },
  amountJkk: {
    menu: amountJkkWords,
    goto: { otherIncome: 'amountIncome', notWork: 'amountLong', scholarship: 'scholarship', died, ...onward },
  },
  amountIncome: {
    ask: 'topics.income.ask',
    save: 'base',
    read: rupiah,
    again: 'topics.income.again',
    simpler: 'topics.income.simpler',
    next: 'amountIncomeSaid',
  },
  amountIncomeSaid: { decide: (scene: TopicScene) => (isInsurable(scene) ? 'amountJkk' : 'amountIncomeOutside') },
  amountIncomeOutside: { tell: outsideWords, next: 'amountIncome' },
  disability: {
    menu: from('disability', {
      percent: 'jkk.disability.percent',
      times: 'jkk.disability.times',
      periodic: 'jkk.disability.periodic',
      base: 'contribution.base.lowest',
    }),
    goto: { accident: 'accident', amount: 'amount', ...onward },
  },
  amountCare: {
    menu: (scene: TopicScene) => [{ say: treatment(scene) }, { say: care(scene) }],
    goto: { disability: 'disability', accident: 'accident', amount: 'amount', ...onward },
  },
} as const

function amountJkmWords({ facts, answers: { membership } }: TopicScene): Said {
  return [{ say: jkmWords(facts, membership) }, ...(membership === 'long' ? [] : [{ say: gapWords(facts) }])]
}

function amountJkkWords({ facts, answers }: TopicScene): Text {
  const base = answers.base ?? facts.amount('contribution.base.lowest')
  const { total, lumpSum, periodic, funeral, cites } = jkkDeath(facts, base)
  const sums = { base, total, lumpSum, periodic, funeral }
  const written = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, { rupiah: sum }]))
  return answer(facts, 'topics.amount.jkk', {}, written, [...cites, 'jkk.fromFirstDay'])
}
