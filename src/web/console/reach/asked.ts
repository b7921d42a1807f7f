import type { FastifyRequest } from 'fastify'
import { type Day, dayOf, endOfMonth, type Month, monthOf } from '../../../domain/clock.ts'
import type { Officer } from '../../../domain/officer.ts'
import { REACH_DIMENSIONS, type ReachDimension } from '../../../domain/reach.ts'
import { monthsBack } from '../../../domain/report-month.ts'
import type { ReachQuery } from '../../../services/reach-report.ts'
import { REACH } from '../paths.ts'

/** What a report is asked for, as the address says it. */
export interface Asked {
  /** An agency's code, or nothing for all that are the reader's affair. */
  agency: string
  from: Day
  to: Day
  by: ReachDimension
}

const MONTHS = 6

/** What an address asks for; what it leaves out is this month until today, of all, by kelurahan. */
export function askedIn({ query }: FastifyRequest, now: Date): Asked {
  const { instansi, dari, sampai, menurut } = query as Record<string, unknown>
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' && value !== '' ? value : otherwise)
  const today = dayOf(now)
  return {
    agency: text(instansi, ''),
    from: text(dari, `${monthOf(today)}-01`),
    to: text(sampai, today),
    by: REACH_DIMENSIONS.find((by) => by === menurut) ?? 'kelurahan',
  }
}

export function queryOf({ agency, from, to, by }: Asked, reader: Officer): ReachQuery {
  return { agency: agency || undefined, from, to, by, reader }
}

/** The address at which a report, or with `.csv` behind the path its table, is found. */
export function reachAt({ agency, from, to, by }: Asked, path: string = REACH): string {
  return `${path}?${new URLSearchParams({ instansi: agency, dari: from, sampai: to, menurut: by })}`
}

/** This month and those before it, newest first, as what may be asked for next. */
export function monthsBefore(asked: Asked, now: Date): { month: Month; asked: Asked }[] {
  return Array.from({ length: MONTHS }, (_, back) => {
    const month = monthsBack(monthOf(dayOf(now)), back)
    return { month, asked: { ...asked, from: `${month}-01`, to: endOfMonth(month) } }
  })
}
