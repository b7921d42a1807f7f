import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { uploadName } from '../../../domain/roster/upload.ts'
import { keepFile } from '../../../services/uploads/folder.ts'
import { LARGEST_FORM } from '../../../services/uploads/limits.ts'
import { agencyOf } from '../../../services/uploads/receive.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { readParts } from '../form-parts.ts'

/** A file as it lies in the inbox; nothing of it is known to the database yet. */
export interface Kept {
  id: string
  fileName: string
}

const MOST = { files: 1, fields: 20, parts: 21, fieldSize: 5000, fileSize: LARGEST_FORM }

/** Reads the form with a list; its file goes to the inbox. Throws `returns.noImport`, and as `readParts` and `keepFile` do. */
export async function takeUpload(request: FastifyRequest, world: World): Promise<void> {
  agencyOf(seatIn(request).officer)
  await readParts(request, world, MOST, async (part) => {
    request.kept = await keep(world, part)
  })
}

async function keep(world: World, { filename, file }: MultipartFile): Promise<Kept | null> {
  if (!filename) {
    file.resume()
    return null
  }
  const kept = { id: world.ids.next(world.clock.now()), fileName: uploadName(filename) }
  await keepFile(world, kept, file)
  return kept
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The file that has come with a form; null where none has. */
    kept: Kept | null
  }
}
