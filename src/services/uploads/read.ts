import { DomainError } from '../../domain/errors.ts'
import type { Officer } from '../../domain/officer.ts'
import type { ImportProgress } from '../../domain/roster/import-progress.ts'
import type { StrangeHeader } from '../../domain/roster/upload.ts'
import type { Agency } from '../../store/agencies.ts'
import { importById } from '../../store/returns.ts'
import { openUploads, type Upload, uploadById } from '../../store/uploads.ts'
import type { Vault } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import type { World } from '../world.ts'
import { MOST_OPEN } from './limits.ts'
import { handsIn } from './receive.ts'

/** Where an upload stands, for whoever looks at its page. */
export type UploadPhase = 'waiting' | 'judging' | 'applying' | 'refused' | 'judged' | 'applied' | 'discarded' | 'lapsed'

/** An upload as its page shows it. */
export interface UploadCard {
  upload: Upload
  agency: Agency
  phase: UploadPhase
  /** How far the work on it is, while there is any. */
  progress: ImportProgress | null
  /** The header that somebody has to explain, or has explained. */
  header: StrangeHeader | null
  /** Its return file can be had. */
  hasReturnFile: boolean
}

/** An upload that is an officer's affair. Throws `returns.noImport` for one that is not there or is not: nobody learns which. */
export async function readUpload(world: World, officer: Officer, id: string): Promise<UploadCard> {
  return await world.database.run(function* (db) {
    const { upload, agency } = yield* uploadFor(db, officer, id)
    const kept = upload.importId === null ? undefined : yield* importById(db, upload.importId)
    const progress = upload.wanted === null ? null : (kept?.import.progress ?? null)
    return {
      ...{ upload, agency, progress, phase: phaseOf(upload, progress), header: headerOf(world.vault, upload) },
      hasReturnFile: upload.wanted === null && upload.outcome !== 'discarded' && Boolean(kept?.import.judgedAt),
    }
  })
}

/** The uploads of an officer's agency that have not ended, newest first; none for whoever hands no lists in. */
export async function listUploads(world: World, officer: Officer): Promise<Upload[]> {
  if (!handsIn(officer)) return []
  return await world.database.run((db) => openUploads(db, officer.agencyId, MOST_OPEN))
}

export function* uploadFor(db: Db, officer: Officer, id: string): Work<{ upload: Upload; agency: Agency }> {
  const found = yield* uploadById(db, id)
  if (!found || !handsIn(officer) || found.upload.agencyId !== officer.agencyId)
    throw new DomainError('returns.noImport')
  return found
}

/** Where an upload stands, by what is kept of it and how far the work is. */
export function phaseOf(upload: Upload, progress: ImportProgress | null = null): UploadPhase {
  if (upload.outcome) return upload.outcome
  if (upload.wanted) {
    if (progress?.phase === 'applying') return 'applying'
    // Behind the last line the problems are still counted.
    const isJudging = progress?.phase === 'reading' || (upload.wanted === 'judge' && progress?.phase === 'judged')
    return isJudging ? 'judging' : 'waiting'
  }
  return upload.problem ? 'refused' : 'judged'
}

function headerOf(vault: Vault, { headerSealed }: Upload): StrangeHeader | null {
  return headerSealed === null ? null : (JSON.parse(vault.open('uploads.header', headerSealed)) as StrangeHeader)
}
