import { type Day, dayOf } from '../domain/clock.ts'
import { factsOn } from '../domain/facts/facts.ts'
import type { Text } from '../domain/message.ts'
import { nameKey } from '../domain/name-key.ts'
import { personId } from '../domain/register/person.ts'
import { note } from '../store/audit.ts'
import { openStatusLink, useStatusLink } from '../store/proofs.ts'
import type { Row } from '../store/schema.ts'
import { countTry } from '../store/tries.ts'
import type { Db, Work } from '../store/work.ts'
import { enrolmentsOf, listsAsOf, type Worker, workerByNik } from '../store/workers.ts'
import { cardAnswer } from './card-words.ts'
import type { World } from './world.ts'

/** What is printed on a KTP, as it was typed into the form. */
export interface Card {
  /** Sixteen digits. */
  nik: string
  name: string
  bornOn: Day
  /** Official code of a kelurahan. */
  kelurahan: string
}

export type LinkState = 'open' | 'gone' | 'off'

/** `refused` says the same of a wrong, an unknown and a locked person; `canRetry`: the link stands for another try. */
export type CardCheck =
  | { is: 'found'; words: Text[] }
  | { is: 'refused'; asOf: Day; canRetry: boolean }
  | { is: Exclude<LinkState, 'open'> }

const TRIES_PER_LINK = 3

/** Whether the form behind a one-time link can be filled in. Opening it uses nothing up: previews of links open it too. */
export async function cardLink(world: World, token: string): Promise<LinkState> {
  return await world.database.run(function* (db) {
    return stateOf(world, yield* openStatusLink(db, world.vault.hash('token', token), world.clock.now()))
  })
}

/**
 * The limited answer to what stands on a card, when all of it matches one worker (proof "card"). Nothing is
 * linked. Each try counts against the link, the chat and the NIK, whether such a person is on a list or not.
 */
export async function checkCard(world: World, token: string, card: Card): Promise<CardCheck> {
  const tokenHash = world.vault.hash('token', token)
  const nikHash = world.vault.hash('nik', card.nik)
  return await world.database.run((db) => judge(db, world, tokenHash, nikHash, card))
}

function* judge(db: Db, world: World, tokenHash: string, nikHash: string, card: Card): Work<CardCheck> {
  const now = world.clock.now()
  const link = yield* openStatusLink(db, tokenHash, now)
  const state = stateOf(world, link)
  if (state !== 'open' || !link) return { is: state === 'off' ? 'off' : 'gone' }
  const { onLink, isLocked } = yield* count(db, world, link, nikHash, now)
  // Tries sent side by side all saw the link open; those beyond the last are too late.
  if (onLink > TRIES_PER_LINK) return { is: 'gone' }
  const worker = yield* workerByNik(db, nikHash)
  if (worker && matches(worker, card) && !isLocked) return yield* found(db, world, link, worker, now)
  const canRetry = onLink < TRIES_PER_LINK
  if (!canRetry) yield* useStatusLink(db, tokenHash, now)
  yield* noted(db, world, link, 'card.refused', `contact:${link.contactId}`, now)
  return { is: 'refused', asOf: (yield* listsAsOf(db)) ?? dayOf(now), canRetry }
}

function stateOf(world: World, link: Row<'statusLinks'> | undefined): LinkState {
  if (world.settings().cardCheck === 'off') return 'off'
  return link ? 'open' : 'gone'
}

function* count(
  db: Db,
  world: World,
  link: Row<'statusLinks'>,
  nikHash: string,
  now: Date,
): Work<{ onLink: number; isLocked: boolean }> {
  const day = dayOf(now)
  const tryOn = (subject: string) => countTry(db, world.vault.hash('attempt', subject), now)
  const onLink = yield* tryOn(`card-link:${link.tokenHash}`)
  const byContact = yield* tryOn(`card-contact:${link.contactId}:${day}`)
  const onNik = yield* tryOn(`card:${nikHash}:${day}`)
  return { onLink, isLocked: Math.max(byContact, onNik) > world.settings().cardTriesPerDay }
}

function matches(worker: Worker, { name, bornOn, kelurahan }: Card): boolean {
  return worker.nameKey === nameKey(name) && worker.bornOn === bornOn && worker.kelurahan === kelurahan
}

function* found(db: Db, world: World, link: Row<'statusLinks'>, worker: Worker, now: Date): Work<CardCheck> {
  if (!(yield* useStatusLink(db, link.tokenHash, now))) return { is: 'gone' }
  yield* noted(db, world, link, 'card.found', `worker:${worker.id}`, now)
  const today = dayOf(now)
  return { is: 'found', words: cardAnswer(yield* enrolmentsOf(db, [personId(worker)]), factsOn(today), today) }
}

function* noted(
  db: Db,
  world: World,
  { contactId }: Row<'statusLinks'>,
  action: string,
  subject: string,
  at: Date,
): Work<void> {
  yield* note(db, { id: world.ids.next(at), at, actor: `contact:${contactId}`, action, subject, detail: {} })
}
