import type { FastifyReply, FastifyRequest } from 'fastify'

const SESSION = 'sapa_petugas'
const ENTRY = 'sapa_masuk'

/** Over https the browser itself sees to it that no other host or path can have set the cookie. */
function nameAt(publicUrl: string, name: string): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name
}

/** The token of an officer's session, by the cookie; undefined where there is none that could be ours. */
export function tokenIn(request: FastifyRequest, publicUrl: string): string | undefined {
  return kept(request, publicUrl, SESSION)
}

/** What a browser that nobody has logged in with carries, and the forms that it is given with it. */
export function entryTokenIn(request: FastifyRequest, publicUrl: string): string | undefined {
  return kept(request, publicUrl, ENTRY)
}

/** The token for the forms before a log-in, given to the browser where it has none. */
export function entryToken(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string,
  make: () => string,
): string {
  const known = entryTokenIn(request, publicUrl)
  if (known !== undefined) return known
  const token = make()
  reply.setCookie(nameAt(publicUrl, ENTRY), token, strict(publicUrl))
  return token
}

function kept({ cookies }: FastifyRequest, publicUrl: string, name: string): string | undefined {
  const value = cookies?.[nameAt(publicUrl, name)]
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined
}

/** Gives a browser its session: until it is closed, for our pages alone, out of the reach of scripts. */
export function keepToken(reply: FastifyReply, publicUrl: string, token: string): void {
  reply.setCookie(nameAt(publicUrl, SESSION), token, strict(publicUrl))
}

export function dropToken(reply: FastifyReply, publicUrl: string): void {
  reply.clearCookie(nameAt(publicUrl, SESSION), strict(publicUrl))
}

function strict(publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'strict' as const, secure: publicUrl.startsWith('https:') }
}
