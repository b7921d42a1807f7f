import { from, type TopicScene } from './scene.ts'

/** Whether a monthly income that somebody typed lies between the lowest and the highest bracket. */
export function isInsurable({ facts, answers: { base } }: TopicScene): boolean {
  if (base === undefined) return false
  return base >= facts.amount('contribution.base.lowest') && base <= facts.amount('contribution.base.highest')
}

export const outsideWords = from('income.outside', {
  lowest: 'contribution.base.lowest',
  highest: 'contribution.base.highest',
})
