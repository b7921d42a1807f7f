import { DomainError } from '../domain/errors.ts'
import { visible } from '../domain/visible.ts'
import { withWorld } from '../main.ts'
import { addAgency, listAgencies } from '../store/agencies.ts'
import { note } from '../store/audit.ts'
import type { Command } from './command.ts'
import { needed, readOptions } from './options.ts'

const CODE = /^[A-Z][A-Z0-9-]{1,19}$/

/** `agency add CODE NAME` and `agency list`. */
export const agency: Command = async (args, shell) => {
  const [verb, code, ...name] = readOptions(args, {}).positionals
  if (verb === 'add') return add(shell, needed('CODE', code), needed('NAME', visible(name.join(' '))))
  if (verb === 'list') return list(shell)
  throw new DomainError('cli.usage', { usage: 'sapa agency add CODE NAME | sapa agency list' })
}

function add(shell: Parameters<Command>[1], code: string, name: string): Promise<number> {
  if (!CODE.test(code)) throw new DomainError('cli.badAgencyCode')
  return withWorld(shell, async ({ database, clock, ids }) => {
    const now = clock.now()
    const id = ids.next(now)
    const added = await database.run(function* (db) {
      const agency = yield* addAgency(db, { id, code, name, createdAt: now })
      const deed = {
        id: ids.next(now),
        at: now,
        actor: 'operator',
        action: 'agency.added',
        subject: `agency:${id}`,
        detail: { code },
      }
      if (agency) yield* note(db, deed)
      return agency
    })
    if (!added) throw new DomainError('cli.agencyTaken', { code })
    shell.out(shell.say(['cli.agencyAdded', { code, name }]))
    return 0
  })
}

function list(shell: Parameters<Command>[1]): Promise<number> {
  return withWorld(shell, async ({ database }) => {
    const agencies = await database.run(listAgencies)
    for (const { code, name } of agencies) shell.out(`${code}\t${name}`)
    if (agencies.length === 0) shell.err(shell.say('cli.noAgencies'))
    return 0
  })
}
