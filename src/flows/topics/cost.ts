import { type Month, monthOf } from '../../domain/clock.ts'
import { answer } from '../../domain/facts/answer.ts'
import { type Contribution, contribution } from '../../domain/facts/reckoning/contribution.ts'
import type { Choice, Text } from '../../domain/message.ts'
import { cityPays, selfPays } from '../benefits.ts'
import { rupiah } from '../readers.ts'
import { isInsurable, outsideWords } from './income.ts'
import { type Answers, from, onward, type TopicScene, WORKS } from './scene.ts'

const YEAR = 12

/** What it costs: nothing whom the city pays for; what self-payers pay, reckoned for their months and income. */
export const cost = {
  cost: {
    menu: (scene: TopicScene) => [{ say: cityPays(scene) }, { say: selfPays(scene) }],
    goto: { reckon: 'costWork', payPlaces: 'payPlaces', arrears: 'arrears', ...onward },
  },
  costWork: { decide: (scene: TopicScene) => (matters(scene) ? 'costOfWork' : 'costMonths') },
  costOfWork: { choose: 'topics.cost.work', save: 'work', options: WORKS, next: 'costMonths' },
  costMonths: { pick: 'topics.cost.months', save: 'months', from: monthsToPick, next: 'costShown' },
  costShown: { decide: ({ answers }: TopicScene) => (answers.savings === 'with' ? 'costWithJht' : 'costWithoutJht') },
  costWithoutJht: {
    menu: costWords,
    goto: {
      withJht: savings('with'),
      otherIncome: 'costIncome',
      otherMonths: 'costMonths',
      payPlaces: 'payPlaces',
      menu: onward.menu,
    },
  },
  costWithJht: {
    menu: costWords,
    goto: {
      withoutJht: savings('without'),
      otherIncome: 'costIncome',
      otherMonths: 'costMonths',
      payPlaces: 'payPlaces',
      menu: onward.menu,
    },
  },
  costIncome: {
    ask: 'topics.income.ask',
    save: 'base',
    read: rupiah,
    again: 'topics.income.again',
    simpler: 'topics.income.simpler',
    next: 'costIncomeSaid',
  },
  costIncomeSaid: { decide: (scene: TopicScene) => (isInsurable(scene) ? 'costShown' : 'costIncomeOutside') },
  costIncomeOutside: { tell: outsideWords, next: 'costIncome' },
  payPlaces: {
    menu: from('payPlaces', { places: 'contribution.places' }),
    goto: { cost: 'cost', arrears: 'arrears', ...onward },
  },
} as const

function savings(chosen: 'with' | 'without') {
  return { flow: 'topics', with: (told: Answers) => ({ ...told, topic: 'costShown', savings: chosen }) }
}

/** Whether the kind of work changes what is paid within a year. */
function matters(scene: TopicScene): boolean {
  const [one, other] = WORKS.map((work) => reckoned(scene, YEAR, work).total)
  return one !== other
}

function monthsToPick({ facts }: TopicScene): Choice[] {
  return facts
    .numbers('contribution.payAhead')
    .map((months) => ({ value: String(months), label: ['topics.cost.monthCount', { months }] }))
}

function costWords(scene: TopicScene): Text {
  const { facts, answers } = scene
  const months = Number(answers.months ?? 1)
  const found = reckoned(scene, months, answers.work ?? 'others')
  const base = answers.base ?? facts.amount('contribution.base.lowest')
  return answer(
    facts,
    `topics.cost.${answers.savings === 'with' ? 'withJht' : 'withoutJht'}`,
    {},
    { months, base: { rupiah: base }, total: { rupiah: found.total }, stretches: { lines: stretches(found) } },
    [...found.cites, ...(months > 1 ? (['contribution.payAhead'] as const) : [])],
  )
}

function reckoned({ facts, answers }: TopicScene, months: number, work: (typeof WORKS)[number]): Contribution {
  return contribution(facts, {
    programmes: answers.savings === 'with' ? ['jkk', 'jkm', 'jht'] : ['jkk', 'jkm'],
    ...(answers.base !== undefined && { base: answers.base }),
    funding: 'mandiri',
    work,
    from: monthOf(facts.day),
    months,
  })
}

/** Months in a row that cost the same, in one line each. */
function stretches({ months }: Contribution): Text[] {
  const runs: { from: Month; to: Month; monthly: number }[] = []
  for (const { month, rupiah: monthly } of months) {
    const last = runs.at(-1)
    if (last?.monthly === monthly) last.to = month
    else runs.push({ from: month, to: month, monthly })
  }
  return runs.map(({ from: first, to: last, monthly }) => [
    `topics.cost.${first === last ? 'oneMonth' : 'stretch'}`,
    { from: { month: first }, to: { month: last }, monthly: { rupiah: monthly } },
  ])
}
