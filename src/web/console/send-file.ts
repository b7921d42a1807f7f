import type { FastifyReply } from 'fastify'
import type { FileFormat } from '../../services/reports/reach-files.ts'

const TYPES: Readonly<Record<FileFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}

/** Sends a file to be kept, under a name without its ending; nobody on the way may keep it. */
export function sendFile(reply: FastifyReply, format: FileFormat, name: string, content: unknown): FastifyReply {
  return reply
    .type(TYPES[format])
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(content)
}
