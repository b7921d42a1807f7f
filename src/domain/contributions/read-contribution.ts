import { addMonths, type Month, monthOf } from '../clock.ts'
import type { Facts } from '../facts/facts.ts'
import { words } from '../roster/cells.ts'
import type { Cells } from '../roster/columns.ts'
import { readNikCell } from '../roster/read-nik.ts'
import type { Note, Problem, RosterLine } from '../roster/row.ts'
import type { ContributionRow, PaymentState } from './contribution.ts'
import { memberNumberKey } from './member-number.ts'
import { readMonth } from './read-month.ts'
import { readPayment } from './read-payment.ts'

/** What one line says. There is no row where something is missing without which nothing can be said of a month. */
export interface ReadContribution {
  row?: ContributionRow
  problems: Problem[]
}

/** Reads one line of a contribution file and makes every check that the line alone can show, one problem a field. */
export function readContribution(line: RosterLine, facts: Facts): ReadContribution {
  const problems: Problem[] = []
  const note: Note = (code, field, severity = 'error') => void problems.push({ code, field, severity })
  if (line.isTooLong) note('tooManyCells', 'memberNumber')
  const { cells } = line
  const who = readWho(line, note)
  const month = readMonthCell(cells, note)
  const payment = readPayment(cells, facts.day, note)
  if (month && payment) checkAhead(month, payment.status, facts, note)
  if (!who || !month || !payment) return { problems }
  return { row: { ...who, name: words(cells, 'name') || null, month, ...payment }, problems }
}

type Who = Pick<ContributionRow, 'memberNumber' | 'nik'>

function readWho(line: RosterLine, note: Note): Who | undefined {
  const written = words(line.cells, 'memberNumber')
  const memberNumber = memberNumberKey(written) ?? null
  const nik = words(line.cells, 'nik') === '' ? undefined : readNikCell(line, note)
  if (written !== '' && memberNumber === null) note('numberUnreadable', 'memberNumber', nik ? 'warning' : 'error')
  if (memberNumber === null && !nik && written === '') note('numberMissing', 'memberNumber')
  return memberNumber === null && !nik ? undefined : { memberNumber, nik: nik?.digits ?? null }
}

function readMonthCell(cells: Cells, note: Note): Month | undefined {
  const text = words(cells, 'month')
  if (text === '') return void note('monthMissing', 'month')
  return readMonth(text, words(cells, 'year')) ?? void note('monthUnreadable', 'month')
}

// Months may be paid ahead, so far as facts say; nobody owes a month that has not begun.
function checkAhead(month: Month, status: PaymentState, facts: Facts, note: Note): void {
  if (month <= monthOf(facts.day)) return
  const longest = Math.max(...facts.numbers('contribution.payAhead'))
  const isPaidAhead = status === 'paid' && month <= monthOf(addMonths(`${monthOf(facts.day)}-01`, longest))
  note('monthFuture', 'month', isPaidAhead ? 'warning' : 'error')
}
