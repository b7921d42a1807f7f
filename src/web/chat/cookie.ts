import type { FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '../../services/world.ts'

const NAME = 'sapa_chat'
const YEAR_SECONDS = 365 * 24 * 3600
const BYTES = 16

/** The chat of a browser, by its cookie; undefined where it has none yet or one that we did not make. */
export function chatOf({ cookies }: FastifyRequest): string | undefined {
  const kept = cookies[NAME]
  return kept !== undefined && /^[\w-]{22}$/.test(kept) ? kept : undefined
}

/** Gives a browser its chat, or keeps the one it has for another year: 128 random bits that no script can read. */
export function keepChat(world: World, reply: FastifyReply, known?: string): string {
  const chat = known ?? world.ids.random(BYTES).toString('base64url')
  reply.setCookie(NAME, chat, {
    path: '/chat',
    maxAge: YEAR_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
    secure: world.publicUrl.startsWith('https:'),
  })
  return chat
}
