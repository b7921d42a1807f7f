import type { FastifyRequest } from 'fastify'
import type { Deed } from '../domain/officer.ts'
import type { Seat } from '../services/accounts/seats.ts'

/** Who may use a route: anybody, any officer who is logged in, those whose role allows a deed, or whatever asks from this machine or its private network. */
export type Allow = 'public' | 'session' | 'inside' | Deed

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route says it; the host refuses to be built with one that does not. */
    allow?: Allow
    /** What is sent may take long to arrive: a file over a slow line. */
    isLong?: boolean
  }
  interface FastifyRequest {
    /** The officer who asks; null on a public route. */
    seat: Seat | null
  }
}

/** The officer who asks. Only for routes that are not public. */
export function seatIn({ seat }: FastifyRequest): Seat {
  if (!seat) throw new Error('a route that is public asks who its officer is')
  return seat
}
