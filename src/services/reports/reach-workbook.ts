import type { Readable } from 'node:stream'
import { dayOf } from '../../domain/clock.ts'
import type { Text } from '../../domain/message.ts'
import { kelurahanOf } from '../../domain/region/kelurahan.ts'
import type { ReachReport } from '../reach-report.ts'
import { figureKeys, figuresOf, groupName, shownKinds } from '../reach-sheet.ts'
import { asOfLine, headlineLines } from '../reach-words.ts'
import type { Cell } from '../xlsx/sheet-xml.ts'
import { type SheetToWrite, writeWorkbook } from '../xlsx/write-workbook.ts'
import type { NotReached, ReachBook } from './reach-book.ts'

type Say = (text: Text) => string

/** More nobody visits before the next report. */
const MOST_LISTED = 100_000

/** A report as an XLSX workbook: the figures with what each means, a sheet for each division, and those not reached. */
export function reachWorkbook(say: Say, book: ReachBook): Readable {
  const sheets = [summary(say, book), ...book.parts.map((part) => division(say, part))]
  if (book.notReached) sheets.push(notReachedSheet(say, book.notReached))
  return writeWorkbook(sheets, book.madeAt)
}

function summary(say: Say, { title, total, madeAt }: ReachBook): SheetToWrite {
  const headline = headlineLines(total, madeAt).map(({ name, percent, part, meaning }): Cell[] => [
    ...[say(name), part, percent, say(meaning)],
  ])
  const figures = figuresOf(total).map(([key, n]): Cell[] => [
    ...[say(`reach.figure.${key}`), n, null, say(`reach.meaning.${key}`)],
  ])
  const notes: Cell[][] = [
    [say('reach.unique')],
    ...asOfLine(total).map((line) => [say(line)]),
    [say(['reports.madeOn', { day: { day: dayOf(madeAt) } }])],
  ]
  return {
    name: say('reports.sheet.summary'),
    columns: [
      { title: say(title), width: 44 },
      { title: say('reports.column.persons'), width: 12 },
      { title: say('reports.column.percent'), width: 12 },
      { title: say('reports.column.meaning'), width: 90 },
    ],
    rows: [...headline, ...figures, ...notes],
  }
}

function division(say: Say, { by, groups = [] }: ReachReport): SheetToWrite {
  const kinds = shownKinds(groups)
  const keys = figureKeys(kinds)
  return {
    name: say(`reach.by.${by}`),
    columns: [
      { title: say(`reach.by.${by}`), width: 30 },
      ...keys.map((key) => ({ title: say(`reach.figure.${key}`), width: 14 })),
    ],
    rows: [
      ...groups.map((group): Cell[] => [groupName(say, by!, group), ...figuresOf(group, kinds).map(([, n]) => n)]),
      [say('reach.groups')],
    ],
  }
}

function notReachedSheet(say: Say, rows: AsyncIterable<NotReached>): SheetToWrite {
  return {
    name: say('reach.figure.notReached'),
    columns: [
      { title: say('reports.column.code'), width: 14 },
      { title: say('reach.by.kelurahan'), width: 24 },
      { title: say('reach.by.segment'), width: 24 },
    ],
    rows: cellsOf(say, rows),
  }
}

async function* cellsOf(say: Say, rows: AsyncIterable<NotReached>): AsyncGenerator<Cell[]> {
  let n = 0
  for await (const { code, kelurahan, segment } of rows) {
    if (++n > MOST_LISTED) return yield [say('reports.leftOut')]
    yield [code, kelurahanOf(kelurahan ?? '')?.name ?? null, segment && say(`roster.segment.${segment}`)]
  }
}
