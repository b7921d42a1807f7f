import type { ChatLinks } from '../../domain/chat-links.ts'
import { DomainError } from '../../domain/errors.ts'
import { may, type Officer } from '../../domain/officer.ts'
import { type Agency, agencyById } from '../../store/agencies.ts'
import { type Attended, attendedOf, type ListedMeeting, type Meeting, meetingsIn } from '../../store/meetings.ts'
import { checkInLinks } from '../chat-links.ts'
import { namesOf } from '../visits/desk.ts'
import type { World } from '../world.ts'
import { meetingOf } from './hold.ts'

const MOST_SHOWN = 200

/** The meetings of an officer's scope, the latest first. Throws `operation.notYours`. */
export async function listMeetings(world: World, officer: Officer): Promise<ListedMeeting[]> {
  if (!may(officer, 'holdMeetings')) throw new DomainError('operation.notYours')
  return await world.database.run((db) => meetingsIn(db, officer, MOST_SHOWN))
}

export interface ReadMeeting {
  meeting: Meeting
  agency: Agency
  attended: Attended
  links: ChatLinks
  /** Names of whoever opened and closed it, by actor. */
  names: Record<string, string>
}

/** A meeting with all that an officer is shown of it. Throws `meetings.notFound`. */
export async function readMeeting(world: World, officer: Officer, id: string): Promise<ReadMeeting> {
  return await world.database.run(function* (db) {
    const meeting = yield* meetingOf(db, officer, id)
    const attended = (yield* attendedOf(db, [id])).get(id) ?? { persons: 0, unknown: 0 }
    const agency = (yield* agencyById(db, meeting.agencyId))!
    const names = yield* namesOf(db, [meeting.openedBy, meeting.closedBy ?? ''])
    return { meeting, agency, attended, links: checkInLinks(world, meeting.code), names }
  })
}
