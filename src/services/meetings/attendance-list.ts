import { nameKey } from '../../domain/name-key.ts'
import type { Officer } from '../../domain/officer.ts'
import { personId } from '../../domain/register/person.ts'
import { readWorkerCode } from '../../domain/worker-code.ts'
import { type Listed, listedByCode, listedByName } from '../../store/listed.ts'
import type { Meeting } from '../../store/meetings.ts'
import type { Db, Work } from '../../store/work.ts'
import { actorName, audited } from '../accounts/audited.ts'
import { type Form, once } from '../once.ts'
import type { World } from '../world.ts'
import { attendAs } from './attend.ts'
import { meetingOf } from './hold.ts'

export const MOST_LINES = 300
const LONGEST_LINE = 100
const MOST_ALIKE = 6

/** What became of a list that an officer typed from paper. */
export interface ReadAttendance {
  /** Lines that name one person beyond doubt; they are noted. */
  noted: number
  /** Lines that could be one of several, or nearly one: an officer chooses. */
  doubtful: { line: string; candidates: Listed[] }[]
  /** Lines that name nobody on the agency's list in the kelurahan. */
  unknown: string[]
}

/**
 * Notes who was at a meeting from a list of visit numbers, worker codes or names, a line each. Looked for only on the agency's list in
 * the meeting's kelurahan. A number names one; a whole name names one where no other on the list has it; all else is left to choose.
 * Throws `meetings.notFound`, `console.twice`.
 */
export async function noteAttendanceList(
  world: World,
  officer: Officer,
  id: string,
  text: string,
  form: Form,
): Promise<ReadAttendance> {
  const now = world.clock.now()
  const lines = text
    .split(/[\n;]+/)
    .map((line) =>
      line
        .replace(/^\s*\d{1,3}[.)]\s+(?=\p{L})/u, '')
        .trim()
        .slice(0, LONGEST_LINE),
    )
    .filter(Boolean)
    .slice(0, MOST_LINES)
  return await world.database.run(function* (db) {
    yield* once(db, world, form, now)
    const meeting = yield* meetingOf(db, officer, id)
    const read: ReadAttendance = { noted: 0, doubtful: [], unknown: [] }
    for (const line of lines) {
      const { sure, candidates } = yield* whoIs(db, meeting, line)
      if (sure) yield* noteOne(db, world, meeting, sure, officer)
      if (sure) read.noted++
      else if (candidates.length > 0) read.doubtful.push({ line, candidates })
      else read.unknown.push(line)
    }
    yield* audited(db, world, officer, 'meeting.list', `meeting:${id}`, { n: read.noted })
    return read
  })
}

/** Notes the persons whom an officer has chosen for doubtful lines, by their codes; says how many. Throws as above. */
export async function noteChosen(
  world: World,
  officer: Officer,
  id: string,
  codes: readonly string[],
  form: Form,
): Promise<number> {
  const now = world.clock.now()
  return await world.database.run(function* (db) {
    yield* once(db, world, form, now)
    const meeting = yield* meetingOf(db, officer, id)
    let noted = 0
    for (const code of codes.slice(0, MOST_LINES)) {
      const found = yield* listedByCode(db, meeting, code)
      if (!found) continue
      yield* noteOne(db, world, meeting, found, officer)
      noted++
    }
    yield* audited(db, world, officer, 'meeting.list', `meeting:${id}`, { n: noted })
    return noted
  })
}

function* whoIs(db: Db, meeting: Meeting, line: string): Work<{ sure?: Listed; candidates: Listed[] }> {
  const code = readWorkerCode(line)
  if (code !== undefined) {
    const found = yield* listedByCode(db, meeting, code)
    return found ? { sure: found, candidates: [] } : { candidates: [] }
  }
  const key = nameKey(line)
  if (key === '') return { candidates: [] }
  const alike = yield* listedByName(db, meeting, key.split(' '), MOST_ALIKE)
  const same = alike.filter((one) => one.nameKey === key)
  if (same.length === 1 && alike.length < MOST_ALIKE) return { sure: same[0]!, candidates: [] }
  return { candidates: same.length > 1 ? same : alike }
}

// On paper there is no moment; what a list says happened when the meeting began.
function* noteOne(db: Db, world: World, meeting: Meeting, person: Listed, officer: Officer): Work<void> {
  const attendee = { workerId: personId(person), contactId: null }
  yield* attendAs(db, world, meeting, attendee, actorName(officer), meeting.startsAt)
}
