import type { Day } from '../domain/clock.ts'
import { type Enrolment, stateOn } from '../domain/cover.ts'
import { answer } from '../domain/facts/answer.ts'
import type { Facts } from '../domain/facts/facts.ts'
import type { Text } from '../domain/message.ts'
import { paidWords, unpaidValues } from '../flows/payment-words.ts'
import { coverWords, inOrderOfInterest } from '../flows/status-words.ts'

/** The limited answer to a proof by card: which list, as of when, paid until, what it covers. No name, no payer. */
export function cardAnswer(enrolments: readonly Enrolment[], facts: Facts, today: Day): Text[] {
  const [main, ...others] = inOrderOfInterest(enrolments, today)
  if (!main) return ['web.card.noEntries']
  const covers = coverWords(main, facts, today).map(({ say }) => say)
  return [...[main, ...others].flatMap((entry) => entryWords(entry, facts, today)), ...covers]
}

function entryWords(entry: Enrolment, facts: Facts, today: Day): Text[] {
  const { agency, asOf, startsOn } = entry
  const unpaid = unpaidValues(entry, today)
  return [
    [
      `web.card.entry.${stateOn(today, entry)}`,
      { agency, asOf: { day: asOf }, from: { day: startsOn }, paid: { text: paidWords(entry, today) } },
    ],
    ...(unpaid ? [answer(facts, 'web.card.unpaidMonths', { callCentre: 'channels.callCentre' }, unpaid)] : []),
  ]
}
