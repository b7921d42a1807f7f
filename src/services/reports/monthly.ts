import { buffer } from 'node:stream/consumers'
import { dayOf, endOfMonth, type Month, monthsThrough } from '../../domain/clock.ts'
import type { KeptFigures, ReachDimension } from '../../domain/reach.ts'
import { monthsBack, reportDue } from '../../domain/report-month.ts'
import { type Agency, listAgencies } from '../../store/agencies.ts'
import { CITY, keepReport, reportsSince } from '../../store/reports.ts'
import type { World } from '../world.ts'
import type { ReachBook } from './reach-book.ts'
import { reachBook, reachFile } from './reach-files.ts'

/** After a longer downtime the older months are left to `sapa reach`. */
const MOST_MONTHS_BACK = 12

const BY_AGENCY: readonly ReachDimension[] = ['kelurahan', 'segment', 'channel', 'funding']
const BY_CITY: readonly ReachDimension[] = ['agency', ...BY_AGENCY]

interface Missing {
  month: Month
  /** Null: the whole city. */
  agency: Agency | null
}

/**
 * Makes what is due and not there of the monthly reports: of each agency and of the city, since each was there, also of months
 * that went by while nothing ran. What was made stands; made twice it is kept once.
 */
export async function makeReports(world: World): Promise<void> {
  for (const missing of await missingReports(world)) await makeReport(world, missing)
}

async function missingReports(world: World): Promise<Missing[]> {
  const last = reportDue(world.clock.now())
  const first = monthsBack(last, MOST_MONTHS_BACK - 1)
  const { agencies, made } = await world.database.run(function* (db) {
    return { agencies: yield* listAgencies(db), made: yield* reportsSince(db, first) }
  })
  const isMade = new Set(made.map(({ month, agencyId }) => `${month} ${agencyId}`))
  return monthsThrough(first, last).flatMap((month) => {
    const there = agencies.filter(({ createdAt }) => dayOf(createdAt) <= endOfMonth(month))
    const all = there.length > 0 ? [null, ...there] : []
    return all.filter((agency) => !isMade.has(`${month} ${agency?.id ?? CITY}`)).map((agency) => ({ month, agency }))
  })
}

async function makeReport(world: World, { month, agency }: Missing): Promise<void> {
  const query = { isFresh: true, ...(agency && { agency: agency.code }), from: `${month}-01`, to: endOfMonth(month) }
  const whose = agency?.name ?? { text: 'reports.city' as const }
  const title = ['reports.title', { month: { month }, whose }] as const
  const book = await reachBook(world, query, agency ? BY_AGENCY : BY_CITY, title)
  const xlsx = await buffer(await reachFile(world, book, 'xlsx'))
  const pdf = await buffer(await reachFile(world, book, 'pdf'))
  const { vault, ids } = world
  const row = {
    ...{ id: ids.next(book.madeAt), month, agencyId: agency?.id ?? CITY, madeAt: book.madeAt },
    figures: keptIn(book),
    xlsxSealed: vault.seal('monthly_reports.xlsx', xlsx.toString('base64')),
    pdfSealed: vault.seal('monthly_reports.pdf', pdf.toString('base64')),
  }
  await world.database.run((db) => keepReport(db, row))
}

function keptIn({ total, parts }: ReachBook): KeptFigures {
  const { agency, from, to, headline, meetings, ...figures } = total
  return { total: figures, parts: Object.fromEntries(parts.map(({ by, groups }) => [by, groups])) }
}
