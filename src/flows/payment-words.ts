import { type Day, type Month, monthOf } from '../domain/clock.ts'
import { monthsInArrears, nextMonth, paymentKnown } from '../domain/contributions/paid-months.ts'
import { type Enrolment, type Funding, stateOn } from '../domain/cover.ts'
import { answer } from '../domain/facts/answer.ts'
import type { Facts } from '../domain/facts/facts.ts'
import type { Text, Values } from '../domain/message.ts'

/** Until when an entry is recorded as paid, that it is this month alone or not at all, or that the list does not say. */
export function paidWords(entry: Enrolment, today: Day): Text {
  const { paidThrough, paidApart } = paymentKnown(entry)
  if (paidApart.includes(monthOf(today))) return 'status.paidNow'
  if (paidThrough === null) return 'status.paidUnknown'
  return paidThrough < entry.startsOn ? 'status.paidNone' : ['status.paidThrough', { day: { day: paidThrough } }]
}

// Whoever pays alone is told how long arrears can be settled, the others that it is no fault of theirs.
const PAYER: Record<Funding, 'city' | 'self' | 'other'> = {
  apbd: 'city',
  dbhcht: 'city',
  mandiri: 'self',
  other: 'other',
}

/**
 * Which months an entry that runs is registered for and, by a contribution file, not recorded as paid: by which file, who
 * decides, whom to ask, and what becomes of a membership after long arrears. Nothing where no file says so.
 */
export function unpaidWords(entry: Enrolment, facts: Facts, today: Day): { say: Text }[] {
  const values = unpaidValues(entry, today)
  if (!values) return []
  const payer = PAYER[entry.funding]
  const shown = { callCentre: 'channels.callCentre' } as const
  const words =
    payer === 'self'
      ? answer(facts, 'status.unpaidMonths.self', { ...shown, months: 'membership.arrears' }, values)
      : answer(facts, `status.unpaidMonths.${payer}`, shown, values)
  return [{ say: words }, ...arrearsWords(entry, facts)]
}

/** The values of a sentence on unpaid months: `unpaid`, `agency`, `asOf`; undefined where there is none to tell of. */
export function unpaidValues(entry: Enrolment, today: Day): Values | undefined {
  const { unpaid } = paymentKnown(entry)
  const isLive = ['paid', 'unpaid'].includes(stateOn(today, entry))
  if (!isLive || unpaid.length === 0) return undefined
  const asOf = unpaid
    .map((said) => said.asOf)
    .sort()
    .at(-1)!
  return { unpaid: { lines: stretches(unpaid.map(({ month }) => month)) }, agency: entry.agency, asOf: { day: asOf } }
}

function arrearsWords(entry: Enrolment, facts: Facts): { say: Text }[] {
  const count = monthsInArrears(entry)
  if (count <= facts.count('membership.arrears')) return []
  const cited = ['membership.endsUnpaid'] as const
  return [{ say: answer(facts, 'status.arrearsOver', { months: 'membership.arrears' }, { count }, cited) }]
}

/** Months in a row in one line. */
function stretches(months: readonly Month[]): Text[] {
  const runs: { from: Month; to: Month }[] = []
  for (const month of months) {
    const last = runs.at(-1)
    if (last && nextMonth(last.to) === month) last.to = month
    else runs.push({ from: month, to: month })
  }
  return runs.map(({ from, to }): Text => {
    const item: Text =
      from === to
        ? ['status.unpaidOne', { month: { month: from } }]
        : ['status.unpaidRun', { from: { month: from }, to: { month: to } }]
    return ['facts.item', { item: { text: item } }]
  })
}
