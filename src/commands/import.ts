import { VERDICTS } from '../domain/roster/judge.ts'
import { withWorld } from '../main.ts'
import { type Routed, routeNotices } from '../services/notices.ts'
import { type ImportOptions, type ImportResult, importRoster } from '../services/rosters/import-roster.ts'
import type { JudgedLine } from '../services/rosters/judge-rows.ts'
import { kindOfFile } from '../services/rosters/read-file.ts'
import { saveReturnFile } from '../services/rosters/return-file.ts'
import type { World } from '../services/world.ts'
import { agencyByCode } from '../store/agencies.ts'
import type { Command, Shell } from './command.ts'
import { runContributions } from './import-contributions.ts'
import { headerNames, importOptions, OPTIONS } from './import-options.ts'
import { needed, readOptions } from './options.ts'
import { table } from './table.ts'

/**
 * `import FILE --agency CODE --funding …`: judges a roster line by line and, with `--apply`, brings the register up to date.
 * A file whose header tells of months and contributions is taken as such, without `--funding`.
 */
export const importCommand: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, OPTIONS)
  const file = needed('FILE', positionals[0])
  const given = { ...values, ...headerNames(values.column ?? []) }
  const work = async (world: World) => {
    const agency = await world.database.run((db) => agencyByCode(db, needed('--agency', values.agency)))
    const isPaid = (await kindOfFile(file, { ...agency?.headerNames, ...given.headerNames })) === 'contributions'
    const importId = isPaid
      ? await runContributions(world, file, given, shell)
      : await runRoster(world, file, importOptions(given), given, shell)
    // Last, so that a place that cannot be written to keeps nothing else from being done.
    if (values.report !== undefined) await saveReturnFile(world, importId!, values.report)
    return 0
  }
  return withWorld(shell, work, { isRepeatable: true })
}

async function runRoster(
  world: World,
  file: string,
  options: ImportOptions,
  { json = false }: { json?: boolean },
  shell: Shell,
): Promise<string | null> {
  const lines = json ? { onLine: (judged: JudgedLine) => shell.out(jsonOf(judged)) } : {}
  const onProgress = everyTenThousand((phase, done) => shell.err(shell.say([`cli.import.${phase}`, { done }])))
  const result = await importRoster(world, file, { ...options, ...lines, onProgress })
  if (result.isResumed) shell.err(shell.say('cli.import.resumed'))
  if (result.unread.length > 0) shell.err(shell.say(['cli.import.unread', unreadOf(result)]))
  const routed = options.mode === 'apply' ? await routeNotices(world) : null
  if (!json) tell(shell, options, result, routed)
  return result.importId
}

type OnProgress = NonNullable<ImportOptions['onProgress']>

function everyTenThousand(tell: OnProgress): OnProgress {
  let told = ''
  return (phase, rows) => {
    const step = `${phase} ${Math.floor(rows / 10_000)}`
    if (rows >= 10_000 && step !== told) tell(phase, rows)
    told = step
  }
}

function unreadOf({ sheet, unread }: ImportResult) {
  return { sheet: sheet ?? '', unread: unread.join(', ') }
}

function tell(shell: Shell, { mode }: ImportOptions, result: ImportResult, routed: Routed | null): void {
  const { say, out } = shell
  out(say(['cli.import.title', { lines: result.lines }]))
  out(table(VERDICTS.map((verdict) => [say(`roster.verdict.${verdict}`), String(result.verdicts[verdict])])))
  if (result.problems.size > 0) {
    const problems = [...result.problems].sort(([, a], [, b]) => b - a)
    out(`\n${say('cli.import.problems')}`)
    out(table(problems.map(([code, n]) => [String(n), say(`roster.problem.${code}`)])))
  }
  out('')
  if (mode === 'look') out(say('cli.import.looked'))
  else if (mode === 'judge') out(say('cli.import.judged'))
  else out(say(['cli.import.applied', { applied: result.applied }]))
  if (routed) out(say(['cli.import.routed', { ...routed }]))
}

/** One object per line of the file; no personal data but the worker's code. */
function jsonOf({ line, verdict, workerCode, likeness, likeLine, problems }: JudgedLine): string {
  return JSON.stringify({
    ...{ line, verdict, worker: workerCode ?? null, score: likeness?.score ?? null },
    ...(likeness && { evidence: likeness.evidence, ...(likeLine !== undefined && { likeLine }) }),
    problems,
  })
}
