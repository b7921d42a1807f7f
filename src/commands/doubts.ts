import { DomainError } from '../domain/errors.ts'
import type { Officer } from '../domain/officer.ts'
import { closeness } from '../domain/register/closeness.ts'
import { DECISIONS, type Decision } from '../domain/roster/decision.ts'
import { withWorld } from '../main.ts'
import { decideDoubt, reviseDecision, undoDecision } from '../services/register/decide.ts'
import { everyOpenDoubt, type ShownDoubt } from '../services/register/list.ts'
import type { World } from '../services/world.ts'
import { agencyByCode } from '../store/agencies.ts'
import { asOfficer, OPERATOR } from './as-officer.ts'
import type { Command, Shell } from './command.ts'
import { needed, readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = {
  agency: { type: 'string' },
  as: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** `doubts list [--agency CODE] [--json] | decide ID same|different --as OFFICER | undo ID --as OFFICER`. */
export const doubts: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, OPTIONS)
  const [verb = '', id, said] = positionals
  if (verb === 'list') return withWorld(shell, (world) => list(world, shell, values))
  if (verb !== 'decide' && verb !== 'undo') throw new DomainError('cli.usage', { usage: shell.say('cli.doubts.usage') })
  const doubtId = needed('ID', id)
  const decision = verb === 'decide' ? readDecision(shell, said) : undefined
  const username = needed('--as', values.as)
  return withWorld(shell, async (world) => {
    const by = await asOfficer(world, username, shell)
    if (decision === undefined) await undoDecision(world, { doubtId, by })
    else await decide(world, doubtId, decision, by)
    const told = decision && { decision: { text: `doubts.decision.${decision}` } }
    shell.out(
      shell.say(told ? ['cli.doubts.decided', { id: doubtId, ...told }] : ['cli.doubts.undone', { id: doubtId }]),
    )
    return 0
  })
}

function readDecision(shell: Shell, said: string | undefined): Decision {
  const decision = DECISIONS.find((one) => one === said)
  if (!decision) throw new DomainError('cli.usage', { usage: shell.say('cli.doubts.usage') })
  return decision
}

/** A doubt that was decided the other way is decided anew. */
async function decide(world: World, doubtId: string, decision: Decision, by: Officer): Promise<void> {
  try {
    await decideDoubt(world, { doubtId, decision, by })
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'doubts.isDecided') throw error
    await reviseDecision(world, { doubtId, decision, by })
  }
}

async function list(world: World, shell: Shell, values: { agency?: string; json?: boolean }): Promise<number> {
  const scope = { ...OPERATOR, agencyId: await agencyIdOf(world, values.agency) }
  const open = await everyOpenDoubt(world, scope)
  if (values.json) for (const doubt of open) shell.out(JSON.stringify(doubt))
  else if (open.length > 0) shell.out(table(open.map((doubt) => line(shell, doubt))))
  if (!values.json) shell.err(shell.say(['cli.doubts.total', { n: open.length }]))
  return 0
}

async function agencyIdOf(world: World, code: string | undefined): Promise<string | null> {
  if (code === undefined) return null
  const agency = await world.database.run((db) => agencyByCode(db, code))
  if (!agency) throw new DomainError('operation.noAgency', { code })
  return agency.id
}

function line(shell: Shell, { id, score, isOneNik, row, worker }: ShownDoubt): string[] {
  const close = { text: `doubts.closeness.${closeness(score)}` }
  const from = row && { name: row.name, file: row.fileName, line: row.line }
  return [
    id,
    shell.say(isOneNik ? 'cli.doubts.oneNik' : ['cli.doubts.score', { closeness: close, score }]),
    shell.say(from ? ['cli.doubts.row', from] : 'cli.doubts.noRow'),
    `${worker.name} (${worker.code})`,
  ]
}
