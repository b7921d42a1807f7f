import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { z } from 'zod'
import type { WebChat } from '../../channels/web-chat/web-chat.ts'
import { DomainError } from '../../domain/errors.ts'
import { readMeetingCode } from '../../domain/meeting.ts'
import type { Locale } from '../../domain/message.ts'
import type { World } from '../../services/world.ts'
import type { Said } from '../../store/history.ts'
import { document, HTML, tellOf } from '../page.tsx'
import { sendMedia } from '../send-media.ts'
import { Bubbles, type BubblesProps, CHAT_FILES } from './bubbles.tsx'
import { ChatPage } from './chat-page.tsx'
import { chatOf, keepChat } from './cookie.ts'
import { splitAt, withOverlap } from './cursor.ts'
import { fileOf, localeOf, noteSeen, say, talkOf } from './talk.ts'
import { freshAfter } from './wait.ts'

// 100,000 characters typed or pasted by mistake are to be answered; one of them takes up to twelve bytes in a form.
const LONGEST_POST_BYTES = 2 * 1024 * 1024

const posted = z.object({
  id: z.string().max(100).default(''),
  text: z.string().optional(),
  choice: z.string().max(200).optional(),
  asked: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
  after: z.string().max(100).default(''),
})
const waiting = z.object({ after: z.string().max(100).default('') })

/** The chat's page and what it talks to: plain posts that lead back to the page, and live ones that get only what is new. */
export function registerChat(app: FastifyInstance, world: World, webChat: WebChat): void {
  const makeId = () => world.ids.random(12).toString('base64url')
  const aroundIn = (locale: Locale) =>
    ({ tell: tellOf(world.words, locale), makeId, publicUrl: world.publicUrl }) satisfies Partial<BubblesProps>

  app.get('/chat', { config: { allow: 'public' } }, async (request, reply) => {
    const known = chatOf(request)
    const said = known ? await talkOf(world, known) : []
    const locale = known ? await localeOf(world, known) : 'id'
    keepChat(world, reply, known)
    const checkIn = checkInOf(request)
    const isCookieRefused = known === undefined && (request.query as { baru?: string }).baru !== undefined
    unstored(reply)
      .type(HTML)
      .send(document(<ChatPage {...aroundIn(locale)} {...{ locale, said, isCookieRefused, checkIn }} />))
    await seen(world, said, 'delivered')
    return reply
  })

  app.post('/chat', { bodyLimit: LONGEST_POST_BYTES, config: { allow: 'public' } }, async (request, reply) => {
    const { after, ...message } = read(posted, request)
    const known = chatOf(request)
    const chat = keepChat(world, reply, known)
    if (isSomething(message)) await say(world, chat, { ...message, id: message.id || makeId() })
    if (isLive(request)) return sendFresh(reply, await localeOf(world, chat), await freshNow(chat, after))
    return unstored(reply).redirect(known ? '/chat#akhir' : '/chat?baru=1#akhir', 303)
  })

  app.get(`${CHAT_FILES}/:id`, { config: { allow: 'public' } }, async (request, reply) => {
    const known = chatOf(request)
    const media = known && (await fileOf(world, known, (request.params as { id: string }).id))
    if (!media) return reply.callNotFound()
    // It never changes, and an old phone is not to load it again with each page.
    return sendMedia(reply.header('cache-control', 'private, max-age=604800, immutable'), media)
  })

  app.post('/chat/tunggu', { config: { allow: 'public' } }, async (request, reply) => {
    const { after } = read(waiting, request)
    const chat = chatOf(request)
    if (!chat) return reply.code(204).send()
    await seen(world, splitAt(await talkOf(world, chat), after).shown, 'read')
    const ear = webChat.listen(chat)
    reply.raw.once('close', () => ear.stop())
    const news = await freshAfter(world, ear, chat, after)
    return sendFresh(reply, await localeOf(world, chat), news)
  })

  async function freshNow(chat: string, after: string) {
    const said = await talkOf(world, chat)
    return { said, fresh: splitAt(said, after).fresh }
  }

  function sendFresh(reply: FastifyReply, locale: Locale, { said, fresh }: News): FastifyReply {
    unstored(reply)
    if (fresh.length === 0) return reply.code(204).send()
    return reply
      .type(HTML)
      .send(renderToString(<Bubbles {...aroundIn(locale)} said={said} only={withOverlap(said, fresh)} />))
  }
}

/** The code of a meeting by whose link the page was opened. */
function checkInOf({ query }: FastifyRequest): string | undefined {
  const { hadir } = query as { hadir?: unknown }
  return typeof hadir === 'string' ? readMeetingCode(hadir) : undefined
}

interface News {
  said: Said[]
  fresh: Said[]
}

/** Receipts are told after the page has its answer; one that is lost is told with the next. */
async function seen(world: World, said: readonly Said[], kind: 'delivered' | 'read'): Promise<void> {
  try {
    await noteSeen(world, said, kind)
  } catch (error) {
    world.log.warn({ error }, 'receipts of the web chat could not be noted')
  }
}

function read<T>(schema: z.ZodType<T>, { body }: FastifyRequest): T {
  const form = schema.safeParse(body ?? {})
  if (!form.success) throw new DomainError('web.error.bad')
  return form.data
}

function isSomething({ text, choice }: Omit<z.infer<typeof posted>, 'after'>): boolean {
  return choice !== undefined || (text !== undefined && text.trim() !== '')
}

/** Whether the page's script asks, which wants what is new instead of the page. */
function isLive({ headers }: FastifyRequest): boolean {
  return headers['x-sapa'] === 'live'
}

function unstored(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store')
}
