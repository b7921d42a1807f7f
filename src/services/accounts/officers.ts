import { DomainError } from '../../domain/errors.ts'
import { scopeFault } from '../../domain/log-in.ts'
import type { Officer, Role } from '../../domain/officer.ts'
import { endSessions } from '../../store/officer-sessions.ts'
import { type Account, addOfficer, changeOfficer, officerById } from '../../store/officers.ts'
import type { Db, Work } from '../../store/work.ts'
import { runRacing } from '../../store/work.ts'
import { type Form, once, type RowForm } from '../once.ts'
import type { World } from '../world.ts'
import { type Actor, audited } from './audited.ts'
import { named, newLink } from './links.ts'

/** What an account may do and for whom. */
export type Standing = Pick<Officer, 'role' | 'agencyId' | 'kelurahan'>

/**
 * Adds an officer and gives the one-time link for them: nobody sets another's password. Throws `account.usernameTaken`,
 * `account.badUsername`, `account.badName`, `account.needsScope`, `account.hasNoScope`, `console.twice`.
 */
export async function inviteOfficer(
  world: World,
  by: Actor,
  { role, agencyId, kelurahan, ...typed }: Standing & { username: string; name: string },
  form?: Form,
): Promise<{ id: string; url: string }> {
  const { username, name } = named(typed)
  checkScope({ role, agencyId, kelurahan })
  return await world.database.run(function* (db) {
    const now = world.clock.now()
    if (form) yield* once(db, world, form, now)
    const id = world.ids.next(now)
    const createdBy = by === 'operator' || by === 'anybody' ? by : by.id
    const added = yield* addOfficer(db, {
      ...{ id, username, name, role, agencyId, kelurahan, rev: 1, createdAt: now, createdBy },
    })
    if (!added) throw new DomainError('account.usernameTaken')
    yield* audited(db, world, by, 'officer.added', `officer:${id}`, { role })
    return { id, url: yield* newLink(db, world, id) }
  })
}

/** A new one-time link for an officer who has lost the password or the app. Throws `account.notFound`, `account.isDisabled`. */
export async function relinkOfficer(world: World, by: Actor, id: string, form?: Form): Promise<string> {
  return await world.database.run(function* (db) {
    if (form) yield* once(db, world, form, world.clock.now())
    const officer = yield* account(db, id)
    if (officer.disabledAt) throw new DomainError('account.isDisabled')
    yield* audited(db, world, by, 'officer.invited', `officer:${id}`)
    return yield* newLink(db, world, id)
  })
}

/**
 * Changes what an officer may do and for whom; all their sessions end. Nobody changes the own role, so that an installation
 * is never left without an admin. Throws `account.notFound`, `account.notOneself`, `console.stale`, `console.twice`.
 */
export async function changeStanding(
  world: World,
  by: Actor,
  id: string,
  standing: Standing,
  form: RowForm,
): Promise<void> {
  checkScope(standing)
  await changed(world, by, id, form, 'officer.changed', { role: standing.role }, () => standing)
}

/** Shuts an officer out or lets them in again. Throws what `changeStanding` throws. */
export async function setDisabled(
  world: World,
  by: Actor,
  id: string,
  isDisabled: boolean,
  form?: RowForm,
): Promise<void> {
  const action = isDisabled ? 'officer.disabled' : 'officer.enabled'
  await changed(world, by, id, form, action, {}, (now) => ({ disabledAt: isDisabled ? now : null }))
}

async function changed(
  world: World,
  by: Actor,
  id: string,
  form: RowForm | undefined,
  action: string,
  detail: Record<string, string>,
  change: (now: Date) => Parameters<typeof changeOfficer>[2],
): Promise<void> {
  if (typeof by !== 'string' && by.id === id) throw new DomainError('account.notOneself')
  await runRacing(world.database, function* (db) {
    const now = world.clock.now()
    const officer = yield* account(db, id)
    if (form) yield* once(db, world, form, now)
    if (form && form.rev !== officer.rev) throw new DomainError('console.stale')
    yield* changeOfficer(db, officer, change(now))
    yield* endSessions(db, id, now)
    yield* audited(db, world, by, action, `officer:${id}`, detail)
  })
}

function* account(db: Db, id: string): Work<Account> {
  const officer = yield* officerById(db, id)
  if (!officer) throw new DomainError('account.notFound')
  return officer
}

function checkScope({ role, agencyId, kelurahan }: { role: Role } & Standing): void {
  const fault = scopeFault(role, agencyId, kelurahan)
  if (fault) throw new DomainError(fault)
}
