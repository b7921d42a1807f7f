import { DomainError } from '../domain/errors.ts'
import { REACH_KINDS } from '../domain/reach.ts'
import { withWorld } from '../main.ts'
import { type ReachReport, reachReport } from '../services/reach-report.ts'
import type { Command, Shell } from './command.ts'
import { needed, oneOf, readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = {
  agency: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  format: { type: 'string' },
} as const

const FORMATS = ['table', 'csv', 'json', 'xlsx', 'pdf'] as const

/** `reach --agency CODE --from D --to D`: whom an agency's news has reached, unique persons. */
export const reach: Command = async (args, shell) => {
  const { values } = readOptions(args, OPTIONS)
  const code = needed('--agency', values.agency)
  const from = needed('--from', values.from)
  const to = needed('--to', values.to)
  const format = oneOf('--format', values.format ?? 'table', FORMATS)
  if (format === 'xlsx' || format === 'pdf') throw new DomainError('cli.reach.formatLater', { format })
  return withWorld(shell, async (world) => {
    const report = await reachReport(world, code, from, to)
    if (format === 'json') shell.out(JSON.stringify(report))
    else shell.out(format === 'csv' ? csvOf(shell, report) : reachTable(shell, report))
    return 0
  })
}

/** The report as a table with its definitions, for people. */
export function reachTable({ say }: Pick<Shell, 'say'>, report: ReachReport): string {
  const title = say([
    'cli.reach.title',
    { agency: report.agency.name, from: { day: report.from }, to: { day: report.to } },
  ])
  const rows = figures(report).map(([key, n]) => [
    say(`cli.reach.figure.${key}`),
    String(n),
    say(`cli.reach.meaning.${key}`),
  ])
  return `${title}\n${table(rows)}\n${say('cli.reach.unique')}`
}

function csvOf({ say }: Shell, report: ReachReport): string {
  const rows = figures(report).map(([key, n]) => `${key};${say(`cli.reach.figure.${key}`)};${n}`)
  return [`key;figure;persons`, ...rows].join('\n')
}

function figures({ listed, persons, reached, notReached, visitsOpen }: ReachReport): [string, number][] {
  const shown = REACH_KINDS.filter(
    (kind) => persons[kind] > 0 || ['sent', 'delivered', 'read', 'answered', 'confirmed'].includes(kind),
  )
  return [
    ['listed', listed],
    ...shown.map((kind): [string, number] => [kind, persons[kind]]),
    ['reached', reached],
    ['notReached', notReached],
    ['visitsOpen', visitsOpen],
  ]
}
