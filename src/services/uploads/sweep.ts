import { leftUploads, openAmong } from '../../store/uploads.ts'
import type { World } from '../world.ts'
import { closeUpload } from './decide.ts'
import { dropFile, foldersIn } from './folder.ts'
import { LIES_FOR_MS } from './limits.ts'

const AT_ONCE = 100
// Longer than a file may take to arrive, before which no upload stands for it.
const ARRIVES_WITHIN_MS = 3_600_000

/** Ends uploads that nobody has looked after for a day, and takes away files that belong to none. */
export async function sweepUploads(world: World): Promise<void> {
  const now = world.clock.now()
  const before = new Date(now.getTime() - LIES_FOR_MS)
  await world.database.run(function* (db) {
    for (const upload of yield* leftUploads(db, before, AT_ONCE)) yield* closeUpload(db, upload, 'lapsed', now)
  })
  const folders = (await foldersIn(world)).filter(({ at }) => now.getTime() - at.getTime() > ARRIVES_WITHIN_MS)
  const open = await world.database.run((db) =>
    openAmong(
      db,
      folders.map(({ id }) => id),
    ),
  )
  for (const { id } of folders) if (!open.has(id)) await dropFile(world, id)
}
