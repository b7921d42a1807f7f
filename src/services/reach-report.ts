import { type Day, isDay } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { REACH_KINDS, type ReachKind } from '../domain/reach.ts'
import { agencyByCode } from '../store/agencies.ts'
import { personsByKind, personsListed, personsNotReached, personsReached, visitsOpen } from '../store/reach-report.ts'
import type { World } from './world.ts'

/** Kinds that show that news came to a person; `sent` alone only shows that it left us. */
const ARRIVED: readonly ReachKind[] = REACH_KINDS.filter((kind) => kind !== 'sent')

export interface ReachReport {
  agency: { code: string; name: string }
  from: Day
  to: Day
  /** Unique persons on the list in the span. */
  listed: number
  /** Unique persons by kind; each person counts once in each. */
  persons: Record<ReachKind, number>
  /** Unique persons of whom anything beyond `sent` is known. */
  reached: number
  notReached: number
  visitsOpen: number
}

/** Whom an agency's news has reached on some days. Throws `operation.noAgency`, `operation.badDay`, `operation.daysInverted`. */
export async function reachReport(world: World, code: string, from: Day, to: Day): Promise<ReachReport> {
  for (const day of [from, to]) if (!isDay(day)) throw new DomainError('operation.badDay', { given: day.slice(0, 20) })
  if (to < from) throw new DomainError('operation.daysInverted')
  return await world.database.run(function* (db) {
    const agency = yield* agencyByCode(db, code)
    if (!agency) throw new DomainError('operation.noAgency', { code })
    const span = { agencyId: agency.id, from, to }
    const kinds = yield* personsByKind(db, span)
    return {
      agency: { code: agency.code, name: agency.name },
      from,
      to,
      listed: yield* personsListed(db, span),
      persons: Object.fromEntries(REACH_KINDS.map((kind) => [kind, kinds.get(kind) ?? 0])) as Record<ReachKind, number>,
      reached: yield* personsReached(db, span, ARRIVED),
      notReached: yield* personsNotReached(db, span, ARRIVED),
      visitsOpen: yield* visitsOpen(db, agency.id),
    }
  })
}
