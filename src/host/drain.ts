import type { IncomingMessage } from 'node:http'
import { limits } from './limits.ts'

/**
 * Takes the rest of a body off the wire and throws it away. A browser reads an answer only once it has sent its request:
 * without this it would tell its user of a broken connection. Bounded, so that nobody can keep us at it.
 */
export async function drained(request: IncomingMessage): Promise<void> {
  if (request.complete || Number(request.headers['content-length'] ?? 0) > limits.drainedBytes) return
  let seen = 0
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, limits.drainMs)
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    request.on('data', (part: Buffer) => {
      seen += part.length
      if (seen > limits.drainedBytes) end()
    })
    request.once('end', end).once('close', end).once('error', end).resume()
  })
}
