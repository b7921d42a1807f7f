import { isDay, readInstant } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { LONGEST_PLACE, LONGEST_TOPIC, MOST_HEADS, makeMeetingCode } from '../../domain/meeting.ts'
import { isInPost, may, type Officer } from '../../domain/officer.ts'
import { kelurahanOf } from '../../domain/region/kelurahan.ts'
import { visible } from '../../domain/visible.ts'
import { agencyByCode } from '../../store/agencies.ts'
import { note } from '../../store/audit.ts'
import { addMeeting, changeMeeting, type Meeting, meetingById } from '../../store/meetings.ts'
import { type Db, LostRace, runRacing, type Work } from '../../store/work.ts'
import { actorName } from '../accounts/audited.ts'
import { type Form, once, type RowForm } from '../once.ts'
import type { World } from '../world.ts'

/** A meeting that is to be opened, as it was typed: the agency by its code, `on` as a day, `at` as `HH:MM`. */
export interface NewMeeting {
  agency: string
  kelurahan: string
  place: string
  topic: string
  on: string
  at: string
}

const LONGEST_AHEAD_MS = 366 * 86_400_000

/**
 * An officer opens a meeting. Throws `operation.notYours`, `operation.noAgency`, `operation.noKelurahan`, `meetings.badPlace`,
 * `meetings.badTopic`, `meetings.badTime`.
 */
export async function holdMeeting(world: World, officer: Officer, given: NewMeeting, form?: Form): Promise<Meeting> {
  const now = world.clock.now()
  const words = meetingWords(given)
  const startsAt = readStart(given, now)
  if (!kelurahanOf(given.kelurahan)) throw new DomainError('operation.noKelurahan')
  return await runRacing(world.database, function* (db) {
    if (form) yield* once(db, world, form, now)
    const agency = yield* agencyByCode(db, given.agency)
    if (!agency) throw new DomainError('operation.noAgency', { code: given.agency.slice(0, 40) })
    const post = { agencyId: agency.id, kelurahan: given.kelurahan }
    if (!may(officer, 'holdMeetings') || !isInPost(officer, post)) throw new DomainError('operation.notYours')
    return yield* newMeeting(db, world, { ...post, ...words, startsAt }, actorName(officer), now)
  })
}

/** Throws `meetings.badPlace`, `meetings.badTopic`. */
function meetingWords(given: Pick<NewMeeting, 'place' | 'topic'>): { place: string; topic: string } {
  const place = visible(given.place)
  const topic = visible(given.topic)
  if (place.length < 3 || place.length > LONGEST_PLACE)
    throw new DomainError('meetings.badPlace', { most: LONGEST_PLACE })
  if (topic.length < 3 || topic.length > LONGEST_TOPIC)
    throw new DomainError('meetings.badTopic', { most: LONGEST_TOPIC })
  return { place, topic }
}

function readStart({ on, at }: Pick<NewMeeting, 'on' | 'at'>, now: Date): Date {
  const startsAt = isDay(on) && /^\d{2}:\d{2}$/.test(at) ? readInstant(`${on}T${at}`) : undefined
  const isNear = startsAt !== undefined && Math.abs(startsAt.getTime() - now.getTime()) < LONGEST_AHEAD_MS
  if (!isNear) throw new DomainError('meetings.badTime')
  return startsAt
}

/** Adds a meeting under a code that no other has; throws `LostRace` where one was drawn that another has. */
export function* newMeeting(
  db: Db,
  world: World,
  given: Pick<Meeting, 'agencyId' | 'kelurahan' | 'place' | 'topic' | 'startsAt'>,
  by: string,
  now: Date,
  code = makeMeetingCode(world.ids.random),
): Work<Meeting> {
  const row = { id: world.ids.next(now), code, ...given, openedAt: now, openedBy: by }
  if (!(yield* addMeeting(db, row))) throw new LostRace('meeting code')
  yield* noted(db, world, 'meeting.opened', row.id, by, now)
  return (yield* meetingById(db, row.id))!
}

/** A meeting of the officer's. Throws `meetings.notFound`, also for another's. */
export function* meetingOf(db: Db, officer: Officer, id: string): Work<Meeting> {
  const meeting = yield* meetingById(db, id)
  if (!meeting || !may(officer, 'holdMeetings') || !isInPost(officer, meeting))
    throw new DomainError('meetings.notFound')
  return meeting
}

/**
 * Closes a meeting, or notes at a closed one how many were there. Throws `meetings.notFound`, `meetings.badHeads`, `console.stale`,
 * `console.twice`.
 */
export async function closeMeeting(
  world: World,
  officer: Officer,
  id: string,
  heads: string,
  form?: RowForm,
): Promise<void> {
  const now = world.clock.now()
  const headcount = readHeads(heads)
  await world.database.run(function* (db) {
    if (form) yield* once(db, world, form, now)
    const meeting = yield* meetingOf(db, officer, id)
    const asSeen = { ...meeting, rev: form?.rev ?? meeting.rev }
    if (!(yield* endMeeting(db, world, asSeen, headcount, actorName(officer), now)))
      throw new DomainError('console.stale')
  })
}

/** Ends a meeting as its row stands; a headcount that is left out changes none. False where somebody has changed it since. */
export function* endMeeting(
  db: Db,
  world: World,
  meeting: Meeting,
  headcount: number | undefined,
  by: string,
  now: Date,
): Work<boolean> {
  const closed = meeting.closedAt === null ? { closedAt: now, closedBy: by } : {}
  const change = { ...closed, ...(headcount !== undefined && { headcount }) }
  if (!(yield* changeMeeting(db, meeting, change))) return false
  yield* noted(db, world, 'meeting.closed', meeting.id, by, now, headcount === undefined ? {} : { headcount })
  return true
}

function readHeads(typed: string): number | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  if (!/^\d{1,5}$/.test(text) || Number(text) > MOST_HEADS)
    throw new DomainError('meetings.badHeads', { most: MOST_HEADS })
  return Number(text)
}

function* noted(
  db: Db,
  world: World,
  action: string,
  id: string,
  by: string,
  now: Date,
  detail: Record<string, number> = {},
): Work<void> {
  yield* note(db, { id: world.ids.next(now), at: now, actor: by, action, subject: `meeting:${id}`, detail })
}
