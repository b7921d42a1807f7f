import { isDay, type Month } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import type { Verdict } from '../domain/roster/judge.ts'
import {
  type ContributionOptions,
  type ContributionResult,
  importContributions,
} from '../services/contributions/import-contributions.ts'
import type { JudgedLine } from '../services/contributions/judge-contributions.ts'
import type { World } from '../services/world.ts'
import type { Shell } from './command.ts'
import { needed } from './options.ts'
import { table } from './table.ts'

const SHOWN = ['new', 'same', 'changed', 'doubtful', 'invalid'] as const satisfies readonly Verdict[]

/** The options of `import` that a contribution file heeds. */
interface Given extends Pick<ContributionOptions, 'headerNames'> {
  agency?: string
  'as-of'?: string
  'dry-run'?: boolean
  apply?: boolean
  json?: boolean
}

/** `import FILE --agency CODE` with a contribution file: judges it line by line and, with `--apply`, takes the months in. Says under which id it is kept. */
export async function runContributions(world: World, file: string, given: Given, shell: Shell): Promise<string | null> {
  const options = optionsFrom(given)
  const lines = given.json ? { onLine: (judged: JudgedLine) => shell.out(jsonOf(judged)) } : {}
  const onProgress = (done: number) =>
    void (done % 10_000 === 0 && shell.err(shell.say(['cli.import.reading', { done }])))
  const result = await importContributions(world, file, { ...options, ...lines, onProgress })
  if (result.unread.length > 0) {
    const [sheet, unread] = [result.sheet ?? '', result.unread.join(', ')]
    shell.err(shell.say(['cli.import.unread', { sheet, unread }]))
  }
  if (!given.json) tell(shell, options.mode, result)
  return result.importId
}

function optionsFrom(given: Given): ContributionOptions {
  if (given['dry-run'] && given.apply) throw new DomainError('cli.import.bothModes')
  const asOf = given['as-of']
  if (asOf !== undefined && !isDay(asOf)) throw new DomainError('cli.import.badDay', { option: '--as-of' })
  return {
    agency: needed('--agency', given.agency),
    mode: given.apply ? 'apply' : given['dry-run'] ? 'look' : 'judge',
    by: 'operator',
    ...(asOf !== undefined && { asOf }),
    ...(given.headerNames && { headerNames: given.headerNames }),
  }
}

function tell({ say, out }: Shell, mode: ContributionOptions['mode'], result: ContributionResult): void {
  const { lines, verdicts, problems, applied, asOf } = result
  out(say(['cli.contributions.title', { lines, asOf: { day: asOf } }]))
  out(table(SHOWN.map((verdict) => [say(`roster.verdict.${verdict}`), String(verdicts[verdict])])))
  if (problems.size > 0) {
    out(`\n${say('cli.import.problems')}`)
    const most = [...problems].sort(([, a], [, b]) => b - a)
    out(table(most.map(([code, n]) => [String(n), say(`roster.problem.${code}`)])))
  }
  out('')
  if (mode === 'look') out(say('cli.import.looked'))
  else if (mode === 'judge') out(say('cli.import.judged'))
  else out(say(['cli.contributions.applied', { applied }]))
  if (mode === 'apply') tellUnpaid({ say, out }, result.unpaid)
}

function tellUnpaid({ say, out }: Pick<Shell, 'say' | 'out'>, unpaid: { month: Month; enrolments: number }[]): void {
  out(say(unpaid.length > 0 ? 'cli.contributions.unpaid' : 'cli.contributions.noneUnpaid'))
  if (unpaid.length === 0) return
  out(
    table(
      unpaid.map(({ month, enrolments }) => [
        say(['cli.contributions.month', { month: { month } }]),
        String(enrolments),
      ]),
    ),
  )
}

/** One object per line of the file; no personal data but the worker's code. */
function jsonOf({ line, verdict, workerCode, problems }: JudgedLine): string {
  return JSON.stringify({ line, verdict, worker: workerCode ?? null, problems })
}
