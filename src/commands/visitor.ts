import { DomainError } from '../domain/errors.ts'
import type { Officer } from '../domain/officer.ts'
import { findKelurahan } from '../domain/region/find-kelurahan.ts'
import { kelurahanOf } from '../domain/region/kelurahan.ts'
import { withWorld } from '../main.ts'
import { endVisitor, listVisitors, makeVisitor } from '../services/visits/visitors.ts'
import type { World } from '../services/world.ts'
import { agencyByCode } from '../store/agencies.ts'
import { asOfficer, OPERATOR } from './as-officer.ts'
import type { Command, Shell } from './command.ts'
import { needed, readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = {
  agency: { type: 'string' },
  kelurahan: { type: 'string' },
  name: { type: 'string' },
  as: { type: 'string' },
} as const

interface Values {
  agency?: string
  kelurahan?: string
  name?: string
}

/** `visitor add CHATCODE --agency CODE --kelurahan NAME --name NAME --as OFFICER | list [--agency CODE] | remove ID --as OFFICER`. */
export const visitor: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, OPTIONS)
  const [verb = '', subject] = positionals
  if (verb === 'list') return withWorld(shell, (world) => list(world, shell, values.agency))
  if (verb !== 'add' && verb !== 'remove') throw new DomainError('cli.usage', { usage: shell.say('cli.visitor.usage') })
  const id = needed(verb === 'add' ? 'KODE-OBROLAN' : 'ID', subject)
  const username = needed('--as', values.as)
  return withWorld(shell, async (world) => {
    const by = await asOfficer(world, username, shell)
    if (verb === 'remove') await remove(world, shell, by, id)
    else await add(world, shell, by, id, values)
    return 0
  })
}

async function add(world: World, shell: Shell, by: Officer, chatCode: string, values: Values): Promise<void> {
  const kelurahan = findKelurahan(needed('--kelurahan', values.kelurahan))
  if (!kelurahan) throw new DomainError('operation.noKelurahan')
  const name = needed('--name', values.name)
  await makeVisitor(world, by, { chatCode, agency: needed('--agency', values.agency), kelurahan: kelurahan.code, name })
  shell.out(shell.say(['cli.visitor.added', { name, kelurahan: kelurahan.name }]))
}

async function remove(world: World, shell: Shell, by: Officer, id: string): Promise<void> {
  await endVisitor(world, by, id)
  shell.out(shell.say('cli.visitor.removed'))
}

async function list(world: World, shell: Shell, code: string | undefined): Promise<number> {
  const agency = code === undefined ? null : await world.database.run((db) => agencyByCode(db, code))
  if (code !== undefined && !agency) throw new DomainError('operation.noAgency', { code })
  const visitors = await listVisitors(world, { ...OPERATOR, agencyId: agency?.id ?? null })
  const rows = visitors.map(({ id, name, agency: of, kelurahan }) => [
    ...[id, name, of, kelurahanOf(kelurahan)?.name ?? ''],
  ])
  if (rows.length > 0) shell.out(table(rows))
  shell.err(shell.say(['cli.visitor.total', { n: visitors.length }]))
  return 0
}
