import { dayOf } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { withWorld } from '../main.ts'
import { addApiToken, endApiToken } from '../services/accounts/api-tokens.ts'
import type { World } from '../services/world.ts'
import { listApiTokens } from '../store/api-tokens.ts'
import type { Command, Shell } from './command.ts'
import { needed, readOptions } from './options.ts'
import { table } from './table.ts'

const USAGE = 'sapa token add --agency CODE | list | revoke ID'

/** `token add|list|revoke`: by what an agency's own programs show whose they are. */
export const token: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, { agency: { type: 'string' } })
  const [verb, id] = positionals
  if (verb === 'add') return withWorld(shell, (world) => add(world, shell, needed('--agency', values.agency)))
  if (verb === 'list') return withWorld(shell, (world) => list(world, shell))
  if (verb === 'revoke') return withWorld(shell, (world) => revoke(world, shell, needed('ID', id)))
  throw new DomainError('cli.usage', { usage: USAGE })
}

async function add(world: World, shell: Shell, agency: string): Promise<number> {
  const { id, token } = await addApiToken(world, 'operator', agency)
  shell.err(shell.say(['cli.token.added', { id }]))
  shell.out(token)
  return 0
}

async function list(world: World, shell: Shell): Promise<number> {
  const rows = (await world.database.run(listApiTokens)).map(({ token, agency }) => [
    ...[token.id, agency, dayOf(token.createdAt)],
    token.revokedAt ? shell.say('cli.token.revokedState') : '',
  ])
  if (rows.length > 0) shell.out(table(rows))
  else shell.err(shell.say('cli.token.none'))
  return 0
}

async function revoke(world: World, shell: Shell, id: string): Promise<number> {
  await endApiToken(world, 'operator', id)
  shell.out(shell.say('cli.token.revoked'))
  return 0
}
