import type { Locale, SpokenPrompt } from '../../domain/message.ts'
import { opening } from '../../engine/turn.ts'
import type { Contact } from '../../store/contacts.ts'
import type { Db, Work } from '../../store/work.ts'
import { aroundOf, spoken } from '../converse.ts'
import { withLookUps } from '../look-ups.ts'
import type { Opening } from '../unasked.ts'
import type { World } from '../world.ts'

/** What a chat would show of news that is only looked at. */
export function* promptFor(
  db: Db,
  world: World,
  contact: Contact,
  { flow, answers }: Opening,
  now: Date,
): Work<SpokenPrompt> {
  const around = aroundOf(world, { contact, session: null }, now)
  const opened = yield* withLookUps(db, world, contact, now, opening(world.house, flow, around, answers))
  const { asked: _, ...prompt } = spoken(world, contact.locale, opened.prompts[0]!)
  return prompt
}

/** Stands for a phone that nobody has written from yet. */
export function somebodyNew(channel: string, now: Date, locale: Locale = 'id'): Contact {
  return {
    ...{
      id: '',
      code: '',
      channel,
      addressSealed: '',
      addressHash: '',
      phoneHash: null,
      akaHash: null,
      windowUntil: null,
      locale,
      createdAt: now,
    },
    ...{
      optedInAt: null,
      optedInSource: null,
      optedOutAt: null,
      stoppedAt: null,
      bereavedAt: null,
      noticedAt: null,
      waitsUntil: null,
    },
  }
}
