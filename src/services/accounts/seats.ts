import { IDLE_MS, isStanding } from '../../domain/log-in.ts'
import type { Officer } from '../../domain/officer.ts'
import {
  endSessions,
  type OfficerSession,
  officerSessionBy,
  seenOfficerSession,
  standingSessions,
} from '../../store/officer-sessions.ts'
import type { World } from '../world.ts'
import { type Actor, audited } from './audited.ts'
import { officerOf } from './log-in.ts'

/** An officer who is logged in, at one of their devices. */
export interface Seat {
  officer: Officer
  /** Name of the officer's agency. */
  agency: string | null
  sessionId: string
  hasTotp: boolean
  /** What every form of this session carries, so that no other page can post in the officer's name. */
  csrf: string
}

// A page more or less within a minute needs no write.
const SEEN_EVERY_MS = 60_000

/** Who sits behind a cookie's token; undefined where the session has ended or the account is disabled. */
export async function seatOf(world: World, token: string): Promise<Seat | undefined> {
  const tokenHash = world.vault.hash('officer session', token)
  return await world.database.run(function* (db) {
    const now = world.clock.now()
    const found = yield* officerSessionBy(db, tokenHash)
    if (!found || found.officer.disabledAt || !isStanding(found.session, now)) return undefined
    const { session, officer, agency } = found
    if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) yield* seenOfficerSession(db, session.id, now)
    const csrf = world.vault.hash('csrf', tokenHash)
    return {
      ...{ officer: officerOf(officer), agency, sessionId: session.id, hasTotp: officer.totpSealed !== null, csrf },
    }
  })
}

/** The devices at which an officer is logged in now, newest first. */
export async function devicesOf(world: World, officerId: string): Promise<OfficerSession[]> {
  const now = world.clock.now()
  const seenAfter = new Date(now.getTime() - IDLE_MS)
  return await world.database.run((db) => standingSessions(db, officerId, now, seenAfter))
}

/** Ends one session of an officer; ending one that has ended, or is another's, changes nothing. */
export async function endDevice(world: World, by: Actor, officerId: string, sessionId: string): Promise<void> {
  await world.database.run(function* (db) {
    const ended = yield* endSessions(db, officerId, world.clock.now(), sessionId)
    if (ended > 0) yield* audited(db, world, by, 'session.ended', `officer:${officerId}`, { sessions: ended })
  })
}
