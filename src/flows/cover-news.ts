import { z } from 'zod'
import { addDays, type Day, monthOf } from '../domain/clock.ts'
import { FUNDINGS, PROGRAMMES } from '../domain/cover.ts'
import { answer } from '../domain/facts/answer.ts'
import { contribution } from '../domain/facts/reckoning/contribution.ts'
import type { Text, Values } from '../domain/message.ts'
import { flow, type Scene } from '../engine/flow.ts'

const answers = z.object({
  kind: z.enum(['soon', 'ended']),
  name: z.string(),
  agency: z.string(),
  asOf: z.string(),
  endsOn: z.string(),
  funding: z.enum(FUNDINGS),
  programmes: z.array(z.enum(PROGRAMMES)),
  /** What the agency has decided, in its own words; left out while it has released nothing. */
  released: z.string().optional(),
})
type CoverNews = Scene<z.infer<typeof answers>>

/** Tells a proven person that cover ends or has ended: self-payers what it costs to go on, others what is decided and no price. */
export const coverNews = flow({
  id: 'coverNews',
  version: 1,
  start: 'news',
  answers,
  steps: {
    news: {
      menu: (scene: CoverNews) => (scene.answers.funding === 'mandiri' ? selfPaid(scene) : paidForThem(scene)),
      goto: {
        status: { flow: 'status' },
        renewal: { flow: 'topics', with: () => ({ topic: 'renewal' }) },
        genuine: { flow: 'genuine' },
        stop: { flow: 'stop' },
      },
    },
  },
})

function paidForThem({ answers }: CoverNews): Text {
  const { kind, funding, released } = answers
  const undecided = funding === 'other' ? 'coverNews.notKnown' : 'coverNews.undecided'
  return [`coverNews.${kind}.forThem`, { ...shown(answers), decision: released ?? { text: undecided } }]
}

/** What it costs from the day behind the last, at the lowest income: of that day's facts, and never of an earlier one's. */
function selfPaid({ answers, facts, today }: CoverNews): Text {
  const { kind, programmes, endsOn } = answers
  const from = later(addDays(endsOn, 1), today)
  const asked = { programmes, funding: 'mandiri', from: monthOf(from), months: 1 } as const
  const [others, transport] = (['others', 'transport'] as const).map((work) => contribution(facts, { ...asked, work }))
  const differs = others!.total !== transport!.total
  const more: Values = {
    ...{ ...shown(answers), amount: { rupiah: others!.total }, from: { day: from } },
    transport: differs ? { text: ['coverNews.transport', { amount: { rupiah: transport!.total } }] } : '',
  }
  const cites = [...others!.cites, ...(differs ? transport!.cites : [])]
  return answer(facts.on(from), `coverNews.${kind}.self`, {}, more, cites)
}

function shown({ name, agency, asOf, endsOn }: z.infer<typeof answers>): Values {
  return { name, agency, asOf: { day: asOf }, ends: { day: endsOn } }
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b
}
