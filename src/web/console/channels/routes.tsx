import type { FastifyInstance } from 'fastify'
import { channelViews, resumeChannel } from '../../../services/channel-views.ts'
import type { World } from '../../../services/world.ts'
import { seatIn } from '../../allow.ts'
import { deskOf, show } from '../desk.tsx'
import { formOf, idIn } from '../forms.ts'
import { CHANNELS } from '../paths.ts'
import { ChannelsPage } from './channels-page.tsx'

const rule = { config: { allow: 'changeSettings' } } as const

/** A code that links a phone is another one every twenty seconds. */
const REFRESH_SECONDS = 10

/** How the channels stand, for those who look after the installation; the code that links a phone is shown here alone. */
export function registerChannels(app: FastifyInstance, world: World): void {
  app.get(CHANNELS, rule, async (request, reply) => {
    const views = await channelViews(world)
    const stays = 'diam' in (request.query as object)
    // Follows the codes without a script.
    if (!stays && views.some(({ state }) => state?.is === 'qr')) reply.header('refresh', String(REFRESH_SECONDS))
    return show(reply, <ChannelsPage desk={deskOf(world, request)} views={views} stays={stays} />)
  })

  app.post(`${CHANNELS}/:id/lanjut`, rule, async (request, reply) => {
    await resumeChannel(world, idIn(request), seatIn(request).officer, formOf(request))
    return reply.redirect(CHANNELS, 303)
  })
}
