import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../domain/errors.ts'
import type { Text } from '../../domain/message.ts'
import type { World } from '../../services/world.ts'
import { Page, tellOf } from '../page.tsx'
import { registerCampaigns } from './campaigns/routes.tsx'
import { registerChannels } from './channels/routes.tsx'
import { registerClaims } from './claims/routes.tsx'
import { entryTokenIn } from './cookie.ts'
import { registerCorrections } from './corrections/routes.tsx'
import { show } from './desk.tsx'
import { registerDoubts } from './doubts/routes.tsx'
import { registerEntry } from './entry/routes.tsx'
import { isForeign, isOwn, statusOf } from './forms.ts'
import { registerHandovers } from './handovers/routes.tsx'
import { registerHome } from './home.tsx'
import { registerImports } from './imports/routes.tsx'
import { registerUploads } from './imports/upload-routes.tsx'
import { registerMeetings } from './meetings/routes.tsx'
import { registerNeeds } from './needs/routes.tsx'
import { registerOfficers } from './officers/routes.tsx'
import { registerOverlaps } from './overlaps/routes.tsx'
import { registerOwnAccount } from './own-account/routes.tsx'
import { HOME, LOG_IN } from './paths.ts'
import { registerReach } from './reach/routes.tsx'
import { registerReleases } from './releases/routes.tsx'
import { registerReports } from './reports/routes.tsx'
import { registerVisits } from './visits/routes.tsx'
import { registerWorkers } from './workers/routes.tsx'

/** The officers' console: nothing of it is kept by a browser, and no page of another site can hand in a form of it. */
export async function consoleScope(app: FastifyInstance, { world }: { world: World }): Promise<void> {
  app.addHook('onRequest', async (_, reply) => {
    // With `no-referrer` a browser would not say of a form whence it comes.
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })
  })
  app.addHook('preHandler', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const isPublic = request.routeOptions.config.allow === 'public'
    const token = isPublic ? entryTokenIn(request, world.publicUrl) : request.seat?.csrf
    if (isForeign(request, world.publicUrl) || !isOwn(request, token)) throw new DomainError('console.foreign')
  })
  tellOfficers(app, world)
  registerEntry(app, world)
  registerHome(app, world)
  registerHandovers(app, world)
  registerCampaigns(app, world)
  registerReleases(app, world)
  registerImports(app, world)
  registerUploads(app, world)
  registerWorkers(app, world)
  registerOverlaps(app, world)
  registerReach(app, world)
  registerReports(app, world)
  registerVisits(app, world)
  registerMeetings(app, world)
  registerClaims(app, world)
  registerDoubts(app, world)
  registerCorrections(app, world)
  registerNeeds(app, world)
  registerChannels(app, world)
  registerOfficers(app, world)
  registerOwnAccount(app, world)
}

const WORDS: Readonly<Record<number, string>> = { 401: 'console.ended', 403: 'console.notYours' }

/** Refusals that an officer can do something about; all else goes to the host's own handler. */
function tellOfficers(app: FastifyInstance, world: World): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const told = toldOf(error)
    if (!told) throw error
    return refuse(request, reply, world, told)
  })
}

function toldOf(error: FastifyError): { status: number; words: Text } | undefined {
  if (error instanceof DomainError) {
    const status = error.code === 'console.foreign' ? 403 : statusOf(error)
    return { status, words: status === 404 ? 'web.error.notFound' : [error.code, error.values] }
  }
  const words = WORDS[error.statusCode ?? 0]
  return words === undefined ? undefined : { status: error.statusCode!, words }
}

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  world: World,
  { status, words }: { status: number; words: Text },
): FastifyReply {
  const tell = tellOf(world.words)
  const [path, label] = request.seat ? [HOME, 'console.toHome'] : [LOG_IN, 'console.toLogIn']
  const page = (
    <Page tell={tell} title={tell('web.error.title')} style="petugas.css">
      <main class="desk">
        <h1>{tell('web.error.title')}</h1>
        <p class="state" role="alert">
          {tell(words)}
        </p>
        <p>
          <a class="button" href={path}>
            {tell(label)}
          </a>
        </p>
      </main>
    </Page>
  )
  return show(reply, page, status)
}
