import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { DomainError } from '../../domain/errors.ts'
import type { World } from '../../services/world.ts'
import { seatIn } from '../allow.ts'
import { isForeign, isOwn } from './forms.ts'

type Limits = NonNullable<Parameters<FastifyRequest['parts']>[0]>['limits']

/**
 * Reads a form with a file as it arrives: its fields become the body, as those of other forms do, and the file goes to `take`, but
 * only behind fields that show that the form is ours. Throws `console.foreign`, and what `take` throws.
 */
export async function readParts(
  request: FastifyRequest,
  { publicUrl }: World,
  limits: Limits,
  take: (file: MultipartFile) => Promise<void>,
): Promise<void> {
  const { csrf } = seatIn(request)
  if (isForeign(request, publicUrl)) throw new DomainError('console.foreign')
  const body: Record<string, unknown> = {}
  request.body = body
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') body[part.fieldname] = part.value
    else if (!isOwn(request, csrf)) throw new DomainError('console.foreign')
    else await take(part)
  }
}
