import type { Funding } from '../../domain/cover.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Segment } from '../../domain/roster/segments.ts'
import { type Agency, rememberHeaderNames } from '../../store/agencies.ts'
import { importById } from '../../store/returns.ts'
import { noteUpload, type Upload, uploadById } from '../../store/uploads.ts'
import { importContributions } from '../contributions/import-contributions.ts'
import { dropRecord } from '../rosters/import-record.ts'
import { type ImportOptions, importRoster } from '../rosters/import-roster.ts'
import { kindOfFile } from '../rosters/read-file.ts'
import type { World } from '../world.ts'
import { fileOf } from './folder.ts'
import { judgementOf } from './judgement.ts'

/** What an upload is changed to when the work on it is through. */
type Settled = Partial<Pick<Upload, 'outcome' | 'closedAt' | 'judgement' | 'importId' | 'headerSealed'>>

/**
 * Judges or applies the file of an upload as an import at the shell does. `onStep` is called between batches, and ends all of it by
 * throwing. Throws as `importRoster` and `importContributions` do, and `console.uploads.noFunding` for a roster of which nobody has said who pays.
 */
export async function takeOn(world: World, upload: Upload, onStep: () => void): Promise<Settled> {
  if (await isAppliedAlready(world, upload)) return applied(world)
  const { agency } = (await world.database.run((db) => uploadById(db, upload.id)))!
  const file = fileOf(world, upload)
  const kind = await kindOfFile(file, { ...agency.headerNames, ...upload.headerNames })
  const take = kind === 'roster' ? takeRoster : takeContributions
  const { importId, unread } = await take(world, upload, agency, file, onStep)
  if (upload.wanted === 'apply') return { ...applied(world), importId }
  return { importId, judgement: await judgementOf(world, importId, unread) }
}

function applied({ clock }: World): Settled {
  return { outcome: 'applied', closedAt: clock.now(), headerSealed: null }
}

interface Taken {
  importId: string
  unread: string[]
}

async function takeRoster(
  world: World,
  upload: Upload,
  agency: Agency,
  file: string,
  onStep: () => void,
): Promise<Taken> {
  const { funding, segment, from, to, basis, consent } = upload.options
  if (funding === undefined) throw new DomainError('console.uploads.noFunding')
  const said: Partial<ImportOptions> = {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(basis !== undefined && { basis }),
    ...(consent !== undefined && { consent }),
    ...(segment !== undefined && { segment: segment as Segment }),
    ...(Object.keys(upload.headerNames).length > 0 && { headerNames: upload.headerNames }),
  }
  const { importId, unread } = await importRoster(world, file, {
    ...{ ...said, agency: agency.code, funding: funding as Funding, mayShrink: upload.mayShrink },
    // What a wrong choice would spoil is judged only; the agency's next lists are read by what was applied.
    ...{ mode: modeOf(upload), isTrial: upload.wanted !== 'apply', by: upload.wantedBy },
    ...{ onOpened: openedFor(world, upload), onProgress: onStep },
  })
  return { importId: importId!, unread }
}

async function takeContributions(
  world: World,
  upload: Upload,
  agency: Agency,
  file: string,
  onStep: () => void,
): Promise<Taken> {
  const { headerNames, wantedBy: by } = upload
  const { importId, unread } = await importContributions(world, file, {
    ...{ agency: agency.code, mode: modeOf(upload), by, headerNames },
    ...{ onOpened: openedFor(world, upload), onProgress: onStep },
  })
  if (upload.wanted === 'apply' && Object.keys(headerNames).length > 0) {
    const names = { ...agency.headerNames, ...headerNames }
    await world.database.run((db) => rememberHeaderNames(db, agency.id, names))
  }
  return { importId: importId!, unread }
}

function modeOf({ wanted }: Upload): 'judge' | 'apply' {
  return wanted === 'apply' ? 'apply' : 'judge'
}

function openedFor(world: World, { id }: Upload): (importId: string) => Promise<void> {
  return (importId) => world.database.run((db) => noteUpload(db, id, { importId }))
}

/** Whether a list was taken in to its end by a work that was killed before it could say so. */
export async function isAppliedAlready({ database }: World, { wanted, importId }: Upload): Promise<boolean> {
  if (wanted !== 'apply' || importId === null) return false
  const kept = await database.run((db) => importById(db, importId))
  return Boolean(kept?.import.appliedAt)
}

/** Drops what was kept of a list that comes to nothing; of one that the register has begun to take in it stays, since history points to it. */
export async function dropUnapplied(world: World, { importId }: Upload): Promise<Settled> {
  const kept = importId === null ? undefined : await world.database.run((db) => importById(db, importId))
  if (!kept || kept.import.appliedAt || kept.import.appliedThrough > 0) return {}
  await dropRecord(world, kept.import.id)
  return { importId: null }
}
