import type { FastifyInstance } from 'fastify'
import { limits } from './limits.ts'

/**
 * Drops whoever sends a body more slowly than `limits.requestMs` allows, except on routes that take files: Node's own limit
 * knows no routes, and stands at what a file may take.
 */
export function limitBodyTime(app: FastifyInstance): void {
  // With a callback, as in `authorise`: what platforms post passes here.
  app.addHook('onRequest', ({ raw, routeOptions }, _, done) => {
    const hasBody = raw.headers['content-length'] !== undefined || raw.headers['transfer-encoding'] !== undefined
    if (hasBody && !routeOptions.config.isLong) {
      const timer = setTimeout(() => raw.complete || raw.destroy(), limits.requestMs).unref()
      raw.once('end', () => clearTimeout(timer))
    }
    done()
  })
}
