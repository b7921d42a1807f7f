import type { Day } from '../domain/clock.ts'
import { type Enrolment, stateOn } from '../domain/cover.ts'
import type { Facts } from '../domain/facts/facts.ts'
import type { Text } from '../domain/message.ts'
import { coverWords, inOrderOfInterest } from '../flows/status-words.ts'

/** The limited answer to a proof by card: which list, as of when, paid until, what it covers. No name, no payer. */
export function cardAnswer(enrolments: readonly Enrolment[], facts: Facts, today: Day): Text[] {
  const [main, ...others] = inOrderOfInterest(enrolments, today)
  if (!main) return ['web.card.noEntries']
  const covers = coverWords(main, facts, today).map(({ say }) => say)
  return [...[main, ...others].map((entry) => entryWords(entry, today)), ...covers]
}

function entryWords(entry: Enrolment, today: Day): Text {
  const { agency, asOf, startsOn, paidThrough } = entry
  const paid: Text = paidThrough ? ['status.paidThrough', { day: { day: paidThrough } }] : 'status.paidUnknown'
  return [
    `web.card.entry.${stateOn(today, entry)}`,
    { agency, asOf: { day: asOf }, from: { day: startsOn }, paid: { text: paid } },
  ]
}
