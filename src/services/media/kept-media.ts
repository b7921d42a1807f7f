import type { Media } from '../../channels/channel.ts'
import { mediaName } from '../../domain/media.ts'
import type { Officer } from '../../domain/officer.ts'
import { addFile, fileById } from '../../store/files.ts'
import type { Database, Db, Work } from '../../store/work.ts'
import type { World } from '../world.ts'
import type { ReadMedia } from './read-media.ts'

/** So many are held open at the same time: a campaign sends one file many thousand times. */
const HELD = 3

const held = new WeakMap<Database, Map<string, Promise<Media | undefined>>>()

/** A file to be sent, or undefined where it is not there or does not open. Throws `StoreError`. */
export async function mediaOf(world: World, id: string): Promise<Media | undefined> {
  const files = held.get(world.database) ?? new Map<string, Promise<Media | undefined>>()
  held.set(world.database, files)
  const media = files.get(id) ?? openMedia(world, id)
  // The one that was wanted last stays longest.
  files.delete(id)
  files.set(id, media)
  for (const old of [...files.keys()].slice(0, -HELD)) files.delete(old)
  try {
    return await media
  } catch (error) {
    files.delete(id)
    throw error
  }
}

async function openMedia(world: World, id: string): Promise<Media | undefined> {
  const row = await world.database.run((db) => fileById(db, id))
  if (!row) return undefined
  try {
    const { type, width, height } = row
    const size = width === null || height === null ? null : { width, height }
    return { id, type, name: mediaName(type), size, content: world.vault.openBytes('files.content', row.contentSealed) }
  } catch {
    world.log.error({ fileId: id }, 'a file could not be read back; the words go alone')
    return undefined
  }
}

/** A file as it is kept, sealed. It takes a while, so it is made before any work. */
export function sealedMedia({ vault }: World, content: Buffer, { type, size }: ReadMedia) {
  return {
    ...{ type, bytes: content.length, width: size?.width ?? null, height: size?.height ?? null },
    contentHash: vault.hash('file', content.toString('base64')),
    contentSealed: vault.sealBytes('files.content', content),
  }
}

/** Keeps a file that an officer has handed in; gives its id. */
export function* keepMedia(
  db: Db,
  world: World,
  sealed: ReturnType<typeof sealedMedia>,
  by: Officer,
  now: Date,
): Work<string> {
  const id = world.ids.next(now)
  yield* addFile(db, { id, ...sealed, addedBy: by.id, addedAt: now })
  return id
}
