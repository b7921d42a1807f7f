import { spellCode } from '../../domain/code.ts'
import { isSilent } from '../../domain/handover.ts'
import { maskName } from '../../domain/masking.ts'
import type { Officer } from '../../domain/officer.ts'
import { type Contact, provenNames } from '../../store/contacts.ts'
import { countOpenHandovers, type OpenHandover, openHandovers } from '../../store/handovers.ts'
import type { World } from '../world.ts'

/** Of how many people at most a page tells. */
const SHOWN = 100

/** Somebody who wishes for a person, as the list shows them. */
export interface Waiting {
  id: string
  who: Who
  openedAt: Date
  /** Since when nobody has answered; null where an officer had the last word. */
  waitingSince: Date | null
  takenBy: string | null
  /** Whether the bot leaves the answer to the officer. */
  isSilent: boolean
}

/** A chat as an officer may name it: masked names where it is proven, else its code. */
export interface Who {
  names: string[]
  code: string
  channel: string
}

export function whoIs({ code, channel }: Contact, names: readonly string[] = []): Who {
  return { names: names.map(maskName), code: spellCode(code), channel }
}

/** The open hand-overs that are the officer's, whoever waits longest first, and how many there are in all. */
export async function waitingFor(world: World, officer: Officer): Promise<{ waiting: Waiting[]; total: number }> {
  const now = world.clock.now()
  return await world.database.run(function* (db) {
    const open = yield* openHandovers(db, officer, SHOWN)
    const names = yield* provenNames(
      db,
      open.map(({ contact }) => contact.id),
    )
    const waiting = open.map((one) => rowOf(one, names.get(one.contact.id), now))
    const total = open.length < SHOWN ? open.length : yield* countOpenHandovers(db, officer)
    return { waiting: waiting.sort(longestFirst), total }
  })
}

function rowOf({ handover, contact, heardAt, takenBy }: OpenHandover, names: string[] | undefined, now: Date): Waiting {
  const { id, openedAt, officerAt } = handover
  const wroteSince = officerAt !== null && heardAt !== null && heardAt > officerAt ? heardAt : null
  return {
    ...{ id, who: whoIs(contact, names), openedAt, takenBy, isSilent: isSilent(handover, now) },
    waitingSince: officerAt === null ? openedAt : wroteSince,
  }
}

function longestFirst(a: Waiting, b: Waiting): number {
  const since = ({ waitingSince }: Waiting) => waitingSince?.getTime() ?? Number.MAX_SAFE_INTEGER
  return since(a) - since(b) || a.openedAt.getTime() - b.openedAt.getTime()
}
