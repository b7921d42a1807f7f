import type { Month } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { isInScope, may, type Officer } from '../../domain/officer.ts'
import { listAgencies } from '../../store/agencies.ts'
import { CITY, reportById, reportsOf } from '../../store/reports.ts'
import { audited } from '../accounts/audited.ts'
import type { World } from '../world.ts'
import type { FileFormat } from './reach-files.ts'

/** Some years of months of all agencies. */
const MOST_SHOWN = 500

/** A report that waits for an officer. */
export interface Shelved {
  id: string
  month: Month
  /** Null: the whole city's. */
  agency: { code: string; name: string } | null
  madeAt: Date
}

/** Whether a report of an agency, or of the city, is for an officer: a kelurahan's officers have the report of reach of their own people. */
export function mayTake(officer: Officer, agencyId: string): boolean {
  if (!may(officer, 'readReach') || officer.kelurahan !== null) return false
  return agencyId === CITY ? officer.agencyId === null : isInScope(officer, agencyId)
}

/** The reports that are an officer's, newest month first. */
export async function reportsFor(world: World, officer: Officer): Promise<Shelved[]> {
  return await world.database.run(function* (db) {
    const agencies = new Map((yield* listAgencies(db)).map((agency) => [agency.id, agency]))
    const theirs = [CITY, ...agencies.keys()].filter((agencyId) => mayTake(officer, agencyId))
    return (yield* reportsOf(db, theirs, MOST_SHOWN)).map(({ id, month, agencyId, madeAt }) => {
      const agency = agencies.get(agencyId)
      return { id, month, agency: agency ? { code: agency.code, name: agency.name } : null, madeAt }
    })
  })
}

/** A report's file for an officer, noted in the audit. Throws `reports.notFound`, also for one that is not the officer's. */
export async function takeReport(
  world: World,
  officer: Officer,
  id: string,
  format: FileFormat,
): Promise<{ name: string; content: Buffer }> {
  return await world.database.run(function* (db) {
    const report = yield* reportById(db, id)
    if (!report || !mayTake(officer, report.agencyId)) throw new DomainError('reports.notFound')
    yield* audited(db, world, officer, 'report.taken', `report:${id}`, { format })
    const agency = (yield* listAgencies(db)).find((one) => one.id === report.agencyId)
    const sealed = format === 'xlsx' ? report.xlsxSealed : report.pdfSealed
    const content = Buffer.from(world.vault.open(`monthly_reports.${format}`, sealed), 'base64')
    return { name: ['laporan', agency?.code ?? 'kota', report.month].join('-'), content }
  })
}
