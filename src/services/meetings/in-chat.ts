import { readInstant } from '../../domain/clock.ts'
import type { Effect } from '../../domain/effects.ts'
import type { LookUps } from '../../domain/look-ups.ts'
import { makeMeetingCode } from '../../domain/meeting.ts'
import { kelurahanOf } from '../../domain/region/kelurahan.ts'
import { agencyById } from '../../store/agencies.ts'
import type { Contact } from '../../store/contacts.ts'
import { meetingByCode, meetingById } from '../../store/meetings.ts'
import { postsOf } from '../../store/visitors.ts'
import { type Db, LostRace, type Work } from '../../store/work.ts'
import { checkInLinks } from '../chat-links.ts'
import type { World } from '../world.ts'
import { endMeeting, newMeeting } from './hold.ts'

type Asked = 'posts' | 'newMeeting' | 'ownMeeting'
type Answers = { [K in Asked]: (db: Db, ask: LookUps[K]['ask']) => Work<LookUps[K]['answer']> }
type Deed = 'holdMeeting' | 'closeMeeting'
type Deeds = { [E in Deed]: (db: Db, effect: Extract<Effect, { do: E }>) => Work<void> }

/** What a visitor's chat may know of meetings. */
export function meetingLookUps(world: World, contact: Contact): Answers {
  return {
    *posts(db) {
      const posts: LookUps['posts']['answer'] = []
      for (const { agencyId, kelurahan } of yield* postsOf(db, contact.id)) {
        const agency = yield* agencyById(db, agencyId)
        posts.push({ agencyId, agency: agency!.name, kelurahan, place: kelurahanOf(kelurahan)?.name ?? kelurahan })
      }
      return posts
    },
    *newMeeting() {
      const code = makeMeetingCode(world.ids.random)
      return { code, links: checkInLinks(world, code) }
    },
    *ownMeeting(db, { code }) {
      const meeting = yield* meetingByCode(db, code)
      return meeting?.openedBy === `contact:${contact.id}` ? meeting.id : null
    },
  }
}

/** What a visitor's chat may do with meetings: hold them where it is a visitor, close those that it opened. */
export function meetingDeeds(world: World, contact: Contact, now: Date): Deeds {
  const by = `contact:${contact.id}`
  return {
    *holdMeeting(db, { meeting: { code, on, at, ...given } }) {
      const posts = yield* postsOf(db, contact.id)
      const isTheirs = posts.some((post) => post.agencyId === given.agencyId && post.kelurahan === given.kelurahan)
      const startsAt = readInstant(`${on}T${at}`)
      if (!isTheirs || !startsAt) return
      yield* newMeeting(db, world, { ...given, startsAt }, by, now, code)
    },
    *closeMeeting(db, { meetingId, headcount }) {
      const meeting = yield* meetingById(db, meetingId)
      if (meeting?.openedBy !== by) return
      if (!(yield* endMeeting(db, world, meeting, headcount, by, now))) throw new LostRace('meeting')
    },
  }
}
