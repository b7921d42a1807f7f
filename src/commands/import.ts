import { isDay } from '../domain/clock.ts'
import { FUNDINGS } from '../domain/cover.ts'
import { DomainError } from '../domain/errors.ts'
import { readHeaderName } from '../domain/roster/columns.ts'
import { VERDICTS } from '../domain/roster/judge.ts'
import { readSegment } from '../domain/roster/segments.ts'
import { withWorld } from '../main.ts'
import { type Routed, routeNotices } from '../services/notices.ts'
import { type ImportOptions, type ImportResult, importRoster } from '../services/rosters/import-roster.ts'
import type { JudgedLine } from '../services/rosters/judge-rows.ts'
import { kindOfFile } from '../services/rosters/read-file.ts'
import { saveReturnFile } from '../services/rosters/return-file.ts'
import { agencyByCode } from '../store/agencies.ts'
import type { Command, Shell } from './command.ts'
import { runContributions } from './import-contributions.ts'
import { needed, oneOf, readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = {
  agency: { type: 'string' },
  funding: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  segment: { type: 'string' },
  consent: { type: 'string' },
  'as-of': { type: 'string' },
  'dry-run': { type: 'boolean' },
  column: { type: 'string', multiple: true },
  shrunk: { type: 'boolean' },
  apply: { type: 'boolean' },
  json: { type: 'boolean' },
  report: { type: 'string' },
  basis: { type: 'string' },
} as const

/**
 * `import FILE --agency CODE --funding …`: judges a roster line by line and, with `--apply`, brings the register up to date.
 * A file whose header tells of months and contributions is taken as such, without `--funding`.
 */
export const importCommand: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, OPTIONS)
  const file = needed('FILE', positionals[0])
  const own = headerNames(values.column ?? [])
  return withWorld(shell, async (world) => {
    const agency = await world.database.run((db) => agencyByCode(db, needed('--agency', values.agency)))
    if ((await kindOfFile(file, { ...agency?.headerNames, ...own.headerNames })) === 'contributions') {
      await runContributions(world, file, { ...values, ...own }, shell)
      return 0
    }
    const options = { ...importOptions(values), ...own }
    const lines = values.json ? { onLine: (judged: JudgedLine) => shell.out(jsonOf(judged)) } : {}
    const onProgress = everyTenThousand((phase, done) => shell.err(shell.say([`cli.import.${phase}`, { done }])))
    const result = await importRoster(world, file, { ...options, ...lines, onProgress })
    if (result.unread.length > 0) shell.err(shell.say(['cli.import.unread', unreadOf(result)]))
    const routed = options.mode === 'apply' ? await routeNotices(world) : null
    if (!values.json) tell(shell, options, result, routed)
    // Last, so that a place that cannot be written to keeps nothing else from being done.
    if (values.report !== undefined) await saveReturnFile(world, result.importId!, values.report)
    return 0
  })
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

function importOptions(values: Partial<Record<keyof typeof OPTIONS, string | boolean | string[]>>): ImportOptions {
  const text = (name: keyof typeof OPTIONS) => values[name] as string | undefined
  if (values['dry-run'] && values.apply) throw new DomainError('cli.import.bothModes')
  if (values['dry-run'] && values.report !== undefined) throw new DomainError('cli.import.reportOfNothing')
  const segment = text('segment') === undefined ? undefined : readSegment(text('segment')!)
  if (text('segment') !== undefined && segment === undefined) throw new DomainError('cli.import.badSegment')
  return {
    agency: needed('--agency', text('agency')),
    funding: oneOf('--funding', needed('--funding', text('funding')), FUNDINGS),
    mode: values.apply ? 'apply' : values['dry-run'] ? 'look' : 'judge',
    by: 'operator',
    mayShrink: values.shrunk === true,
    ...month('from', text('from')),
    ...month('to', text('to')),
    ...(segment && { segment }),
    ...(text('consent') !== undefined && { consent: needed('--consent', text('consent')) }),
    ...(text('basis') !== undefined && { basis: needed('--basis', text('basis')) }),
  }
}

function headerNames(given: readonly string[]): Pick<ImportOptions, 'headerNames'> {
  if (given.length === 0) return {}
  const names = given.map((text) => {
    const name = readHeaderName(text)
    if (!name) throw new DomainError('cli.import.badColumn', { text })
    return name
  })
  return { headerNames: Object.fromEntries(names) }
}

function month<N extends 'from' | 'to'>(name: N, given: string | undefined): { [K in N]?: string } {
  if (given === undefined) return {}
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(given)
  if (!isMonth && !isDay(given)) throw new DomainError('cli.import.badMonth', { option: `--${name}` })
  return { [name]: given } as { [K in N]?: string }
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
