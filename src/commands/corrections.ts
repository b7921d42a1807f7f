import { isLate } from '../domain/correction.ts'
import { DomainError } from '../domain/errors.ts'
import { withWorld } from '../main.ts'
import { agencyByCode } from '../store/agencies.ts'
import { countOpenCorrections, type KnownCorrection, openCorrections } from '../store/corrections.ts'
import { moment } from '../web/console/times.ts'
import type { Command, Shell } from './command.ts'
import { readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = { agency: { type: 'string' }, json: { type: 'boolean' } } as const

/** So many are told at once, whichever is due first. */
const LISTED = 500

/** `corrections list [--agency CODE] [--json]`: what workers say is wrong and nobody has answered; of a person the code alone. */
export const corrections: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, OPTIONS)
  if (positionals.join() !== 'list')
    throw new DomainError('cli.usage', { usage: 'sapa corrections list [--agency CODE] [--json]' })
  return withWorld(shell, async ({ database, clock }) => {
    const { open, total } = await database.run(function* (db) {
      const { agency: code } = values
      const agency = code === undefined ? undefined : yield* agencyByCode(db, code)
      if (code !== undefined && !agency) throw new DomainError('operation.noAgency', { code })
      const scope = { agencyId: agency?.id ?? null, kelurahan: null }
      return { open: yield* openCorrections(db, scope, LISTED), total: yield* countOpenCorrections(db, scope) }
    })
    const now = clock.now()
    const late = open.filter(({ correction }) => isLate(correction, now)).length
    if (values.json) for (const one of open) shell.out(JSON.stringify(lineOf(one, now)))
    else if (open.length > 0) shell.out(table(open.map((one) => rowOf(shell, one, now))))
    shell.err(shell.say(['cli.corrections.count', { total, shown: open.length, late }]))
    return 0
  })
}

function lineOf({ correction, worker, agency }: KnownCorrection, now: Date) {
  const { id, field, openedAt, dueAt } = correction
  return { id, worker: worker.code, agency: agency.code, field, openedAt, dueAt, late: isLate(correction, now) }
}

function rowOf({ say }: Pick<Shell, 'say'>, one: KnownCorrection, now: Date): string[] {
  const { worker, agency, field, dueAt, late } = lineOf(one, now)
  const state = say(late ? 'cli.corrections.late' : 'cli.corrections.open')
  return [worker, agency, say(`correction.option.${field}`), say(moment(dueAt)), state]
}
