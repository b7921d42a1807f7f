import { CHAT_CODE, readCode } from '../../domain/code.ts'
import { DomainError } from '../../domain/errors.ts'
import { isInPost, may, type Officer } from '../../domain/officer.ts'
import { kelurahanOf } from '../../domain/region/kelurahan.ts'
import { visible } from '../../domain/visible.ts'
import { agencyByCode } from '../../store/agencies.ts'
import { contactByCode } from '../../store/contacts.ts'
import { addVisitor, removeVisitor, visitorById, visitorsIn } from '../../store/visitors.ts'
import type { Work } from '../../store/work.ts'
import { actorName, audited } from '../accounts/audited.ts'
import { type Form, once } from '../once.ts'
import type { World } from '../world.ts'

const LONGEST_NAME = 100

/** A chat that is to be made a visitor: its code as it was shown face to face, and for whose people it goes. */
export interface NewVisitor {
  chatCode: string
  /** Code of the agency. */
  agency: string
  /** Official code of the kelurahan. */
  kelurahan: string
  name: string
}

export type ListedVisitor = ReturnType<typeof visitorsIn> extends Work<infer T> ? T : never

/**
 * Makes a chat a visitor, whose code an officer was shown face to face. Throws `operation.notYours`, `operation.noAgency`,
 * `operation.noKelurahan`, `operation.noChat`, `account.badName`.
 */
export async function makeVisitor(world: World, officer: Officer, given: NewVisitor, form?: Form): Promise<void> {
  const name = visible(given.name)
  if (name.length < 2 || name.length > LONGEST_NAME) throw new DomainError('account.badName')
  if (!kelurahanOf(given.kelurahan)) throw new DomainError('operation.noKelurahan')
  const code = readCode(given.chatCode, CHAT_CODE)
  const now = world.clock.now()
  await world.database.run(function* (db) {
    if (form) yield* once(db, world, form, now)
    const agency = yield* agencyByCode(db, given.agency)
    if (!agency) throw new DomainError('operation.noAgency', { code: given.agency.slice(0, 40) })
    const post = { agencyId: agency.id, kelurahan: given.kelurahan }
    if (!may(officer, 'keepVisits') || !isInPost(officer, post)) throw new DomainError('operation.notYours')
    const contact = code === undefined ? undefined : yield* contactByCode(db, code)
    if (!contact) throw new DomainError('operation.noChat')
    const by = actorName(officer)
    yield* addVisitor(db, { id: world.ids.next(now), contactId: contact.id, ...post, name, addedAt: now, addedBy: by })
    const detail = { agency: agency.code, kelurahan: post.kelurahan }
    yield* audited(db, world, officer, 'visitor.added', `contact:${contact.id}`, detail)
  })
}

/** Ends a visitor's work. Throws `visits.noVisitor`, also for one who is not the officer's. */
export async function endVisitor(world: World, officer: Officer, id: string, form?: Form): Promise<void> {
  const now = world.clock.now()
  await world.database.run(function* (db) {
    if (form) yield* once(db, world, form, now)
    const visitor = yield* visitorById(db, id)
    if (!visitor || !may(officer, 'keepVisits') || !isInPost(officer, visitor))
      throw new DomainError('visits.noVisitor')
    if (!(yield* removeVisitor(db, id, now))) throw new DomainError('visits.noVisitor')
    yield* audited(db, world, officer, 'visitor.removed', `contact:${visitor.contactId}`)
  })
}

/** The visitors of an officer's scope. */
export async function listVisitors(world: World, officer: Officer): Promise<ListedVisitor> {
  return await world.database.run((db) => visitorsIn(db, officer))
}
