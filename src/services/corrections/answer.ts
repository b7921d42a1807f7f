import { forbiddenIn } from '../../domain/campaign-text-check.ts'
import { dayOf } from '../../domain/clock.ts'
import { type CorrectionOutcome, LONGEST_CORRECTION_ANSWER } from '../../domain/correction.ts'
import { DomainError } from '../../domain/errors.ts'
import { maskName } from '../../domain/masking.ts'
import type { Text } from '../../domain/message.ts'
import { contactsById, freeFrom } from '../../store/contacts.ts'
import { closeCorrection, type KnownCorrection } from '../../store/corrections.ts'
import { queueUnasked } from '../../store/unasked.ts'
import { type Db, LostRace, runRacing, type Work } from '../../store/work.ts'
import { clean } from '../../understanding/clean.ts'
import { audited } from '../accounts/audited.ts'
import type { Seat } from '../accounts/seats.ts'
import { spoken } from '../converse.ts'
import { signed } from '../handovers/answer.ts'
import { once, type RowForm } from '../once.ts'
import type { World } from '../world.ts'
import { correctionFor } from './desk.ts'
import { openWish, sealAnswer } from './wish.ts'

/** A week later nobody waits for it any more; whoever asks is told for longer. */
const TELLS_FOR_MS = 7 * 86_400_000

type Answering = Pick<Seat, 'officer' | 'agency'>

/**
 * Closes a correction with an agency's answer and tells it in the chat that asked, in the hours for what nobody asked for, and
 * not to somebody who wants silence since. Throws as `readCorrection` does, and of `console.corrections` `isClosed`, `empty`,
 * `long`, `forbidden`; `console.twice`, and `console.stale` when the worker has added something since the form was made.
 */
export async function answerCorrection(
  world: World,
  seat: Answering,
  id: string,
  { outcome, typed }: { outcome: CorrectionOutcome; typed: string },
  form: RowForm,
): Promise<void> {
  const answer = readAnswer(typed)
  await runRacing(world.database, function* (db) {
    const now = world.clock.now()
    const found = yield* correctionFor(db, seat.officer, id)
    const { correction } = found
    yield* once(db, world, form, now)
    if (correction.closedAt) throw new DomainError('console.corrections.isClosed')
    if (openWish(world.vault, correction.wishSealed).length !== form.rev) throw new DomainError('console.stale')
    const answerSealed = sealAnswer(world.vault, answer)
    const closing = { outcome, answerSealed, closedAt: now, closedBy: seat.officer.id }
    if (!(yield* closeCorrection(db, correction, closing))) throw new LostRace('correction')
    yield* audited(db, world, seat.officer, 'mending.closed', `correction:${id}`, { outcome })
    yield* tell(db, world, found, answerWords(found, outcome, signed(answer, seat)), now)
  })
}

/** What a worker is told of an answer: which correction it is about, what came of it, and the officer's own words. */
function answerWords({ correction, worker, agency }: KnownCorrection, outcome: CorrectionOutcome, words: Text): Text {
  return [
    `correction.answered.${outcome}`,
    {
      ...{ name: maskName(worker.name), agency: agency.name, from: { day: dayOf(correction.openedAt) } },
      ...{ field: { text: `correction.what.${correction.field}` }, words: { text: words } },
    },
  ]
}

function* tell(db: Db, world: World, { correction }: KnownCorrection, text: Text, now: Date): Work<void> {
  const [contact] = yield* contactsById(db, [correction.contactId])
  if (!contact) return
  const body = spoken(world, contact.locale, { text })
  yield* queueUnasked(db, {
    ...{ id: world.ids.next(now), cause: 'correction', causeId: correction.id },
    ...{ contactId: contact.id, channel: contact.channel, createdAt: now, notBefore: freeFrom(contact, now) },
    bodySealed: world.vault.seal('outbox.body', JSON.stringify(body)),
    expiresAt: new Date(now.getTime() + TELLS_FOR_MS),
  })
}

function readAnswer(typed: string): string {
  const most = LONGEST_CORRECTION_ANSWER
  if ([...typed.replaceAll('\r', '')].length > most) throw new DomainError('console.corrections.long', { most })
  const [forbidden] = forbiddenIn(typed)
  if (forbidden) throw new DomainError('console.corrections.forbidden', { what: { text: forbidden.text } })
  const { text, nikTyped } = clean(typed)
  if (nikTyped)
    throw new DomainError('console.corrections.forbidden', { what: { text: 'campaigns.text.identityNumber' } })
  if (text === '') throw new DomainError('console.corrections.empty')
  return text
}
