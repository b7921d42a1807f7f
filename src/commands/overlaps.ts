import { withWorld } from '../main.ts'
import { overlapNotes, overlapTitle, pairLine, pairNames } from '../services/overlap-words.ts'
import { type OverlapReport, overlapReport } from '../services/overlaps.ts'
import type { Command, Shell } from './command.ts'
import { readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = { agency: { type: 'string' }, at: { type: 'string' }, json: { type: 'boolean' } } as const

/** `overlaps [--agency CODE] [--at DAY] [--json]`: who is paid for more than once, by whom, and what that costs. */
export const overlaps: Command = async (args, shell) => {
  const { values } = readOptions(args, OPTIONS)
  return withWorld(shell, async (world) => {
    const report = await overlapReport(world, { agency: values.agency, at: values.at })
    shell.out(values.json ? JSON.stringify(report) : told(shell, report))
    return 0
  })
}

function told({ say }: Shell, report: OverlapReport): string {
  const notes = overlapNotes(report).map(say).join('\n')
  if (report.people.length === 0) return `${say(overlapTitle(report))}\n${notes}`
  const column = (name: string) => say(`overlaps.column.${name}`)
  const money = (rupiah: number) => say(['overlaps.rupiah', { rupiah: { rupiah } }])
  const pairs = report.pairs.map((pair) => [
    ...[say(pairNames(pair)), String(pair.persons), String(pair.months), money(pair.rupiah)],
  ])
  const people = report.people.map(({ code, name, pairs, rupiah }) => [
    ...[code, name, money(rupiah), pairs.map((pair) => say(pairLine(pair))).join('; ')],
  ])
  return [
    say(overlapTitle(report)),
    notes,
    `\n${say('overlaps.pairs')}`,
    table([['agencies', 'persons', 'months', 'rupiah'].map(column), ...pairs]),
    `\n${say('overlaps.people')}`,
    table([['code', 'name', 'rupiah', 'who'].map(column), ...people]),
  ].join('\n')
}
