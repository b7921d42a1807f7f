import { DomainError } from '../../domain/errors.ts'
import { isInScope, may, type Officer } from '../../domain/officer.ts'
import { agencyByCode } from '../../store/agencies.ts'
import { openVisits } from '../../store/visits.ts'
import { audited } from '../accounts/audited.ts'
import { visitPapers } from '../visit-papers.ts'
import type { World } from '../world.ts'
import { askingPoster } from './poster.ts'

/** The list or the slips of an officer's visits as PDF, noted, since they hold whole names, or a poster. Throws `operation.noAgency`, `operation.notYours`. */
export async function papersFor(
  world: World,
  officer: Officer,
  { agency: code, kelurahan, kind }: { agency: string; kelurahan: string | null; kind: 'list' | 'slips' | 'poster' },
): Promise<Buffer> {
  if (!may(officer, 'keepVisits')) throw new DomainError('operation.notYours')
  const place = officer.kelurahan ?? kelurahan
  const { agency, visits } = await world.database.run(function* (db) {
    const agency = yield* agencyByCode(db, code)
    if (!agency || !isInScope(officer, agency.id))
      throw new DomainError('operation.noAgency', { code: code.slice(0, 40) })
    const visits = kind === 'poster' ? [] : yield* openVisits(db, agency.id, place ?? undefined, world.clock.now())
    yield* audited(db, world, officer, `visit.paper.${kind}`, `agency:${agency.id}`, { n: visits.length })
    return { agency, visits }
  })
  if (kind === 'poster') return await askingPoster(world, agency, place)
  const papers = visitPapers(world, agency, visits)
  return await papers[kind]()
}
