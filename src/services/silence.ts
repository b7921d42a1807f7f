import { isSilent } from '../domain/handover.ts'
import type { Heard } from '../domain/heard.ts'
import { pointedAt } from '../engine/question.ts'
import { note } from '../store/audit.ts'
import type { Contact, Known } from '../store/contacts.ts'
import { moveHandover } from '../store/handovers.ts'
import type { Db, Work } from '../store/work.ts'
import type { World } from './world.ts'

/** Who is to answer a message: the bot; nobody, since an officer is in the thread; the bot, called back by the person. */
export type Place = 'bot' | 'silent' | 'called'

const CALLS = ['menu', 'back', 'cancel']
// What the buttons that lead home carry, wherever they were shown.
const HOME = ['menu', ':menu']

/**
 * Who is to answer. While an officer is in the thread only two things are obeyed: a wish to stop, and the words that bring
 * the bot back. A bare 0 is not among them, since it may answer what the officer has asked.
 */
export function placeOf(handover: Known['handover'], { global, number, input }: Heard, now: Date): Place {
  if (!isSilent(handover, now) || global === 'stop') return 'bot'
  const calls = global !== undefined && CALLS.includes(global) && number !== 0
  return calls || HOME.includes(input.choice ?? '') ? 'called' : 'silent'
}

/** In a silent thread, where no step is asking, the choice to be left alone is the wish to stop, pressed or numbered. */
export function hearStop(heard: Heard, offered: readonly string[]): Heard {
  return pointedAt(heard, offered) === 'stop' ? { ...heard, global: 'stop' } : heard
}

/** The person has called the bot back: the hand-over ends, and the officer finds a note of it in the thread. */
export function* leaveThread(
  db: Db,
  world: World,
  contact: Contact,
  handover: Known['handover'],
  now: Date,
): Work<void> {
  if (!handover) return
  const event = { id: world.ids.next(now), at: now, kind: 'left' as const, officerId: null }
  yield* moveHandover(db, handover, { closedAt: now }, event)
  yield* note(db, {
    ...{ id: world.ids.next(now), at: now, actor: `contact:${contact.id}`, action: 'handover.left' },
    ...{ subject: `handover:${handover.id}`, detail: {} },
  })
}
