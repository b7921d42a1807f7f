import Papa from 'papaparse'
import { DomainError } from '../domain/errors.ts'
import { REACH_DIMENSIONS, REACH_KINDS, type ReachDimension } from '../domain/reach.ts'
import { kelurahanOf } from '../domain/region/kelurahan.ts'
import { withWorld } from '../main.ts'
import { type ReachFigures, type ReachGroup, type ReachReport, reachOf } from '../services/reach-report.ts'
import type { Command, Shell } from './command.ts'
import { needed, oneOf, readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = {
  agency: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  by: { type: 'string' },
  format: { type: 'string' },
} as const

const FORMATS = ['table', 'csv', 'json', 'xlsx', 'pdf'] as const

/** `reach [--agency CODE] --from D --to D [--by …]`: whom news has reached, unique persons; of all agencies, by agency. */
export const reach: Command = async (args, shell) => {
  const { values } = readOptions(args, OPTIONS)
  const { agency } = values
  const from = needed('--from', values.from)
  const to = needed('--to', values.to)
  const format = oneOf('--format', values.format ?? 'table', FORMATS)
  if (format === 'xlsx' || format === 'pdf') throw new DomainError('cli.reach.formatLater', { format })
  const given = values.by === undefined ? undefined : oneOf('--by', values.by, REACH_DIMENSIONS)
  const by = given ?? (agency === undefined ? 'agency' : undefined)
  return withWorld(shell, async (world) => {
    const report = await reachOf(world, { agency, from, to, by })
    if (format === 'json') shell.out(JSON.stringify(report))
    else shell.out(format === 'csv' ? csvOf(shell, report) : reachTable(shell, report))
    return 0
  })
}

type Say = Pick<Shell, 'say'>

/** The report as a table with its definitions, for people. */
export function reachTable({ say }: Say, report: ReachReport): string {
  const agency = report.agency?.name ?? say('cli.reach.allAgencies')
  const title = say(['cli.reach.title', { agency, from: { day: report.from }, to: { day: report.to } }])
  const rows = figuresOf(report).map(([key, n]) => [
    say(`cli.reach.figure.${key}`),
    numberOf(n),
    say(`cli.reach.meaning.${key}`),
  ])
  const groups = report.by ? `\n${groupsTable({ say }, report.by, report)}` : ''
  return `${title}\n${table(rows)}${groups}\n${say('cli.reach.unique')}`
}

function groupsTable({ say }: Say, by: ReachDimension, { groups = [] }: ReachReport): string {
  const keys = shownKinds(groups)
  const head = [say(`cli.reach.by.${by}`), ...figureKeys(keys).map((key) => say(`cli.reach.figure.${key}`))]
  const rows = groups.map((group) => [
    nameOf({ say }, by, group),
    ...figuresOf(group, keys).map(([, n]) => numberOf(n)),
  ])
  return `\n${table([head, ...rows])}\n${say('cli.reach.groups')}`
}

/** One line for each figure, of each group where there are groups; semicolons, as spreadsheets here expect. */
function csvOf(shell: Say, report: ReachReport): string {
  const { by, groups = [] } = report
  const lines = (figures: ReachFigures) =>
    figuresOf(figures, shownKinds([report, ...groups])).map(([key, n]) => [
      ...[key, shell.say(`cli.reach.figure.${key}`), n ?? '', shell.say(`cli.reach.meaning.${key}`)],
    ])
  const head = ['key', 'figure', 'persons', 'meaning']
  const total = lines(report)
  const rows = by
    ? [
        [by, 'name', ...head],
        ...total.map((line) => ['', '', ...line]),
        ...groups.flatMap((group) => lines(group).map((line) => [group.key ?? '-', nameOf(shell, by, group), ...line])),
      ]
    : [head, ...total]
  return Papa.unparse(rows, { delimiter: ';', newline: '\n', escapeFormulae: true })
}

function nameOf({ say }: Say, by: ReachDimension, { key }: ReachGroup): string {
  if (key === null) return say('cli.reach.unnamed')
  if (by === 'kelurahan') return kelurahanOf(key)?.name ?? key
  return by === 'segment' ? say(`roster.segment.${key}`) : key
}

const ALWAYS = ['sent', 'delivered', 'read', 'answered', 'confirmed']

function shownKinds(figures: readonly ReachFigures[]): string[] {
  return REACH_KINDS.filter((kind) => ALWAYS.includes(kind) || figures.some(({ persons }) => persons[kind] > 0))
}

function figureKeys(kinds: readonly string[]): string[] {
  return ['listed', ...kinds, 'reached', 'notReached', 'visitsOpen']
}

function figuresOf(figures: ReachFigures, kinds = shownKinds([figures])): [string, number | null][] {
  const { persons, ...others } = figures
  const counts: Record<string, number | null> = { ...persons, ...others }
  return figureKeys(kinds).map((key) => [key, counts[key] ?? null])
}

function numberOf(n: number | null): string {
  return n === null ? '–' : String(n)
}
