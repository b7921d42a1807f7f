import { changesVisit, isToMake, type JudgedNote, type VisitNote } from '../../domain/visit.ts'
import { workerCode } from '../../domain/worker-code.ts'
import { note as audit } from '../../store/audit.ts'
import type { Contact } from '../../store/contacts.ts'
import { type Post, postsOf } from '../../store/visitors.ts'
import {
  countOpenWithin,
  forgetVisited,
  missVisit,
  reopenVisit,
  tickVisit,
  type VisitRow,
  visitsByCode,
} from '../../store/visits.ts'
import type { Db, Work } from '../../store/work.ts'
import { reachedAtDoor } from '../reach.ts'
import type { World } from '../world.ts'

/**
 * What a visitor's note comes to. Numbers that are nobody's, another kelurahan's or another agency's are all the same: not found on
 * the visitor's own list.
 */
export function* judgeNote(db: Db, contact: Pick<Contact, 'id'>, note: VisitNote): Work<JudgedNote> {
  const posts = yield* postsOf(db, contact.id)
  const found = yield* visitsByCode(db, note.numbers.map(workerCode))
  const changes = new Map<string, VisitRow>()
  const noted: number[] = []
  const already: number[] = []
  const notFound: number[] = []
  for (const number of note.numbers) {
    const visit = found.get(workerCode(number))
    const comesTo = visit && isWithin(posts, visit) ? changesVisit(note, visit, `contact:${contact.id}`) : 'not'
    if (comesTo === 'changes') changes.set(visit!.workerId, visit!)
    const told = comesTo === 'changes' ? noted : comesTo === 'already' ? already : notFound
    told.push(number)
  }
  const closed = [...changes.values()].filter((visit) => !isToMake(visit)).length
  return { changes: [...changes.keys()], noted, already, notFound, open: yield* countOpenWithin(db, posts), closed }
}

function isWithin(posts: readonly Post[], { agencyId, kelurahan }: VisitRow): boolean {
  return posts.some((post) => post.agencyId === agencyId && post.kelurahan === kelurahan)
}

/** Takes a note of some visits, by a visitor or by an officer; each change is audited, a tick enters the ledger once. */
export function* noteVisits(
  db: Db,
  world: World,
  note: VisitNote,
  workerIds: readonly string[],
  by: string,
  now: Date,
): Work<void> {
  for (const workerId of workerIds) {
    const action = yield* noteOne(db, note, workerId, by, now)
    if (action === undefined) continue
    const subject = `worker:${workerId}`
    yield* audit(db, { id: world.ids.next(now), at: now, actor: by, action, subject, detail: {} })
  }
}

/** Changes one visit and says what was done, for the audit; undefined where it was changed by somebody else meanwhile. */
function* noteOne(db: Db, note: VisitNote, workerId: string, by: string, now: Date): Work<string | undefined> {
  if (note.deed === 'visited') {
    const ticked = yield* tickVisit(db, workerId, by, now)
    if (ticked) yield* reachedAtDoor(db, ticked, now)
    return ticked && 'visit.made'
  }
  if (note.deed === 'missed') {
    if (note.failure === undefined) return undefined
    return (yield* missVisit(db, workerId, note.failure, by, now)) ? `visit.missed.${note.failure}` : undefined
  }
  const before = yield* reopenVisit(db, workerId)
  if (before?.visitedAt) yield* forgetVisited(db, workerId, before.visitedAt)
  return before && 'visit.undone'
}
