import type { FastifyRequest } from 'fastify'
import type { Deed } from '../domain/officer.ts'
import type { Program } from '../services/accounts/programs.ts'
import type { Seat } from '../services/accounts/seats.ts'

/**
 * Who may use a route: anybody, any officer who is logged in, those whose role allows a deed, a program with an agency's token, or
 * whatever asks from this machine or its private network.
 */
export type Allow = 'public' | 'session' | 'program' | 'inside' | Deed

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
    /** The program that asks; null on all other routes. */
    program: Program | null
  }
}

/** The officer who asks. Only for routes that are not public. */
export function seatIn({ seat }: FastifyRequest): Seat {
  if (!seat) throw new Error('a route that is public asks who its officer is')
  return seat
}

/** The program that asks. Only for routes that are for programs. */
export function programIn({ program }: FastifyRequest): Program {
  if (!program) throw new Error('a route that is not for programs asks which one it is')
  return program
}
