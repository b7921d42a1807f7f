import type { FastifyReply, FastifyRequest } from 'fastify'

/** Over https the browser itself sees to it that no other host or path can have set the cookie. */
function nameAt(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-sapa_petugas' : 'sapa_petugas'
}

/** The token of an officer's session, by the cookie; undefined where there is none that could be ours. */
export function tokenIn({ cookies }: FastifyRequest, publicUrl: string): string | undefined {
  const kept = cookies?.[nameAt(publicUrl)]
  return kept !== undefined && /^[\w-]{43}$/.test(kept) ? kept : undefined
}

/** Gives a browser its session: until it is closed, for our pages alone, out of the reach of scripts. */
export function keepToken(reply: FastifyReply, publicUrl: string, token: string): void {
  reply.setCookie(nameAt(publicUrl), token, strict(publicUrl))
}

export function dropToken(reply: FastifyReply, publicUrl: string): void {
  reply.clearCookie(nameAt(publicUrl), strict(publicUrl))
}

function strict(publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'strict' as const, secure: publicUrl.startsWith('https:') }
}
