import type { Day, Month } from '../clock.ts'

/** What a contribution file says of one month of one worker. */
export const PAYMENT_STATES = ['paid', 'unpaid'] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]

/** One line of a contribution file, read and checked as far as one line alone can show. One of number and NIK is there. */
export interface ContributionRow {
  /** As `memberNumberKey` gives it. */
  memberNumber: string | null
  /** Sixteen digits. */
  nik: string | null
  name: string | null
  month: Month
  /** Whole rupiah; 0 where nothing was paid and the file names no sum. */
  amount: number
  status: PaymentState
}

/** What is said of a month, and on which day the file said so. */
export interface Statement extends Pick<ContributionRow, 'amount' | 'status'> {
  asOf: Day
}

export function saysTheSame(one: Omit<Statement, 'asOf'>, other: Omit<Statement, 'asOf'>): boolean {
  return one.status === other.status && one.amount === other.amount
}

/**
 * Whether what a file tells of a month stands against what is held: the younger does. Of two of one day the payment does,
 * then the larger sum, so that files come to the same in any order.
 */
export function stands(told: Statement, held: Statement): boolean {
  if (told.asOf !== held.asOf) return told.asOf > held.asOf
  if (told.status !== held.status) return told.status === 'paid'
  return told.amount >= held.amount
}
