import { DomainError } from '../domain/errors.ts'
import { readUsername } from '../domain/log-in.ts'
import { ROLES } from '../domain/officer.ts'
import { findKelurahan } from '../domain/region/find-kelurahan.ts'
import { kelurahanOf } from '../domain/region/kelurahan.ts'
import { withWorld } from '../main.ts'
import { inviteOfficer, relinkOfficer, setDisabled } from '../services/accounts/officers.ts'
import type { World } from '../services/world.ts'
import { agencyByCode } from '../store/agencies.ts'
import { type Account, listOfficers, officerByUsername } from '../store/officers.ts'
import type { Command, Shell } from './command.ts'
import { needed, oneOf, readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = {
  name: { type: 'string' },
  role: { type: 'string' },
  agency: { type: 'string' },
  kelurahan: { type: 'string' },
} as const
const USAGE =
  'sapa officer add USERNAME --name NAME --role ROLE [--agency CODE] [--kelurahan NAME] | list | disable USERNAME | enable USERNAME | link USERNAME'

type Values = { [K in keyof typeof OPTIONS]?: string | undefined }

/** `officer add|list|disable|enable|link`: accounts from the shell; nobody sets another's password, so links are printed. */
export const officer: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, OPTIONS)
  const [verb, username] = positionals
  if (verb === 'list') return withWorld(shell, (world) => list(world, shell))
  if (verb === 'add') return withWorld(shell, (world) => add(world, shell, needed('USERNAME', username), values))
  if (verb === 'disable' || verb === 'enable') {
    return withWorld(shell, (world) => admit(world, shell, needed('USERNAME', username), verb))
  }
  if (verb === 'link') return withWorld(shell, (world) => link(world, shell, needed('USERNAME', username)))
  throw new DomainError('cli.usage', { usage: USAGE })
}

async function add(world: World, shell: Shell, username: string, values: Values): Promise<number> {
  const name = needed('--name', values.name)
  const role = oneOf('--role', needed('--role', values.role), ROLES)
  const agencyId = values.agency === undefined ? null : await agencyOf(world, values.agency)
  const kelurahan = values.kelurahan === undefined ? null : kelurahanNamed(values.kelurahan)
  const { url } = await inviteOfficer(world, 'operator', { username, name, role, agencyId, kelurahan })
  shell.err(shell.say(['cli.officer.added', { username }]))
  shell.out(url)
  return 0
}

async function list(world: World, shell: Shell): Promise<number> {
  const officers = await world.database.run(listOfficers)
  const rows = officers.map(({ officer, agency }) => [
    ...[officer.username, officer.name, officer.role, agency ?? '–'],
    kelurahanOf(officer.kelurahan ?? '')?.name ?? '–',
    officer.disabledAt ? shell.say('cli.officer.disabledState') : '',
  ])
  if (rows.length > 0) shell.out(table(rows))
  else shell.err(shell.say('cli.officer.none'))
  return 0
}

async function admit(world: World, shell: Shell, username: string, verb: 'disable' | 'enable'): Promise<number> {
  await setDisabled(world, 'operator', (await account(world, username)).id, verb === 'disable')
  shell.out(shell.say([`cli.officer.${verb}d`, { username }]))
  return 0
}

async function link(world: World, shell: Shell, username: string): Promise<number> {
  const url = await relinkOfficer(world, 'operator', (await account(world, username)).id)
  shell.err(shell.say(['cli.officer.linked', { username }]))
  shell.out(url)
  return 0
}

async function account(world: World, typed: string): Promise<Account> {
  const found = await world.database.run((db) => officerByUsername(db, readUsername(typed) ?? ''))
  if (!found) throw new DomainError('account.notFound')
  return found
}

async function agencyOf(world: World, code: string): Promise<string> {
  const agency = await world.database.run((db) => agencyByCode(db, code))
  if (!agency) throw new DomainError('operation.noAgency', { code })
  return agency.id
}

function kelurahanNamed(name: string): string {
  const found = findKelurahan(name)
  if (!found) throw new DomainError('cli.visits.noKelurahan')
  return found.code
}
