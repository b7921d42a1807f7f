import { dayOf } from '../../domain/clock.ts'
import type { LookUps } from '../../domain/look-ups.ts'
import { maskName } from '../../domain/masking.ts'
import { takesCheckIns } from '../../domain/meeting.ts'
import { isLocked } from '../../domain/proof.ts'
import { type Contact, linkedWorkers } from '../../store/contacts.ts'
import {
  addAttendance,
  attendancesOfChat,
  dropUnknown,
  type Meeting,
  meetingByCode,
  meetingById,
} from '../../store/meetings.ts'
import { personsById } from '../../store/persons.ts'
import { attemptsOf } from '../../store/proofs.ts'
import type { Db, Work } from '../../store/work.ts'
import type { Worker } from '../../store/workers.ts'
import { reachedAtMeeting } from '../reach.ts'
import type { World } from '../world.ts'

/**
 * The meeting that a code stands for, while people may check in to it. A code that is nobody's, of a meeting that is over or not yet
 * near, and any code while a wait for wrong ones runs are all the same.
 */
export function* openMeeting(
  db: Db,
  world: World,
  contact: Contact,
  code: string,
  now: Date,
): Work<LookUps['meeting']['answer']> {
  const subject = world.vault.hash('attempt', `meeting:${contact.id}`)
  if (isLocked((yield* attemptsOf(db, [subject])).get(subject), now)) return { open: null, subjects: [] }
  const meeting = yield* meetingByCode(db, code)
  if (!meeting || !takesCheckIns(meeting, now)) return { open: null, subjects: [subject] }
  const persons = (yield* personsOf(db, contact.id)).map(({ id, name }) => ({
    workerId: id,
    maskedName: maskName(name),
  }))
  const { id, place, topic, startsAt } = meeting
  return { open: { id, place, topic, day: dayOf(startsAt), persons }, subjects: [subject] }
}

/** The persons whom a chat was proven to be, each once. */
function* personsOf(db: Db, contactId: string): Work<Worker[]> {
  const persons = yield* personsById(db, yield* linkedWorkers(db, contactId))
  return [...new Map(persons.map((person) => [person.id, person])).values()]
}

/** Somebody checks in to a meeting in a chat: the person who was named, or the chat alone. */
export function* attendInChat(
  db: Db,
  world: World,
  contact: Contact,
  meetingId: string,
  workerId: string | undefined,
  now: Date,
): Work<void> {
  const meeting = yield* meetingById(db, meetingId)
  if (!meeting || !takesCheckIns(meeting, now)) return
  const by = `contact:${contact.id}`
  if (workerId !== undefined) return yield* attendAs(db, world, meeting, { workerId, contactId: contact.id }, by, now)
  // Whoever has been counted from this chat is not counted again as somebody unknown.
  if ((yield* attendancesOfChat(db, contact.id, meetingId)).length > 0) return
  const row = { id: world.ids.next(now), sessionId: meetingId, contactId: contact.id, at: now, recordedBy: by }
  yield* addAttendance(db, row)
}

/** A person was at a meeting: counted once, whoever says so and however often. */
export function* attendAs(
  db: Db,
  world: World,
  meeting: Pick<Meeting, 'id' | 'agencyId'>,
  { workerId, contactId }: { workerId: string; contactId: string | null },
  by: string,
  at: Date,
): Work<void> {
  if (contactId !== null) yield* dropUnknown(db, meeting.id, contactId)
  const row = { id: world.ids.next(at), sessionId: meeting.id, contactId, workerId, at, recordedBy: by }
  if (yield* addAttendance(db, row)) yield* reachedAtMeeting(db, workerId, meeting, at)
}

/**
 * A chat has been proven: where it is one person's, what it was at before without one was that person's. Where it is several
 * persons' nobody guesses which of them was there.
 */
export function* attributeAttendances(db: Db, world: World, contactId: string): Work<void> {
  const unknown = (yield* attendancesOfChat(db, contactId)).filter(({ workerId }) => workerId === null)
  if (unknown.length === 0) return
  const persons = yield* personsOf(db, contactId)
  if (persons.length !== 1) return
  for (const { sessionId, at, recordedBy } of unknown) {
    const meeting = yield* meetingById(db, sessionId)
    yield* attendAs(db, world, meeting!, { workerId: persons[0]!.id, contactId }, recordedBy, at)
  }
}
