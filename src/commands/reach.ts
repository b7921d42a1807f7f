import { REACH_DIMENSIONS, type ReachDimension } from '../domain/reach.ts'
import { withWorld } from '../main.ts'
import { type ReachReport, reachOf } from '../services/reach-report.ts'
import {
  figureKeys,
  figuresOf,
  groupName,
  meetingsLine,
  reachCsv,
  reachJson,
  shownKinds,
} from '../services/reach-sheet.ts'
import { asOfLine, headlineLines } from '../services/reach-words.ts'
import { reachBook, reachFile } from '../services/reports/reach-files.ts'
import { saveFile } from '../services/save-file.ts'
import type { Command, Shell } from './command.ts'
import { needed, oneOf, readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = {
  agency: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  by: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  fresh: { type: 'boolean' },
} as const

const WRITERS = { table: reachTable, csv: reachCsv, json: reachJson }
const FORMATS = ['table', 'csv', 'json', 'xlsx', 'pdf'] as const

/** `reach [--agency CODE] --from D --to D [--by …] [--format …] [--out FILE] [--fresh]`: whom news has reached, unique persons; of all agencies, by agency. */
export const reach: Command = async (args, shell) => {
  const { values } = readOptions(args, OPTIONS)
  const { agency } = values
  const from = needed('--from', values.from)
  const to = needed('--to', values.to)
  const format = oneOf('--format', values.format ?? 'table', FORMATS)
  const path = format === 'xlsx' || format === 'pdf' ? needed('--out', values.out) : undefined
  const given = values.by === undefined ? undefined : oneOf('--by', values.by, REACH_DIMENSIONS)
  const by = given ?? (agency === undefined ? 'agency' : undefined)
  return withWorld(shell, async (world) => {
    if (format === 'xlsx' || format === 'pdf') {
      const book = await reachBook(world, { agency, from, to, isFresh: values.fresh }, by ? [by] : [])
      await saveFile(await reachFile(world, book, format), path!)
      return 0
    }
    const report = await reachOf(world, { agency, from, to, by, isFresh: values.fresh })
    shell.out(WRITERS[format](shell.say, report, world.clock.now()))
    return 0
  })
}

type Say = Shell['say']

/** The report as a table with its definitions, for people. */
export function reachTable(say: Say, report: ReachReport, now: Date): string {
  const agency = report.agency?.name ?? say('reach.allAgencies')
  const title = say(['reach.title', { agency, from: { day: report.from }, to: { day: report.to } }])
  const headline = headlineLines(report, now).map(({ name, shown, meaning }) => [say(name), say(shown), say(meaning)])
  const rows = figuresOf(report).map(([key, n]) => [
    say(`reach.figure.${key}`),
    numberOf(n),
    say(`reach.meaning.${key}`),
  ])
  const groups = report.by ? `\n${groupsTable(say, report.by, report)}` : ''
  const meetings = meetingsLine(report)
  const notes = [...asOfLine(report), 'reach.unique' as const, ...(meetings ? [meetings] : [])]
  return `${title}\n${table(headline)}\n\n${table(rows)}${groups}\n${notes.map(say).join('\n')}`
}

function groupsTable(say: Say, by: ReachDimension, { groups = [] }: ReachReport): string {
  const keys = shownKinds(groups)
  const head = [say(`reach.by.${by}`), ...figureKeys(keys).map((key) => say(`reach.figure.${key}`))]
  const rows = groups.map((group) => [groupName(say, by, group), ...figuresOf(group, keys).map(([, n]) => numberOf(n))])
  return `\n${table([head, ...rows])}\n${say('reach.groups')}`
}

function numberOf(n: number | null): string {
  return n === null ? '–' : String(n)
}
