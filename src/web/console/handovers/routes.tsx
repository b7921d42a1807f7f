import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../domain/errors.ts'
import type { Text } from '../../../domain/message.ts'
import { giveChatFile } from '../../../services/chat-files/give.ts'
import type { Reply } from '../../../services/converse.ts'
import { deliverReplies } from '../../../services/deliver.ts'
import { closeThread, replyInThread, takeThread } from '../../../services/handovers/answer.ts'
import { waitingFor } from '../../../services/handovers/list.ts'
import { openThread, type Thread } from '../../../services/handovers/thread.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { sendMedia } from '../../send-media.ts'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { HANDOVERS } from '../paths.ts'
import { ListPage } from './list-page.tsx'
import { eventWords, ThreadPage } from './thread-page.tsx'

const rule = { config: { allow: 'answerHandover' } } as const

/** Answers people who wish for a person. Whose chats an officer sees is the services' to say. */
export function registerHandovers(app: FastifyInstance, world: World): void {
  app.get(HANDOVERS, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    const done = 'tutup' in (request.query as object) ? desk.tell('console.thread.hasClosed') : undefined
    return show(reply, <ListPage desk={desk} {...(await waitingFor(world, desk.seat.officer))} done={done} />)
  })

  app.get(`${HANDOVERS}/:id`, rule, async (request, reply) => {
    const desk = deskOf(world, request)
    return show(reply, <ThreadPage desk={desk} thread={await openThread(world, desk.seat.officer, idIn(request))} />)
  })

  app.get(`${HANDOVERS}/:id/berkas/:file`, rule, async (request, reply) => {
    const { file } = request.params as { file: string }
    // Somebody else's: to be kept, and never to be shown.
    return sendMedia(reply, await giveChatFile(world, seatIn(request).officer, idIn(request), file), false)
  })

  app.post(`${HANDOVERS}/:id/ambil`, rule, async (request, reply) => {
    const taken = await tried(takeThread(world, seatIn(request), idIn(request), formOf(request)))
    if ('refused' in taken) return again(world, request, reply, taken.refused)
    return back(request, reply)
  })

  app.post(`${HANDOVERS}/:id/balas`, rule, async (request, reply) => {
    const { words } = fieldsOf(request, 'words')
    const sent = await tried(replyInThread(world, seatIn(request), idIn(request), formOf(request), words))
    if ('refused' in sent) return again(world, request, reply, sent.refused, words)
    await sendNow(world, sent.value)
    return back(request, reply)
  })

  app.post(`${HANDOVERS}/:id/tutup`, rule, async (request, reply) => {
    const closed = await tried(closeThread(world, seatIn(request), idIn(request), formOf(request)))
    if ('refused' in closed) return again(world, request, reply, closed.refused)
    await sendNow(world, closed.value)
    return reply.redirect(`${HANDOVERS}?tutup`, 303)
  })
}

/** The thread as it stands now, with what went wrong and what was written. */
async function again(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: DomainError,
  typed?: string,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const thread = await openThread(world, desk.seat.officer, idIn(request))
  const problem = desk.tell(problemOf(refused, thread, typed !== undefined))
  return show(reply, <ThreadPage desk={desk} thread={thread} problem={problem} typed={typed} />, statusOf(refused))
}

async function sendNow(world: World, replies: readonly Reply[]): Promise<void> {
  try {
    await deliverReplies(world, replies)
  } catch (error) {
    world.log.error({ error }, 'replies wait in the outbox: they could not be taken or settled')
  }
}

function problemOf({ code, values }: DomainError, { events }: Thread, hasTyped: boolean): Text {
  const last = events.at(-1)
  if (!last || !(code === 'console.stale' || (code === 'answer.isClosed' && hasTyped))) return [code, values]
  const what: Text = eventWords(last.kind, last.officer, last.at)
  if (code === 'answer.isClosed') return ['console.thread.closedReply', { what: { text: what } }]
  return [hasTyped ? 'console.thread.staleReply' : 'console.thread.stale', { what: { text: what } }]
}

function back(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.redirect(`${HANDOVERS}/${encodeURIComponent(idIn(request))}#akhir`, 303)
}
