import { DomainError } from '../../domain/errors.ts'
import { dropLease } from '../../store/leases.ts'
import { changeUpload, noteUpload, type Upload, wantedUploads } from '../../store/uploads.ts'
import { underLease } from '../lease.ts'
import { UnknownHeader } from '../rosters/find-header.ts'
import type { World } from '../world.ts'
import { dropFile, hasFile } from './folder.ts'
import { MOST_TRIES } from './limits.ts'
import { dropUnapplied, isAppliedAlready, takeOn } from './take-on.ts'

const LEASE = 'uploads'
const LEASE_MS = 30_000
const LOOKED_AT = 50

/** The program is to end: what is being done is left as it is and goes on another time. */
export class Halted extends Error {
  override name = 'Halted'
}

/** Whether there is something to be done whose file lies here. */
export async function hasUploadWork(world: World): Promise<boolean> {
  return (await nextUpload(world, new Set())) !== undefined
}

/**
 * Judges, applies and drops what officers have handed in, one file after the other, the oldest first, until nothing is left or
 * `isEnding`; only one process at a time. What ends in the midst is done again: judging from the start, applying from where it stood.
 */
export async function workOnUploads(world: World, isEnding: () => boolean): Promise<void> {
  const lease = { name: LEASE, holder: world.ids.next(world.clock.now()), forMs: LEASE_MS }
  try {
    await underLease(world, lease, () => workThrough(world, isEnding))
  } finally {
    await world.database.run((db) => dropLease(db, lease.name, lease.holder))
  }
}

async function workThrough(world: World, isEnding: () => boolean): Promise<void> {
  const passed = new Set<string>()
  for (;;) {
    const upload = isEnding() ? undefined : await nextUpload(world, passed)
    if (!upload) return
    if (!(await workOn(world, upload, isEnding))) passed.add(upload.id)
  }
}

async function nextUpload(world: World, passed: ReadonlySet<string>): Promise<Upload | undefined> {
  for (const upload of await world.database.run((db) => wantedUploads(db, LOOKED_AT))) {
    if (passed.has(upload.id)) continue
    if (upload.wanted === 'drop' || (await hasFile(world, upload)) || (await isAppliedAlready(world, upload)))
      return upload
  }
  return undefined
}

/** Does what is wanted of an upload; false where it has to wait. */
async function workOn(world: World, upload: Upload, isEnding: () => boolean): Promise<boolean> {
  const { id, tries } = upload
  await world.database.run((db) => noteUpload(db, id, { tries: tries + 1 }))
  try {
    if (upload.wanted === 'drop') await settle(world, upload, await dropUnapplied(world, upload))
    else await settle(world, upload, await takeOn(world, upload, haltWhen(isEnding)))
    return true
  } catch (error) {
    return await settleFailure(world, upload, error)
  }
}

function haltWhen(isEnding: () => boolean): () => void {
  return () => {
    if (isEnding()) throw new Halted()
  }
}

/** Keeps what an officer can mend with the upload; a failure of ours is tried again some times. */
async function settleFailure(world: World, upload: Upload, error: unknown): Promise<boolean> {
  const { id, tries } = upload
  const waits = error instanceof Halted || (error instanceof DomainError && error.code === 'operation.importRunning')
  if (waits) {
    await world.database.run((db) => noteUpload(db, id, { tries }))
    return false
  }
  if (error instanceof DomainError) {
    const { code, values } = error
    const header =
      error instanceof UnknownHeader ? world.vault.seal('uploads.header', JSON.stringify(error.header)) : null
    await settle(world, upload, { problem: { code, values }, ...(header !== null && { headerSealed: header }) })
    return true
  }
  world.log.error({ error, upload: id }, 'an upload could not be worked on')
  if (tries + 1 < MOST_TRIES) return false
  await settle(world, upload, { problem: { code: 'console.uploads.broken', values: {} } })
  return true
}

/** Nobody else changes an upload of which something is wanted, so that its count of changes is still the one that was read. */
async function settle(world: World, upload: Upload, to: Parameters<typeof changeUpload>[2]): Promise<void> {
  await world.database.run((db) => changeUpload(db, upload, { wanted: null, tries: 0, ...to }))
  if (to.outcome === 'applied') await dropFile(world, upload.id)
}
