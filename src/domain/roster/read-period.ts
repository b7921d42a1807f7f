import { type Day, endOfMonth, type Month } from '../clock.ts'
import { words } from './cells.ts'
import type { Cells } from './columns.ts'
import { readSpan } from './dates.ts'
import type { Note } from './row.ts'

/** From when, until when, and until when paid. Days; a month stands for its first or its last day. */
export interface Period {
  startsOn: Day
  endsOn: Day | null
  paidThrough: Day | null
}

/** A period for all rows that name none themselves. */
export interface PeriodOption {
  from?: Day | Month
  to?: Day | Month
}

/** Whether a period given for all rows ends before it begins. */
export function isInverted({ from, to }: PeriodOption): boolean {
  return from !== undefined && to !== undefined && lastDay(to) < firstDay(from)
}

/** The period of a row; what the row lacks comes from the option. Missing or inverted is an error. */
export function readPeriod(cells: Cells, option: PeriodOption, note: Note): Period | undefined {
  const startsOn = readStart(cells, option, note)
  const endsOn = readEnd(cells, option, note)
  const paidThrough = readPaid(cells, note)
  if (startsOn === undefined || endsOn === undefined) return undefined
  if (endsOn !== null && endsOn < startsOn) return void note('periodInverted', 'endsOn')
  if (paidThrough !== null && (paidThrough < startsOn || (endsOn !== null && paidThrough > endsOn))) {
    note('paidOutsidePeriod', 'paidThrough', 'warning')
  }
  return { startsOn, endsOn, paidThrough }
}

function readStart(cells: Cells, option: PeriodOption, note: Note): Day | undefined {
  const text = words(cells, 'startsOn')
  if (text === '') return (option.from && firstDay(option.from)) ?? void note('periodMissing', 'startsOn')
  return readSpan(text)?.first ?? void note('periodUnreadable', 'startsOn')
}

function readEnd(cells: Cells, option: PeriodOption, note: Note): Day | null | undefined {
  const text = words(cells, 'endsOn')
  if (text !== '') return readSpan(text)?.last ?? void note('periodUnreadable', 'endsOn')
  if (option.to) return lastDay(option.to)
  note('endMissing', 'endsOn', 'warning')
  return null
}

function readPaid(cells: Cells, note: Note): Day | null {
  const text = words(cells, 'paidThrough')
  if (text === '') return null
  const span = readSpan(text)
  if (!span) note('paidUnreadable', 'paidThrough', 'warning')
  return span?.last ?? null
}

function firstDay(from: Day | Month): Day {
  return from.length === 7 ? `${from}-01` : from
}

function lastDay(to: Day | Month): Day {
  return to.length === 7 ? endOfMonth(to) : to
}
