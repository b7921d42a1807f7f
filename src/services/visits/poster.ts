import type { Text } from '../../domain/message.ts'
import { kelurahanOf } from '../../domain/region/kelurahan.ts'
import type { Agency } from '../../store/agencies.ts'
import { askingLinks } from '../chat-links.ts'
import { drawPoster } from '../poster.ts'
import type { World } from '../world.ts'

/** An agency's poster for a kelurahan's wall, or for any: it leads to a chat and says of nobody that they are covered. */
export async function askingPoster(world: World, { name }: Agency, kelurahan: string | null): Promise<Buffer> {
  const say = (text: Text) => world.words.say('id', text)
  const links = askingLinks(world)
  const place = kelurahanOf(kelurahan ?? '')?.name
  return await drawPoster({
    links,
    title: say('slip.poster.title'),
    from: say(
      place ? ['slip.poster.fromTo', { agency: name, kelurahan: place }] : ['slip.poster.from', { agency: name }],
    ),
    lead: say('slip.poster.lead'),
    scan: say('slip.poster.scan'),
    ways: say(['slip.poster.ways', { links: Object.values(links).join('\n') }]),
    warning: say('slip.poster.warning'),
  })
}
