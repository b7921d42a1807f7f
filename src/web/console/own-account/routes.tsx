import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../../domain/errors.ts'
import { addTotp, changePassword, turnOffTotp } from '../../../services/accounts/own-account.ts'
import { chatLinkedAt, forgetChat, offerChatCode } from '../../../services/accounts/own-chat.ts'
import { devicesOf, endDevice } from '../../../services/accounts/seats.ts'
import { type Offered, offerTotp, sameOffer } from '../../../services/accounts/totp.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { keepToken } from '../cookie.ts'
import { deskOf, show } from '../desk.tsx'
import { deviceOf } from '../entry/routes.tsx'
import { fieldsOf, formOf, idIn, statusOf, tried } from '../forms.ts'
import { ACCOUNT } from '../paths.ts'
import { ChatCodePage } from './chat-parts.tsx'
import { AccountPage, TotpPage } from './pages.tsx'

const rule = { config: { allow: 'session' } } as const
/** What has been done, by the word that stands behind the address. */
const DONE: Readonly<Record<string, string>> = {
  sandi: 'console.account.changed',
  kode: 'console.account.totpTurnedOn',
  lepas: 'console.account.totpTurnedOff',
  putus: 'console.ownChat.forgotten',
}

/** What every officer may do with the own account. */
export function registerOwnAccount(app: FastifyInstance, world: World): void {
  app.get(ACCOUNT, rule, (request, reply) => account(world, request, reply))
  app.post(`${ACCOUNT}/sandi`, rule, (request, reply) => password(world, request, reply))

  app.get(`${ACCOUNT}/kode`, rule, async (request, reply) => {
    const { officer, hasTotp } = seatIn(request)
    return hasTotp ? reply.redirect(ACCOUNT, 303) : totp(world, request, reply, offerTotp(world, officer))
  })

  app.post(`${ACCOUNT}/kode`, rule, async (request, reply) => {
    const { officer } = seatIn(request)
    const typed = fieldsOf(request, 'sealed', 'code', 'password')
    const turned = await tried(addTotp(world, officer, { ...typed, ...formOf(request) }, whereOf(request)))
    if ('value' in turned) return reply.redirect(`${ACCOUNT}?kode`, 303)
    const offered = sameOffer(world, officer, typed.sealed) ?? offerTotp(world, officer)
    return totp(world, request, reply, offered, turned.refused)
  })

  app.post(`${ACCOUNT}/kode/lepas`, rule, async (request, reply) => {
    const form = { ...fieldsOf(request, 'password'), ...formOf(request) }
    const turned = await tried(turnOffTotp(world, seatIn(request).officer, form, whereOf(request)))
    if ('refused' in turned) return account(world, request, reply, turned.refused)
    return reply.redirect(`${ACCOUNT}?lepas`, 303)
  })

  app.post(`${ACCOUNT}/chat`, rule, async (request, reply) => {
    const offered = await tried(offerChatCode(world, seatIn(request).officer, formOf(request)))
    if ('refused' in offered) return account(world, request, reply, offered.refused)
    return show(reply, <ChatCodePage desk={deskOf(world, request)} offered={offered.value} />)
  })

  app.post(`${ACCOUNT}/chat/putus`, rule, async (request, reply) => {
    const forgotten = await tried(forgetChat(world, seatIn(request).officer, formOf(request)))
    if ('refused' in forgotten) return account(world, request, reply, forgotten.refused)
    return reply.redirect(`${ACCOUNT}?putus`, 303)
  })

  app.post(`${ACCOUNT}/perangkat/:session/keluarkan`, rule, async (request, reply) => {
    const { officer } = seatIn(request)
    await endDevice(world, officer, officer.id, idIn(request, 'session'))
    return reply.redirect(ACCOUNT, 303)
  })
}

async function password(world: World, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { again, ...typed } = fieldsOf(request, 'current', 'next', 'again')
  if (typed.next !== again) return account(world, request, reply, new DomainError('account.password.differ'))
  const form = { ...typed, ...formOf(request) }
  const changed = await tried(changePassword(world, seatIn(request).officer, form, whereOf(request)))
  if ('refused' in changed) return account(world, request, reply, changed.refused)
  keepToken(reply, world.publicUrl, changed.value)
  return reply.redirect(`${ACCOUNT}?sandi`, 303)
}

async function account(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  refused?: DomainError,
): Promise<FastifyReply> {
  const desk = deskOf(world, request)
  const devices = await devicesOf(world, desk.seat.officer.id)
  const chatLinked = await chatLinkedAt(world, desk.seat.officer)
  const word = Object.keys(DONE).find((word) => word in (request.query as object))
  const done = word && !refused ? desk.tell(DONE[word]!) : undefined
  const problem = refused && desk.tell([refused.code, refused.values])
  return show(
    reply,
    <AccountPage {...{ desk, devices, chatLinked, problem, done }} />,
    refused ? statusOf(refused) : 200,
  )
}

function totp(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  offered: Offered,
  refused?: DomainError,
): FastifyReply {
  const desk = deskOf(world, request)
  const problem = refused && desk.tell([refused.code, refused.values])
  return show(reply, <TotpPage desk={desk} offered={offered} problem={problem} />, refused ? statusOf(refused) : 200)
}

function whereOf(request: FastifyRequest): { address: string; device: string } {
  return { address: request.ip, device: deviceOf(request) }
}
