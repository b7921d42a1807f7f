import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { deviceWord } from '../../../domain/device.ts'
import { DomainError } from '../../../domain/errors.ts'
import { acceptLink, type Invited, invitedBy } from '../../../services/accounts/links.ts'
import { logIn } from '../../../services/accounts/log-in.ts'
import { endDevice, seatOf } from '../../../services/accounts/seats.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { tellOf } from '../../page.tsx'
import { dropToken, entryToken, keepToken, tokenIn } from '../cookie.ts'
import { show } from '../desk.tsx'
import { fieldsOf, idIn, tried } from '../forms.ts'
import { HOME, INVITATION, LOG_IN, LOG_OUT } from '../paths.ts'
import { InvitationPage, LogInPage } from './pages.tsx'

/** Tries a minute from one address, whatever the lock-out says: each costs a hash. */
const guarded = {
  config: { allow: 'public', rateLimit: { max: 30, timeWindow: 60_000 } },
  bodyLimit: 16 * 1024,
} as const
const open = { config: { allow: 'public' } } as const

/** The ways in and out: log-in, one-time links, log-out. */
export function registerEntry(app: FastifyInstance, world: World): void {
  const tell = tellOf(world.words)

  app.get(LOG_IN, open, async (request, reply) => {
    const isReady = 'siap' in (request.query as object)
    const done = isReady ? tell('console.invitation.done') : undefined
    return show(reply, <LogInPage tell={tell} csrf={csrfFor(world, request, reply)} done={done} />)
  })

  app.post(LOG_IN, guarded, async (request, reply) => {
    const typed = fieldsOf(request, 'username', 'password', 'code')
    const token = await logIn(world, { ...typed, address: request.ip }, deviceOf(request))
    if (token === undefined) {
      const problem = tell('account.refused')
      const page = { tell, problem, csrf: csrfFor(world, request, reply), username: typed.username.slice(0, 100) }
      return show(reply, <LogInPage {...page} />, 401)
    }
    await leave(world, request)
    keepToken(reply, world.publicUrl, token)
    return reply.redirect(HOME, 303)
  })

  app.post(LOG_OUT, { config: { allow: 'session' } }, async (request, reply) => {
    const { officer, sessionId } = seatIn(request)
    await endDevice(world, officer, officer.id, sessionId)
    dropToken(reply, world.publicUrl)
    return reply.redirect(LOG_IN, 303)
  })

  app.get(INVITATION, open, async (request, reply) =>
    invitation(world, request, reply, await invitedBy(world, idIn(request, 'token'))),
  )
  app.post(INVITATION, guarded, (request, reply) => accept(world, request, reply))
}

async function accept(world: World, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { next: password, again, ...names } = fieldsOf(request, 'username', 'name', 'next', 'again')
  const token = idIn(request, 'token')
  const invited = await invitedBy(world, token)
  if (password !== again) return invitation(world, request, reply, invited, { fault: 'account.password.differ', names })
  const accepted = await tried(acceptLink(world, token, { password, ...names }))
  if ('refused' in accepted) return invitation(world, request, reply, invited, { fault: accepted.refused.code, names })
  return reply.redirect(`${LOG_IN}?siap`, 303)
}

/** The page behind a link. Throws `account.linkGone` where the link is not good any more. */
function invitation(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  invited: Invited,
  failed?: { fault: string; names: { username: string; name: string } },
): FastifyReply {
  if (!invited) throw new DomainError('account.linkGone')
  const tell = tellOf(world.words)
  const page = (
    <InvitationPage
      tell={tell}
      csrf={csrfFor(world, request, reply)}
      action={INVITATION.replace(':token', encodeURIComponent(idIn(request, 'token')))}
      officer={invited === 'first' ? undefined : invited}
      problem={failed && tell(failed.fault)}
      {...(failed && { typed: failed.names })}
    />
  )
  return show(reply, page, failed ? 422 : 200)
}

function csrfFor({ publicUrl, ids }: World, request: FastifyRequest, reply: FastifyReply): string {
  return entryToken(request, reply, publicUrl, () => ids.random(32).toString('base64url'))
}

export function deviceOf({ headers }: FastifyRequest): string {
  return deviceWord(headers['user-agent'] ?? '')
}

/** Whoever logs in anew at a device leaves the session that was open there. */
async function leave(world: World, request: FastifyRequest): Promise<void> {
  const before = tokenIn(request, world.publicUrl)
  const seat = before === undefined ? undefined : await seatOf(world, before)
  if (seat) await endDevice(world, seat.officer, seat.officer.id, seat.sessionId)
}
