import type { Effect } from '../domain/effects.ts'
import { note } from '../store/audit.ts'
import { noteCheck } from '../store/checks.ts'
import { type Contact, changeContact, linkWorkers, wishForPerson } from '../store/contacts.ts'
import { forgetAttempts, keepStatusLink, useSlip } from '../store/proofs.ts'
import { cancelUnasked } from '../store/unasked.ts'
import { forgetPlace, keepPlace } from '../store/walks.ts'
import type { Db, Work } from '../store/work.ts'
import { LostRace } from '../store/work.ts'
import { claimDeeds } from './claim-deeds.ts'
import { askCorrection } from './corrections/ask.ts'
import { attendInChat, attributeAttendances } from './meetings/attend.ts'
import { meetingDeeds } from './meetings/in-chat.ts'
import { countFailure } from './proving.ts'
import { reachedInChat } from './reach.ts'
import { noteVisits } from './visits/note.ts'
import type { World } from './world.ts'

type Carried<E extends Effect['do']> = (db: Db, effect: Extract<Effect, { do: E }>) => Work<void>

/** Carries out what a conversation asked for, in the turn's own transaction. */
export function* carryOut(db: Db, world: World, contact: Contact, effects: readonly Effect[], now: Date): Work<void> {
  const deeds = deedsFor(world, contact, now)
  for (const effect of effects) yield* (deeds[effect.do] as Carried<Effect['do']>)(db, effect)
}

function deedsFor(world: World, contact: Contact, now: Date): { [E in Effect['do']]: Carried<E> } {
  const audited = (db: Db, action: string, detail: Record<string, string | number> = {}) =>
    note(db, {
      id: world.ids.next(now),
      at: now,
      actor: `contact:${contact.id}`,
      action,
      subject: `contact:${contact.id}`,
      detail,
    })
  return {
    setLocale: (db, { locale }) => changeContact(db, contact.id, { locale }),
    *optOut(db) {
      yield* changeContact(db, contact.id, { optedOutAt: now, stoppedAt: null, optedInAt: null, optedInSource: null })
      yield* cancelUnasked(db, contact.id, now)
      yield* audited(db, 'contact.optOut')
    },
    *optIn(db) {
      yield* changeContact(db, contact.id, {
        ...{ optedOutAt: null, stoppedAt: null, optedInAt: now, optedInSource: 'chat' },
        // Whoever asks for news again after a death has asked for it.
        bereavedAt: null,
      })
      yield* audited(db, 'contact.optIn')
    },
    *wishForPerson(db) {
      yield* wishForPerson(db, { id: world.ids.next(now), contactId: contact.id, openedAt: now })
    },
    *link(db, { verdict }) {
      if (verdict.slipId && !(yield* useSlip(db, verdict.slipId, now))) throw new LostRace('slip')
      yield* forgetAttempts(db, verdict.subjects)
      yield* linkWorkers(db, contact.id, verdict.workerIds, { proof: verdict.by, provenAt: now, provenBy: 'chat' })
      yield* attributeAttendances(db, world, contact.id)
      yield* audited(db, 'contact.proven', { by: verdict.by, workers: verdict.workerIds.length })
    },
    countFailure: (db, { subjects }) => countFailure(db, subjects, now),
    keepStatusLink: (db, { tokenHash }) =>
      keepStatusLink(db, {
        tokenHash,
        contactId: contact.id,
        createdAt: now,
        expiresAt: new Date(now.getTime() + world.settings().statusLinkMinutes * 60_000),
      }),
    confirm: (db, { workerIds }) => reachedInChat(db, 'confirmed', contact, workerIds, now),
    noteCheck: (db, { enrolmentId, question }) =>
      noteCheck(db, { contactId: contact.id, enrolmentId, question, askedAt: now }),
    understand: (db, { workerId, enrolmentIds }) =>
      reachedInChat(db, 'understood', contact, [workerId], now, enrolmentIds),
    keepPlace: (db, { walk, place }) => keepPlace(db, { contactId: contact.id, walk, place, reachedAt: now }),
    forgetPlace: (db, { walk }) => forgetPlace(db, contact.id, walk),
    askCorrection: (db, { correction }) => askCorrection(db, world, contact, correction, now),
    noteVisits: (db, { note, workerIds }) => noteVisits(db, world, note, workerIds, `contact:${contact.id}`, now),
    attend: (db, { meetingId, workerId }) => attendInChat(db, world, contact, meetingId, workerId, now),
    ...meetingDeeds(world, contact, now),
    ...claimDeeds(world, contact, now),
  }
}
