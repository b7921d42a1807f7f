import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { DomainError } from '../../../domain/errors.ts'
import { uploadName } from '../../../domain/roster/upload.ts'
import { keepFile } from '../../../services/uploads/folder.ts'
import { LARGEST_FORM } from '../../../services/uploads/limits.ts'
import { agencyOf } from '../../../services/uploads/receive.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { isForeign, isOwn } from '../forms.ts'

/** A file as it lies in the inbox; nothing of it is known to the database yet. */
export interface Kept {
  id: string
  fileName: string
}

const MOST = { files: 1, fields: 20, parts: 21, fieldSize: 5000, fileSize: LARGEST_FORM }

/**
 * Reads a form with a file as it arrives: its fields become the body, as those of other forms do, and the file goes to the inbox,
 * but only behind fields that show that the form is ours. Throws `console.foreign`, `returns.noImport`, and as `keepFile` does.
 */
export async function takeUpload(request: FastifyRequest, world: World): Promise<void> {
  const { officer, csrf } = seatIn(request)
  agencyOf(officer)
  if (isForeign(request, world.publicUrl)) throw new DomainError('console.foreign')
  const body: Record<string, unknown> = {}
  request.body = body
  for await (const part of request.parts({ limits: MOST })) {
    if (part.type === 'field') body[part.fieldname] = part.value
    else if (!isOwn(request, csrf)) throw new DomainError('console.foreign')
    else request.kept = await keep(world, part)
  }
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
