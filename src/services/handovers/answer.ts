import { DomainError } from '../../domain/errors.ts'
import { isSilent } from '../../domain/handover.ts'
import type { Text } from '../../domain/message.ts'
import type { Officer } from '../../domain/officer.ts'
import { kelurahanOf } from '../../domain/region/kelurahan.ts'
import { freshSession } from '../../engine/session.ts'
import { type Contact, freeFrom } from '../../store/contacts.ts'
import { type Handover, handoverById, moveHandover } from '../../store/handovers.ts'
import { queueReply } from '../../store/outbox.ts'
import { type Db, runRacing, type Work } from '../../store/work.ts'
import { clean } from '../../understanding/clean.ts'
import { audited } from '../accounts/audited.ts'
import type { Seat } from '../accounts/seats.ts'
import { chatOf, type Reply, spoken, startSession } from '../converse.ts'
import { once, type RowForm } from '../once.ts'
import type { World } from '../world.ts'

const LONGEST_REPLY = 2000

/** Who answers, and for which agency they speak. */
type Answering = Pick<Seat, 'officer' | 'agency'>

/**
 * Takes a thread in hand: from now on the bot is silent in it. All deeds in a thread throw `answer.notFound`,
 * `answer.isClosed`, `console.stale` when somebody did something in it since the page was made, and `console.twice`.
 */
export async function takeThread(world: World, { officer }: Answering, id: string, form: RowForm): Promise<void> {
  await act(world, officer, id, form, 'taken')
}

/** Answers a person; whoever answers has the thread in hand. Throws also `answer.empty`, `answer.long`, `answer.nik`. */
export async function replyInThread(
  world: World,
  seat: Answering,
  id: string,
  form: RowForm,
  typed: string,
): Promise<Reply[]> {
  const words = readReply(typed)
  return await act(world, seat.officer, id, form, 'replied', signed(words, seat))
}

/** An officer's words under the name of those for whom they speak, so that the person knows that a human writes. */
export function signed(words: string, { officer, agency }: Answering): Text {
  const kelurahan = kelurahanOf(officer.kelurahan ?? '')?.name
  if (agency !== null) return ['human.saysFor', { agency, words }]
  return kelurahan === undefined ? ['human.says', { words }] : ['human.saysForKelurahan', { kelurahan, words }]
}

/** Ends a hand-over; the person is told that the bot answers again. */
export async function closeThread(world: World, { officer }: Answering, id: string, form: RowForm): Promise<Reply[]> {
  return await act(world, officer, id, form, 'closed', 'human.closed')
}

async function act(
  world: World,
  officer: Officer,
  id: string,
  form: RowForm,
  kind: 'taken' | 'replied' | 'closed',
  text?: Text,
): Promise<Reply[]> {
  return await runRacing(world.database, function* (db) {
    const now = world.clock.now()
    const found = yield* handoverById(db, id, officer)
    if (!found) throw new DomainError('answer.notFound')
    yield* once(db, world, form, now)
    if (found.handover.closedAt) throw new DomainError('answer.isClosed')
    if (found.handover.rev !== form.rev) throw new DomainError('console.stale')
    const event = { id: world.ids.next(now), at: now, kind, officerId: officer.id }
    if (kind !== 'closed') yield* quieten(db, world, found, now)
    yield* moveHandover(db, found.handover, kind === 'closed' ? { closedAt: now } : taken(officer, now), event)
    yield* audited(db, world, officer, `handover.${kind}`, `handover:${id}`)
    return text === undefined ? [] : [yield* send(db, world, found.contact, text, event.id, now)]
  })
}

function taken({ id }: Officer, now: Date) {
  return { takenBy: id, officerAt: now }
}

/** When the bot falls silent it lets go of what it had asked: afterwards nobody remembers the question. */
function* quieten(
  db: Db,
  world: World,
  { handover, contact }: { handover: Handover; contact: Contact },
  now: Date,
): Work<void> {
  if (!isSilent(handover, now)) yield* startSession(db, world, yield* chatOf(db, contact), freshSession())
}

/** Puts an officer's words on their way: the person has asked, so they go like any reply, at any hour. */
function* send(db: Db, world: World, contact: Contact, text: Text, eventId: string, now: Date): Work<Reply> {
  const reply = {
    id: world.ids.next(now),
    contact,
    prompt: spoken(world, contact.locale, { text }),
    notBefore: freeFrom(contact, now),
  }
  yield* queueReply(db, {
    ...{ id: reply.id, cause: 'officer', causeId: eventId, contactId: contact.id, channel: contact.channel },
    ...{
      bodySealed: world.vault.seal('outbox.body', JSON.stringify(reply.prompt)),
      notBefore: reply.notBefore,
      createdAt: now,
    },
  })
  return reply
}

function readReply(typed: string): string {
  if ([...typed].length > LONGEST_REPLY) throw new DomainError('answer.long', { most: LONGEST_REPLY })
  const { text, nikTyped } = clean(typed)
  if (text === '') throw new DomainError('answer.empty')
  // What must not be asked for in a chat is not written into one either.
  if (nikTyped) throw new DomainError('answer.nik')
  return text
}
