import { jht as jhtWords } from '../benefits.ts'
import { gapWords } from '../heir-claim/amount.ts'
import { from, JMO, onward, type TopicScene } from './scene.ts'

const died = { flow: 'heirClaim' } as const
const report = from('accident.report', { hours: 'jkk.report' }, ['jkk.report.byOthers', 'jkk.commute.canCount'])
const claim = from('claimJkk', { years: 'claim.jkk.deadline' }, [
  'jkk.treatment.hasNoCeiling',
  'jkk.fromFirstDay',
  'jkk.commute.canCount',
  'documents.medicalPapers.fromHospital',
])
const balance = from('balance', { places: 'channels.check' })

/** From when one is covered, what to do after an accident, when money comes, and which money there is not. */
export const claiming = {
  whenPaid: {
    menu: from('whenPaid', { days: 'claim.payment', callCentre: 'channels.callCentre' }, ['claim.payment.whenLate']),
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
    goto: { covered: 'amountCare', waiting: 'waiting', died, human: onward.human, menu: onward.menu },
  },
  claimJkk: {
    menu: (scene: TopicScene) => [{ say: 'topics.accident.sorry' }, { say: claim(scene) }],
    goto: { accident: 'accident', covered: 'amountCare', died, ...onward },
  },
  jht: {
    menu: (scene: TopicScene) => [{ say: jhtWords(scene) }, { say: balance(scene) }],
    goto: { cost: 'cost', jmo: JMO, ...onward },
  },
} as const
