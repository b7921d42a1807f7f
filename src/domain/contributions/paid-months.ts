import { addDays, addMonths, type Day, endOfMonth, type Month, monthOf } from '../clock.ts'
import type { PaymentState } from './contribution.ts'

/** What a contribution file says of one month of an entry, and on which day it said so. */
export interface MonthSaid {
  month: Month
  status: PaymentState
  asOf: Day
}

/** What a list and contribution files tell of the payment for an entry. */
export interface PaymentTold {
  startsOn: Day
  /** The last day that the list says has been paid for; null where it is silent. */
  paidThrough: Day | null
  /** The day on which the list said so. */
  asOf: Day
  months?: readonly MonthSaid[]
}

/** What is to be taken as paid, and what as unpaid. */
export interface PaymentKnown {
  /** The day up to which all is paid; null where nobody says so. Before the first day where nothing is. */
  paidThrough: Day | null
  /** Later months that a file has as paid, while one before them is not. Oldest first. */
  paidApart: Month[]
  /** Months that a file has as unpaid, all after `paidThrough`. Oldest first. */
  unpaid: MonthSaid[]
}

/**
 * Brings list and files together. Where they contradict each other the younger stands, of one day the file: a month that it
 * has as unpaid ends what the list said of that month and of those after it. That a list names an earlier last month takes no
 * payment back, since lists lag behind. See docs/decisions/0011-the-younger-statement-of-a-month-stands.md.
 */
export function paymentKnown({ startsOn, paidThrough, asOf, months = [] }: PaymentTold): PaymentKnown {
  const inOrder = months.toSorted((a, b) => (a.month < b.month ? -1 : 1))
  const isListed = (month: Month) => paidThrough !== null && month <= monthOf(paidThrough)
  const unpaid = inOrder.filter((said) => said.status === 'unpaid' && !(isListed(said.month) && asOf > said.asOf))
  const paid = inOrder.filter(({ status }) => status === 'paid').map(({ month }) => month)
  const refuted = unpaid.find(({ month }) => isListed(month))
  const through = extended(refuted ? addDays(`${refuted.month}-01`, -1) : paidThrough, paid, startsOn)
  return {
    paidThrough: through,
    paidApart: paid.filter((month) => through === null || `${month}-01` > through),
    unpaid,
  }
}

function extended(listed: Day | null, paid: readonly Month[], startsOn: Day): Day | null {
  let through = listed
  for (const month of paid) {
    const next = through === null ? monthOf(startsOn) : monthOf(addDays(through, 1))
    if (month === next) through = endOfMonth(month)
  }
  return through
}

/** Whether a day is recorded as paid. */
export function isPaidOn(day: Day, told: PaymentTold): boolean {
  const { paidThrough, paidApart } = paymentKnown(told)
  return (paidThrough !== null && paidThrough >= day) || paidApart.includes(monthOf(day))
}

/** How many months in a row are known to be unpaid up to the last of them; 0 once a later month was paid. */
export function monthsInArrears(told: PaymentTold): number {
  const { unpaid, paidApart } = paymentKnown(told)
  const months = unpaid.map(({ month }) => month)
  const last = months.at(-1)
  if (last === undefined || paidApart.some((month) => month > last)) return 0
  let first = months.length - 1
  while (first > 0 && nextMonth(months[first - 1]!) === months[first]) first--
  return months.length - first
}

export function nextMonth(month: Month): Month {
  return monthOf(addMonths(`${month}-01`, 1))
}
