import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { dayOf } from '../../domain/clock.ts'
import type { Text } from '../../domain/message.ts'
import { type CardCheck, cardLink, checkCard } from '../../services/card-check.ts'
import type { World } from '../../services/world.ts'
import { document, HTML, NoticePage, type Tell, tellOf } from '../page.tsx'
import { RichText } from '../rich-text.tsx'
import { FormPage, RefusedPage } from './form-page.tsx'
import { readCard, type Typed } from './read-card.ts'

const field = z.string().max(300).catch('')
const typedForm = z.object({ nik: field, name: field, bornOn: field, kelurahan: field })

/** The one-time form to which a chat sends a person who has nothing but a KTP. What is typed goes nowhere but into the check. */
export function registerStatusForm(app: FastifyInstance, world: World): void {
  const tell = tellOf(world.words)

  app.get('/cek/:token', { config: { allow: 'public' } }, async (request, reply) => {
    const state = await cardLink(world, tokenOf(request))
    if (state !== 'open') return closed(reply, tell, state)
    return shown(reply).send(document(<FormPage tell={tell} />))
  })

  app.post('/cek/:token', { bodyLimit: 16 * 1024, config: { allow: 'public' } }, async (request, reply) => {
    const token = tokenOf(request)
    const typed = typedForm.parse(request.body ?? {})
    const read = readCard(typed, dayOf(world.clock.now()))
    if ('card' in read) return answered(reply, tell, await checkCard(world, token, read.card), typed)
    const state = await cardLink(world, token)
    if (state !== 'open') return closed(reply, tell, state)
    return shown(reply, 422).send(document(<FormPage tell={tell} typed={typed} bad={read.bad} />))
  })
}

function answered(reply: FastifyReply, tell: Tell, check: CardCheck, typed: Typed): FastifyReply {
  if (check.is === 'found') return shown(reply).send(document(<FoundPage tell={tell} words={check.words} />))
  if (check.is !== 'refused') return closed(reply, tell, check.is)
  const page = check.canRetry ? (
    <FormPage tell={tell} typed={typed} refusedAsOf={check.asOf} />
  ) : (
    <RefusedPage tell={tell} asOf={check.asOf} />
  )
  return shown(reply).send(document(page))
}

function FoundPage({ tell, words }: { tell: Tell; words: readonly Text[] }) {
  return (
    <NoticePage tell={tell} title={tell('web.card.foundTitle')}>
      {[...words, 'web.card.foundNext', 'web.card.close'].map((text) => (
        <p class="words">
          <RichText text={tell(text)} />
        </p>
      ))}
    </NoticePage>
  )
}

/** A used, an expired and an unknown link look the same: 410, and how to get a new one. */
function closed(reply: FastifyReply, tell: Tell, why: 'gone' | 'off'): FastifyReply {
  const page = (
    <NoticePage tell={tell} title={tell(`web.card.${why}Title`)}>
      <p class="words">
        <RichText text={tell(`web.card.${why}`)} />
      </p>
    </NoticePage>
  )
  return shown(reply, 410).send(document(page))
}

function shown(reply: FastifyReply, status = 200): FastifyReply {
  return reply.code(status).type(HTML).headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
}

function tokenOf({ params }: FastifyRequest): string {
  return (params as { token: string }).token
}
