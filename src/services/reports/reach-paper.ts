import { dayOf } from '../../domain/clock.ts'
import { percentOf } from '../../domain/headline.ts'
import type { Text } from '../../domain/message.ts'
import type { ReachDimension, ReachGroup } from '../../domain/reach.ts'
import type { Pdf } from '../pdf-page.ts'
import type { ReachReport } from '../reach-report.ts'
import { figuresOf, groupName } from '../reach-sheet.ts'
import { asOfLine, headlineLines } from '../reach-words.ts'
import { type Bar, drawBars, drawTable, heading, paper, paragraph } from './drawing.ts'
import type { ReachBook } from './reach-book.ts'

type Say = (text: Text) => string

const ON_LISTS = ['listed', 'covered', 'reached', 'notReached', 'aware', 'grasped']
const ON_CHANNELS = ['sent', 'delivered', 'read', 'answered', 'confirmed', 'reached']

/** A report as a PDF for paper: the figures with what each means, and for each division bars and a table of the same numbers. */
export function reachPaper(say: Say, book: ReachBook): Promise<Buffer> {
  return paper(say(book.title), book.madeAt, (pdf) => drawReach(pdf, say, book))
}

function drawReach(pdf: Pdf, say: Say, { title, total, parts, madeAt }: ReachBook): void {
  heading(pdf, say(title), 15)
  paragraph(pdf, say(['reports.madeOn', { day: { day: dayOf(madeAt) } }]))
  for (const line of asOfLine(total)) paragraph(pdf, say(line))
  drawHeadline(pdf, say, total, madeAt)
  heading(pdf, say('reports.figures'))
  drawTable(
    pdf,
    [
      { title: say('reports.column.figure'), width: 120 },
      { title: say('reports.column.persons'), width: 60, isNumber: true },
      { title: say('reports.column.meaning'), width: 330 },
    ],
    figuresOf(total).map(([key, n]) => [say(`reach.figure.${key}`), numberOf(say, n), say(`reach.meaning.${key}`)]),
  )
  paragraph(pdf, say('reach.unique'))
  for (const part of parts) drawPart(pdf, say, part)
}

/** The figures that a report begins with as bars, and what each means. */
export function drawHeadline(pdf: Pdf, say: Say, total: ReachReport, now: Date): void {
  const lines = headlineLines(total, now)
  const { coverage, ...shares } = total.headline
  const bars = lines.map(({ key, name, shown }): Bar => {
    const { part, whole } = key === 'coverage' ? coverage! : shares[key]
    const mark = key === 'coverage' && coverage!.whole !== null ? { mark: coverage!.target / 100 } : {}
    return { label: say(name), part, whole: whole ?? 0, value: say(shown), ...mark }
  })
  drawBars(pdf, bars)
  for (const { name, meaning } of lines)
    paragraph(pdf, say(['reports.explained', { name: { text: name }, meaning: { text: meaning } }]))
}

function drawPart(pdf: Pdf, say: Say, { by, groups = [] }: ReachReport): void {
  if (!by || groups.length === 0) return
  const keys = by === 'channel' ? ON_CHANNELS : ON_LISTS
  heading(pdf, say(['reports.by', { by: { text: `reach.by.${by}` } }]))
  const bars = groups.map((group) => ({ label: groupName(say, by, group), ...barOf(say, by, group) }))
  paragraph(pdf, say(by === 'channel' ? 'reports.bars.channel' : 'reports.bars.list'))
  drawBars(pdf, bars, Math.max(...bars.map(({ whole }) => whole)))
  drawTable(
    pdf,
    [
      { title: say(`reach.by.${by}`), width: 150 },
      ...keys.map((key) => ({ title: say(`reach.figure.${key}`), width: 60, isNumber: true })),
    ],
    groups.map((group) => {
      const figures = new Map(figuresOf(group))
      return [groupName(say, by, group), ...keys.map((key) => numberOf(say, figures.get(key) ?? null))]
    }),
  )
  paragraph(pdf, say('reach.groups'))
}

function barOf(say: Say, by: ReachDimension, { listed, reached, notReached }: ReachGroup): Omit<Bar, 'label'> {
  // Nobody is listed under a channel.
  if (by === 'channel') return { part: reached, whole: reached, value: numberOf(say, reached) }
  const whole = listed ?? 0
  const part = whole - (notReached ?? 0)
  return { part, whole, value: shareOf(say, part, whole) }
}

/** How many of how many, and in per cent. */
export function shareOf(say: Say, part: number, whole: number): string {
  const percent = percentOf({ part, whole })
  const counts = { part: { count: part }, whole: { count: whole } }
  return percent === null ? say(['reports.ofNone', counts]) : say(['reports.of', { ...counts, percent: { percent } }])
}

/** A number as a paper shows it; a dash where there is none. */
export function numberOf(say: Say, n: number | null): string {
  return n === null ? '–' : say(['reports.count', { n: { count: n } }])
}
