import { figure, table } from '../bench/table.ts'
import type { LabelledRow, NewKind } from './likeness-sample.ts'
import type { ErrorKind } from './typing-errors.ts'

/** What is made of a row; `matched` is the id of the person of the register whom it is, or may be. */
export interface Judged {
  verdict: string
  matched?: string | undefined
}

/** So many of so many. */
export interface Share {
  hits: number
  of: number
}

/** How well rows were told apart, doubles and doubtful ones together. */
export interface Likeness {
  /** Of the rows that were found to be somebody, those that were the right one. */
  precision: Share
  /** Of the rows that are somebody, those that were found to be the right one. */
  recall: Share
  byVerdict: Map<'double' | 'doubtful', Share>
  /** Found by kind of error; a row with three errors counts for each. */
  byError: Map<ErrorKind, Share>
  /** False alarms by kind of new person. */
  byNew: Map<NewKind, Share>
  missed: LabelledRow[]
  /** New people who were taken for somebody, and known ones who were taken for somebody else. */
  falseAlarms: (LabelledRow & { judged: Judged })[]
}

/** Has each row judged, one after the other. Only `double` and `doubtful` count as found, and only with the right person. */
export async function measureLikeness(
  rows: Iterable<LabelledRow>,
  judgeRow: (row: LabelledRow['row']) => Judged | Promise<Judged>,
): Promise<Likeness> {
  const result: Likeness = {
    ...{ precision: { hits: 0, of: 0 }, recall: { hits: 0, of: 0 } },
    ...{ byVerdict: new Map(), byError: new Map(), byNew: new Map(), missed: [], falseAlarms: [] },
  }
  for (const labelled of rows) count(result, labelled, await judgeRow(labelled.row))
  return result
}

export function shareOf({ hits, of }: Share): number {
  return of === 0 ? 1 : hits / of
}

/** The figures as a text to be read. */
export function likenessTable({ precision, recall, byVerdict, byError, byNew }: Likeness): string {
  const line = (name: string, share: Share) => [name, figure(share.hits), figure(share.of), figure(shareOf(share), 4)]
  const lines = (shares: Map<string, Share>) =>
    [...shares].sort(([, a], [, b]) => b.of - a.of).map(([name, share]) => line(name, share))
  return [
    table([line('precision', precision), line('recall', recall), ...lines(byVerdict)]),
    table([['found, by error', '', 'of', ''], ...lines(byError)]),
    table([['false alarms, by kind', '', 'of', ''], ...lines(byNew)]),
  ].join('\n\n')
}

function count(result: Likeness, labelled: LabelledRow, judged: Judged): void {
  const { truth } = labelled
  const isFlagged = judged.verdict === 'double' || judged.verdict === 'doubtful'
  const isFound = isFlagged && truth.is === 'known' && judged.matched === truth.of
  if (isFlagged) add(result.precision, isFound)
  if (isFlagged && !isFound) result.falseAlarms.push({ ...labelled, judged })
  if (truth.is === 'new') {
    add(shareIn(result.byNew, truth.kind), isFlagged)
    return
  }
  add(result.recall, isFound)
  add(shareIn(result.byVerdict, truth.verdict), isFound)
  for (const error of truth.errors) add(shareIn(result.byError, error), isFound)
  if (!isFound) result.missed.push(labelled)
}

function add(share: Share, isHit: boolean): void {
  share.of++
  if (isHit) share.hits++
}

function shareIn<K>(shares: Map<K, Share>, key: K): Share {
  const share = shares.get(key) ?? { hits: 0, of: 0 }
  shares.set(key, share)
  return share
}
