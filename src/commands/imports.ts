import { dayOf } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { withWorld } from '../main.ts'
import { type HandedIn, handedIn } from '../services/rosters/imports.ts'
import { saveReturnFile } from '../services/rosters/return-file.ts'
import { workOnUploads } from '../services/uploads/work.ts'
import type { World } from '../services/world.ts'
import { agencyByCode } from '../store/agencies.ts'
import type { Command, Shell } from './command.ts'
import { needed, readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = { agency: { type: 'string' }, json: { type: 'boolean' }, attached: { type: 'boolean' } } as const

/**
 * `imports list [--agency CODE] [--json]` and `imports report ID FILE.xlsx`: what was handed in, and what goes back.
 * `imports work [--attached]` does what waits with the files that officers have handed in; the host calls it. Attached, it ends with its input.
 */
export const imports: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, OPTIONS)
  const [verb, id, file] = positionals
  if (verb !== 'list' && verb !== 'report' && verb !== 'work') {
    throw new DomainError('cli.usage', { usage: shell.say('cli.imports.usage') })
  }
  const act = async (world: World) => {
    if (verb === 'work') await work(world, shell, values.attached === true)
    else if (verb === 'list') await list(world, shell, values.agency, values.json === true)
    else await report(world, shell, needed('ID', id), needed('FILE', file))
    return 0
  }
  return withWorld(shell, act, { isRepeatable: verb === 'work' })
}

async function work(world: World, shell: Shell, isAttached: boolean): Promise<void> {
  let isEnding = false
  const end = () => {
    isEnding = true
  }
  void shell.ended.then(end)
  // Closed by the operating system when the process behind it is gone, however it went.
  if (isAttached) shell.stdin.once('end', end).once('error', end).resume()
  await workOnUploads(world, () => isEnding)
  if (isAttached) shell.stdin.destroy()
}

async function list(world: World, shell: Shell, code: string | undefined, isJson: boolean): Promise<void> {
  const agency = code === undefined ? undefined : await world.database.run((db) => agencyByCode(db, code))
  if (code !== undefined && !agency) throw new DomainError('operation.noAgency', { code })
  const found = await handedIn(world, undefined, agency?.id)
  if (isJson) for (const one of found) shell.out(JSON.stringify(told(one)))
  else if (found.length === 0) shell.err(shell.say('cli.imports.none'))
  else shell.out(table(found.map((one) => rowOf(shell, one))))
}

function told({ import: imported, agency, phase }: HandedIn) {
  const { id, kind, fileName, startedAt, startedBy, progress, counts } = imported
  return { id, agency: agency.code, kind, file: fileName, startedAt, startedBy, phase, progress, counts }
}

function rowOf({ say }: Shell, { import: imported, agency, phase }: HandedIn): string[] {
  const { id, startedAt, fileName, counts } = imported
  return [id, dayOf(startedAt), agency.code, fileName, String(counts.lines ?? 0), say(`returns.phase.${phase}`)]
}

async function report(world: World, shell: Shell, id: string, file: string): Promise<void> {
  await saveReturnFile(world, id, file)
  shell.err(shell.say(['cli.imports.saved', { file }]))
}
