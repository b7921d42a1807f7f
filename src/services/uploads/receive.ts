import { isDay, isMonth } from '../../domain/clock.ts'
import { FUNDINGS } from '../../domain/cover.ts'
import { DomainError } from '../../domain/errors.ts'
import { may, type Officer } from '../../domain/officer.ts'
import { isInverted } from '../../domain/roster/read-period.ts'
import { SEGMENTS } from '../../domain/roster/segments.ts'
import { addUpload, openUploads, type Upload } from '../../store/uploads.ts'
import { actorName, audited } from '../accounts/audited.ts'
import type { Form } from '../once.ts'
import { readsFiles } from '../rosters/imports.ts'
import type { World } from '../world.ts'
import { dropFile } from './folder.ts'
import { MOST_OPEN } from './limits.ts'

/** What is typed beside a file; empty where nothing was. */
export interface Typed {
  funding: string
  from: string
  to: string
  segment: string
  basis: string
  consent: string
}

const LONGEST_WORDS = 300

/** Whether an officer hands lists in: for the own agency, of all its people. */
export function handsIn(officer: Officer): officer is Officer & { agencyId: string } {
  return may(officer, 'importRoster') && readsFiles(officer) && officer.agencyId !== null
}

/** The own agency of whoever hands a list in. Throws `returns.noImport` for whoever does not. */
export function agencyOf(officer: Officer): string {
  if (!handsIn(officer)) throw new DomainError('returns.noImport')
  return officer.agencyId
}

/**
 * What the typed fields say of all rows; empty ones are left out. Throws `console.uploads` `badFunding`, `badMonth`, `badSegment`,
 * `longWords`, and `operation.daysInverted`.
 */
export function optionsIn(typed: Typed): Record<string, string> {
  const said = Object.entries(typed).map(([name, text]) => [name, text.trim()] as const)
  const options = Object.fromEntries(said.filter(([, text]) => text !== ''))
  const { funding, from, to, segment, basis, consent } = options
  if (funding !== undefined && !isAmong(FUNDINGS, funding)) throw new DomainError('console.uploads.badFunding')
  if (segment !== undefined && !isAmong(SEGMENTS, segment)) throw new DomainError('console.uploads.badSegment')
  for (const month of [from, to])
    if (month !== undefined && !isMonth(month) && !isDay(month)) throw new DomainError('console.uploads.badMonth')
  for (const words of [basis, consent])
    if (words !== undefined && words.length > LONGEST_WORDS)
      throw new DomainError('console.uploads.longWords', { most: LONGEST_WORDS })
  if (isInverted({ ...(from && { from }), ...(to && { to }) })) throw new DomainError('operation.daysInverted')
  return options
}

function isAmong(all: readonly string[], one: string): boolean {
  return all.includes(one)
}

/**
 * Takes a file that lies in its folder: it is to be judged. Gives the id under which it is found; a form handed in twice leads
 * to the first. Throws what `optionsIn` throws, `console.uploads.tooMany`, and `returns.noImport` for whoever hands no lists in.
 */
export async function receiveUpload(
  world: World,
  officer: Officer,
  file: Pick<Upload, 'id' | 'fileName'>,
  typed: Typed,
  form: Form,
): Promise<string> {
  const agencyId = agencyOf(officer)
  const options = optionsIn(typed)
  const receivedAt = world.clock.now()
  const receivedBy = actorName(officer)
  const id = await world.database.run(function* (db) {
    if ((yield* openUploads(db, agencyId, MOST_OPEN)).length === MOST_OPEN)
      throw new DomainError('console.uploads.tooMany', { most: MOST_OPEN })
    const id = yield* addUpload(db, {
      ...{ ...file, agencyId, options, headerNames: {}, receivedAt, receivedBy },
      ...{ formHash: world.vault.hash('form', form.key), wanted: 'judge', wantedBy: receivedBy },
    })
    if (id === file.id) yield* audited(db, world, officer, 'upload.received', `upload:${id}`)
    return id
  })
  if (id !== file.id) await dropFile(world, file.id)
  return id
}
