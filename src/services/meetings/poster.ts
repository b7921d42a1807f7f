import { dayOf, minuteOfDay } from '../../domain/clock.ts'
import type { Text } from '../../domain/message.ts'
import { kelurahanOf } from '../../domain/region/kelurahan.ts'
import { drawPoster } from '../poster.ts'
import type { World } from '../world.ts'
import type { ReadMeeting } from './desk.ts'

/** A meeting's poster, with its code. */
export async function posterOf(world: World, { meeting, agency, links }: ReadMeeting): Promise<Buffer> {
  const say = (text: Text) => world.words.say('id', text)
  const { code, topic, place, kelurahan, startsAt } = meeting
  const when = { day: { day: dayOf(startsAt) }, time: clockOf(startsAt) }
  const where = { place, kelurahan: kelurahanOf(kelurahan)?.name ?? '' }
  return await drawPoster({
    ...{ title: topic, links, code },
    from: say(['meetings.poster.where', { ...where, ...when, agency: agency.name }]),
    lead: say('meetings.poster.lead'),
    scan: say('meetings.poster.orCode'),
    ways: say(['meetings.poster.ways', { links: Object.values(links).join('\n') }]),
    warning: say('meetings.poster.warning'),
  })
}

function clockOf(at: Date): string {
  const minutes = minuteOfDay(at)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`
}
