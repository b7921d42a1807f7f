import { type CampaignTexts, languageOf } from '../../domain/campaign-text.ts'
import { endsOf, type Journey } from '../../domain/journey.ts'
import { maskName } from '../../domain/masking.ts'
import { isClosed } from '../../domain/window.ts'
import type { Agency } from '../../store/agencies.ts'
import { releasedBy } from '../../store/released.ts'
import type { Db, Work } from '../../store/work.ts'
import type { Person } from '../campaigns/plan.ts'
import { firstWords } from '../first-words.ts'
import type { ToMessage } from '../routes.ts'
import type { Opening } from '../unasked.ts'
import type { World } from '../world.ts'

/**
 * What is told by itself: to a proven person that cover ends, to all others that there is news, in the words of a first
 * notice; so it is in a chat where only approved words can be the first.
 */
export function* journeyWords(
  db: Db,
  world: World,
  agency: Agency,
  kind: Journey,
  { persons, contact, channel, isProven }: ToMessage<Person>,
): Work<Opening> {
  const { worker, entry } = persons[0]!
  // Whether the kind is one of those about an end does not depend on the day.
  const isAboutEnd = endsOf(kind, entry.startsOn) !== undefined
  const windowMs = world.channels.get(channel)?.abilities.windowMs
  const isQuiet = isClosed(contact?.windowUntil ?? null, windowMs, world.clock.now())
  if (!isProven || !isAboutEnd || isQuiet || entry.endsOn === null)
    return firstWords(
      agency.name,
      persons.map((person) => person.worker),
    )
  const released = entry.funding === 'mandiri' ? undefined : yield* releasedBy(db, agency.id)
  const { asOf, endsOn, funding, programmes } = entry
  return {
    flow: 'coverNews',
    answers: {
      kind: kind === 'lapsed' ? 'ended' : 'soon',
      ...{ name: maskName(worker.name), agency: agency.name, asOf, endsOn, funding, programmes: [...programmes] },
      ...(released && { released: saidIn(world, released.textsSealed, contact?.locale ?? 'id') }),
    },
  }
}

function saidIn(world: World, textsSealed: string, locale: Parameters<typeof languageOf>[1]): string {
  const texts = JSON.parse(world.vault.open('released.texts', textsSealed)) as CampaignTexts
  return texts[languageOf(texts, locale)]!
}
