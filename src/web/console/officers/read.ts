import { DomainError } from '../../../domain/errors.ts'
import { kelurahanOf } from '../../../domain/region/kelurahan.ts'
import type { Standing } from '../../../services/accounts/officers.ts'
import type { World } from '../../../services/world.ts'
import { type Agency, listAgencies } from '../../../store/agencies.ts'
import { type Account, listOfficers } from '../../../store/officers.ts'
import { isRole, type Typed } from './fields.tsx'

/** An account with the name of its agency. */
export interface Listed {
  officer: Account
  agency: string | null
}

/** All accounts, and the agencies that one may belong to. */
export async function everybody({ database }: World): Promise<{ officers: Listed[]; agencies: Agency[] }> {
  return await database.run(function* (db) {
    return { officers: yield* listOfficers(db), agencies: yield* listAgencies(db) }
  })
}

/** One account. Throws `account.notFound`. */
export async function somebody(world: World, id: string): Promise<{ listed: Listed; agencies: Agency[] }> {
  const { officers, agencies } = await everybody(world)
  const listed = officers.find(({ officer }) => officer.id === id)
  if (!listed) throw new DomainError('account.notFound')
  return { listed, agencies }
}

/** What a form says of an account. Throws `console.bad` for what the form does not offer. */
export async function standingIn(world: World, { role, agency, kelurahan }: Typed): Promise<Standing> {
  const { agencies } = await everybody(world)
  const isOffered =
    (agency === '' || agencies.some(({ id }) => id === agency)) && (kelurahan === '' || kelurahanOf(kelurahan))
  if (!isRole(role) || !isOffered) throw new DomainError('console.bad')
  return { role, agencyId: agency || null, kelurahan: kelurahan || null }
}
