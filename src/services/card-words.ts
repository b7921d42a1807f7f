import type { Day } from '../domain/clock.ts'
import { type Enrolment, stateOn } from '../domain/cover.ts'
import { answer } from '../domain/facts/answer.ts'
import type { Facts } from '../domain/facts/facts.ts'
import type { Text } from '../domain/message.ts'

const INTEREST = { paid: 0, unpaid: 1, future: 2, ended: 3 }

/** The limited answer to a proof by card: which list, as of when, paid until, what it covers. No name, no payer. */
export function cardAnswer(enrolments: readonly Enrolment[], facts: Facts, today: Day): Text[] {
  const [main, ...others] = enrolments.toSorted((a, b) => INTEREST[stateOn(today, a)] - INTEREST[stateOn(today, b)])
  if (!main) return ['web.card.noEntries']
  return [...[main, ...others].map((entry) => entryWords(entry, today)), coversWords(main, facts)]
}

function entryWords(entry: Enrolment, today: Day): Text {
  const { agency, asOf, startsOn, paidThrough } = entry
  const paid: Text = paidThrough ? ['status.paidThrough', { day: { day: paidThrough } }] : 'status.paidUnknown'
  return [
    `web.card.entry.${stateOn(today, entry)}`,
    { agency, asOf: { day: asOf }, from: { day: startsOn }, paid: { text: paid } },
  ]
}

function coversWords({ programmes }: Enrolment, facts: Facts): Text {
  return answer(facts, programmes.includes('jht') ? 'status.covers.withJht' : 'status.covers.withoutJht', {
    accident: 'jkk.death.total.lowest',
    death: 'jkm.total',
    months: 'jkm.waiting',
    funeral: 'jkm.funeral',
  })
}
