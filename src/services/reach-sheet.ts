import Papa from 'papaparse'
import type { Text } from '../domain/message.ts'
import { REACH_KINDS, type ReachDimension, type ReachFigures, type ReachGroup } from '../domain/reach.ts'
import { kelurahanOf } from '../domain/region/kelurahan.ts'
import type { ReachReport } from './reach-report.ts'
import { headlineLines } from './reach-words.ts'

type Say = (text: Text) => string

/** One line for each figure, of each group where there are groups; semicolons, as spreadsheets here expect. */
export function reachCsv(say: Say, report: ReachReport, now: Date): string {
  const { by, groups = [] } = report
  const lines = (figures: ReachFigures) =>
    figuresOf(figures, shownKinds([report, ...groups])).map(([key, n]) => [
      ...[key, say(`reach.figure.${key}`), n ?? '', say(`reach.meaning.${key}`), ''],
    ])
  const head = ['key', 'figure', 'persons', 'meaning', 'percent']
  const headline = headlineLines(report, now).map(({ key, name, part, meaning, percent }) => [
    ...[key, say(name), part, say(meaning), percent ?? ''],
  ])
  const total = [...lines(report), ...headline]
  const rows = by
    ? [
        [by, 'name', ...head],
        ...total.map((line) => ['', '', ...line]),
        ...groups.flatMap((group) =>
          lines(group).map((line) => [group.key ?? '-', groupName(say, by, group), ...line]),
        ),
      ]
    : [head, ...total]
  return Papa.unparse(rows, { delimiter: ';', newline: '\n', escapeFormulae: true })
}

/** The report for other programs, on one line: its fields, and `meanings` with what each figure counts, by its key. */
export function reachJson(say: Say, report: ReachReport, now: Date): string {
  const figures = figureKeys(REACH_KINDS).map((key) => [key, say(`reach.meaning.${key}`)])
  const headline = headlineLines(report, now).map(({ key, meaning }) => [key, say(meaning)])
  return JSON.stringify({ ...report, meanings: Object.fromEntries([...figures, ...headline]) })
}

/** A group's name in an officer's words. */
export function groupName(say: Say, by: ReachDimension, { key }: Pick<ReachGroup, 'key'>): string {
  if (key === null) return say('reach.unnamed')
  if (by === 'kelurahan') return kelurahanOf(key)?.name ?? key
  if (by === 'month') return say(['reach.oneMonth', { month: { month: key } }])
  if (by === 'funding') return say(`card.funding.${key}`)
  if (by === 'channel') return say(`console.channel.${key}`)
  return by === 'segment' ? say(`roster.segment.${key}`) : key
}

/** Attended beside the headcount, in a sentence; undefined where there was no meeting. */
export function meetingsLine({ meetings, persons }: ReachReport): Text | undefined {
  return meetings && ['reach.meetings', { ...meetings, attended: persons.attended }]
}

const ALWAYS = ['sent', 'delivered', 'read', 'answered', 'confirmed']

/** The kinds that a report shows: those of every message, and others that anybody has. */
export function shownKinds(figures: readonly ReachFigures[]): string[] {
  return REACH_KINDS.filter((kind) => ALWAYS.includes(kind) || figures.some(({ persons }) => persons[kind] > 0))
}

/** The figures of a report in their order; words for each are `reach.figure.*` and `reach.meaning.*`. */
export function figureKeys(kinds: readonly string[]): string[] {
  return ['listed', 'covered', ...kinds, 'reached', 'notReached', 'visitsOpen', 'aware', 'grasped']
}

/** The figures of a report or a group, in that order. */
export function figuresOf(figures: ReachFigures, kinds = shownKinds([figures])): [string, number | null][] {
  const { persons, ...others } = figures
  const counts: Record<string, number | null> = { ...persons, ...others }
  return figureKeys(kinds).map((key) => [key, counts[key] ?? null])
}
