import { addMonths, type Day } from '../domain/clock.ts'
import { type Cover, type Enrolment, stateOn } from '../domain/cover.ts'
import { coverMonths, waitingReached } from '../domain/cover-months.ts'
import { answer } from '../domain/facts/answer.ts'
import type { Facts } from '../domain/facts/facts.ts'
import { type Looking, look } from '../domain/look-ups.ts'
import type { Text } from '../domain/message.ts'
import type { Scene } from '../engine/flow.ts'
import { paidWords, unpaidValues, unpaidWords } from './payment-words.ts'

/** What the lists say of a proven worker: where, since when, until when, who pays, what it covers and what it does not. */
export function statusWords(
  { maskedName, enrolments }: Cover,
  { facts, today }: Pick<Scene<unknown>, 'facts' | 'today'>,
): { say: Text }[] {
  const [main, ...others] = inOrderOfInterest(enrolments, today)
  if (!main) return [{ say: ['status.noEntries', { name: maskedName }] }, { say: 'status.next' }]
  return [
    { say: entryWords(main, maskedName, today) },
    ...unpaidWords(main, facts, today),
    ...others.map((entry) => ({ say: otherEntryWords(entry, today) })),
    ...coverWords(main, facts, today),
    ...(stateOn(today, main) === 'paid' ? waitingWords(enrolments, facts, today) : []),
    { say: stateOn(today, main) === 'ended' ? 'status.nextEnded' : 'status.next' },
  ]
}

/** What an entry covers and what not; nothing where it covers nothing any more. */
export function coverWords(entry: Enrolment, facts: Facts, today: Day): { say: Text }[] {
  const state = stateOn(today, entry)
  if (state === 'ended') return []
  const lead = { text: [`status.lead.${state}`, { from: { day: entry.startsOn } }] as const }
  const shown = {
    accident: 'jkk.death.total.lowest',
    death: 'jkm.total',
    months: 'jkm.waiting',
    funeral: 'jkm.funeral',
  } as const
  return [{ say: answer(facts, `status.covers.${jhtOrNot(entry)}`, shown, { lead }) }]
}

/** From when the full death benefit counts, where that is not yet or not certain; nothing where it has long been so. */
function waitingWords(enrolments: readonly Enrolment[], facts: Facts, today: Day): { say: Text }[] {
  const months = coverMonths(enrolments, today)
  const reached = waitingReached(facts, months)
  const [begun] = months.stretches.slice(-1)
  if (reached === 'yes' || !begun) return []
  const shown = { months: 'jkm.waiting' } as const
  if (reached === 'unclear')
    return [{ say: answer(facts, 'status.waiting.unclear', shown, {}, ['jkm.waiting.afterGap']) }]
  const from = addMonths(begun.from, facts.count('jkm.waiting'))
  return [{ say: answer(facts, 'status.waiting.no', shown, { from: { day: from } }) }]
}

/** The refusal: the same words for a wrong, an unknown and a locked person. */
export function* notFoundWords({ today }: { today: Day }): Looking<Text> {
  return ['status.refused', { day: { day: (yield* look('listsAsOf', {})) ?? today } }]
}

const INTEREST = { paid: 0, unpaid: 1, future: 2, ended: 3 }

/** The entries that matter most on a day first: paid, unpaid, not begun, ended. */
export function inOrderOfInterest(enrolments: readonly Enrolment[], today: Day): Enrolment[] {
  return enrolments.toSorted((a, b) => INTEREST[stateOn(today, a)] - INTEREST[stateOn(today, b)])
}

/** What one list says of a worker: whether tercatat, for which days, paid until when, by whom. */
export function entryWords(entry: Enrolment, name: string, today: Day): Text {
  const { agency, asOf, startsOn, endsOn, funding } = entry
  const state = stateOn(today, entry)
  return [
    // What is not paid by a file is told beside, with whom to ask.
    `status.entry.${state === 'unpaid' && unpaidValues(entry, today) ? 'unpaidByFile' : state}`,
    {
      ...{ name, agency, asOf: { day: asOf }, from: { day: startsOn } },
      period: {
        text: endsOn
          ? ['status.period.closed', { from: { day: startsOn }, to: { day: endsOn } }]
          : ['status.period.open', { from: { day: startsOn } }],
      },
      paid: { text: paidWords(entry, today) },
      payer: { text: `status.payer.${funding}` },
    },
  ]
}

function otherEntryWords(entry: Enrolment, today: Day): Text {
  const state = { text: `status.state.${stateOn(today, entry)}` }
  return ['status.alsoIn', { agency: entry.agency, asOf: { day: entry.asOf }, state }]
}

function jhtOrNot({ programmes }: Enrolment): 'withJht' | 'withoutJht' {
  return programmes.includes('jht') ? 'withJht' : 'withoutJht'
}
