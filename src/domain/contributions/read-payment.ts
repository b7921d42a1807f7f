import type { Day } from '../clock.ts'
import { words, yesOrNo } from '../roster/cells.ts'
import type { Cells } from '../roster/columns.ts'
import { readDay } from '../roster/dates.ts'
import type { Note } from '../roster/row.ts'
import type { ContributionRow, PaymentState } from './contribution.ts'
import { readAmount } from './read-amount.ts'
import { readState } from './read-state.ts'

type Payment = Pick<ContributionRow, 'amount' | 'status'>

/**
 * What was paid, and whether. A day of payment without a word means paid, a sum of 0 unpaid; where word, day and sum
 * contradict each other, nothing is taken from the line.
 */
export function readPayment(cells: Cells, today: Day, note: Note): Payment | undefined {
  const amount = readSum(cells, note)
  const day = readPaymentDay(cells, today, note)
  if (amount === 'unreadable' || day === 'unreadable') return undefined
  const status = readStatus(cells, amount, day)
  if (status === undefined) return void note('statusUnclear', 'paymentState')
  if (status === 'paid' && amount === undefined) return void note('amountMissing', 'amount')
  return { status, amount: amount ?? 0 }
}

function readSum(cells: Cells, note: Note): number | undefined | 'unreadable' {
  const text = cells.amount?.trim() ?? ''
  if (text === '') return undefined
  const amount = readAmount(text)
  if (amount !== undefined) return amount
  note('amountUnreadable', 'amount')
  return 'unreadable'
}

function readPaymentDay(cells: Cells, today: Day, note: Note): Day | undefined | 'unreadable' {
  const text = words(cells, 'paidOn')
  // Some files write their word for "not yet" where the day would stand.
  if (text === '' || readState(text) === 'unpaid') return undefined
  const day = readDay(text)
  if (day !== undefined && day <= today) return day
  note('paidOnImpossible', 'paidOn')
  return 'unreadable'
}

type Told = PaymentState | 'unclear' | undefined

function readStatus(cells: Cells, amount: number | undefined, day: Day | undefined): PaymentState | undefined {
  const all: Told[] = [
    fromWord(words(cells, 'paymentState'), readState),
    fromWord(words(cells, 'unpaid'), (text) => inverted(yesOrNo(text))),
    readState(words(cells, 'paidOn')),
    day === undefined ? undefined : 'paid',
    amount === 0 ? 'unpaid' : undefined,
  ]
  const told = all.filter((one) => one !== undefined)
  const [first] = told
  return first !== 'unclear' && told.every((one) => one === first) ? first : undefined
}

function fromWord(text: string, read: (text: string) => PaymentState | undefined): Told {
  return text === '' ? undefined : (read(text) ?? 'unclear')
}

function inverted(isUnpaid: boolean | undefined): PaymentState | undefined {
  return isUnpaid === undefined ? undefined : isUnpaid ? 'unpaid' : 'paid'
}
