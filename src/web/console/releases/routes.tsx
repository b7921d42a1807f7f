import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../domain/errors.ts'
import { LOCALES } from '../../../domain/message.ts'
import { checkedTexts, releaseWords } from '../../../services/journeys/release.ts'
import { heardAs, releasedOf, releasesFor } from '../../../services/journeys/released.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { RELEASES } from '../paths.ts'
import { ReleaseForm, ReleasesPage, type TypedWords } from './pages.tsx'

const reads = { config: { allow: 'draftCampaign' } } as const
const releases = { config: { allow: 'approveCampaign' } } as const

/** What agencies have decided about cover that ends, and is told by itself. */
export function registerReleases(app: FastifyInstance, world: World): void {
  app.get(RELEASES, reads, async (request, reply) => {
    const desk = deskOf(world, request)
    const word = Object.keys(request.query as object).find((one) => one === 'diumumkan' || one === 'ditarik')
    const done = word && desk.tell(`console.releases.done.${word}`)
    return show(reply, <ReleasesPage desk={desk} releases={await releasesFor(world, desk.seat.officer)} done={done} />)
  })

  app.get(`${RELEASES}/:code`, releases, (request, reply) => form(world, request, reply, {}))

  app.post(`${RELEASES}/:code/lihat`, releases, (request, reply) => look(world, request, reply))

  app.post(`${RELEASES}/:code`, releases, async (request, reply) => {
    const typed = typedIn(request)
    const done = await tried(released(world, request, typed))
    if ('refused' in done) return form(world, request, reply, { typed, refused: done.refused })
    return reply.redirect(`${RELEASES}?diumumkan`, 303)
  })

  app.post(`${RELEASES}/:code/tarik`, releases, async (request, reply) => {
    const done = await tried(released(world, request, undefined))
    if ('refused' in done) return form(world, request, reply, { refused: done.refused })
    return reply.redirect(`${RELEASES}?ditarik`, 303)
  })
}

function released(world: World, request: FastifyRequest, texts: TypedWords | undefined): Promise<void> {
  return releaseWords(world, idIn(request, 'code'), texts, seatIn(request).officer, formOf(request))
}

/** Shows how the words would be heard, and releases nothing. */
async function look(world: World, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const typed = typedIn(request)
  const { agency } = await releasedOf(world, idIn(request, 'code'), seatIn(request).officer)
  const heard = await tried((async () => heardAs(world, agency, checkedTexts(typed)))())
  return form(world, request, reply, 'refused' in heard ? { typed, ...heard } : { typed, heard: heard.value })
}

interface Filled {
  typed?: TypedWords
  heard?: Awaited<ReturnType<typeof heardAs>>
  refused?: DomainError
}

async function form(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  { typed, heard, refused }: Filled,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const shown = await releasedOf(world, idIn(request, 'code'), desk.seat.officer)
  const words = typed ?? wordsOf(shown.texts ?? {})
  const problem = refused && desk.tell([refused.code, refused.values])
  const page = <ReleaseForm desk={desk} released={shown} typed={words} heard={heard} problem={problem} />
  return show(reply, page, refused ? statusOf(refused) : 200)
}

function typedIn(request: FastifyRequest): TypedWords {
  return wordsOf(fieldsOf(request, ...LOCALES))
}

function wordsOf(texts: Partial<TypedWords>): TypedWords {
  return Object.fromEntries(LOCALES.map((locale) => [locale, texts[locale] ?? ''])) as TypedWords
}
