import { dayOf } from '../../domain/clock.ts'
import { DECISION_DAYS } from '../../domain/ending-covers.ts'
import type { Text } from '../../domain/message.ts'
import type { ReachFigures } from '../../domain/reach.ts'
import { overlapNotes, pairNames } from '../overlap-words.ts'
import type { Pdf } from '../pdf-page.ts'
import { type Column, drawBars, drawTable, heading, paper, paragraph } from './drawing.ts'
import { drawHeadline, numberOf, shareOf } from './reach-paper.ts'
import { type EndingCount, LATE_DAYS, type Review, waitingLines } from './review.ts'

type Say = (text: Text) => string

/** What agencies are to look at together, as a PDF: each part with what it means, and by agency. */
export function reviewPaper(say: Say, review: Review): Promise<Buffer> {
  const title = say(['review.title', { month: { month: review.month } }])
  return paper(title, review.madeAt, (pdf) => {
    heading(pdf, title, 15)
    paragraph(pdf, say(['reports.madeOn', { day: { day: dayOf(review.madeAt) } }]))
    drawHeadline(pdf, say, review.reach.total, review.madeAt)
    drawNotReached(pdf, say, review)
    drawOverlaps(pdf, say, review)
    drawEndings(pdf, say, review, 'lapsed')
    drawEndings(pdf, say, review, 'due')
    drawUnanswered(pdf, say, review)
  })
}

const SHOWN = ['listed', 'notReached', 'visitsOpen', 'aware', 'grasped'] as const satisfies (keyof ReachFigures)[]

function drawNotReached(pdf: Pdf, say: Say, { reach: { byAgency }, agencies }: Review): void {
  heading(pdf, say('review.notReached'))
  const groups = byAgency.groups ?? []
  if (groups.length === 0) return void paragraph(pdf, say('review.none'))
  const names = new Map([...agencies.values()].map(({ code, name }) => [code, name]))
  const named = groups.map((group) => ({ ...group, name: names.get(group.key ?? '') ?? say('reach.unnamed') }))
  paragraph(pdf, say('reports.bars.list'))
  drawBars(
    pdf,
    named.map(({ name, listed, notReached }) => {
      const whole = listed ?? 0
      const part = whole - (notReached ?? 0)
      return { label: name, part, whole, value: shareOf(say, part, whole) }
    }),
    Math.max(...named.map(({ listed }) => listed ?? 0)),
  )
  drawTable(
    pdf,
    [agencyColumn(say), ...SHOWN.map((key) => counted(say(`reach.figure.${key}`)))],
    named.map(({ name, ...group }) => [name, ...SHOWN.map((key) => numberOf(say, group[key]))]),
  )
  for (const key of SHOWN)
    paragraph(
      pdf,
      say(['reports.explained', { name: { text: `reach.figure.${key}` }, meaning: { text: `reach.meaning.${key}` } }]),
      8,
    )
}

function drawOverlaps(pdf: Pdf, say: Say, { overlaps }: Review): void {
  heading(pdf, say('review.overlaps'))
  for (const note of overlapNotes(overlaps)) paragraph(pdf, say(note))
  if (overlaps.pairs.length === 0) return
  const money = (rupiah: number) => say(['overlaps.rupiah', { rupiah: { rupiah } }])
  const bars = overlaps.pairs.map((pair) => ({
    ...{ label: say(pairNames(pair)), part: pair.rupiah, whole: pair.rupiah, value: money(pair.rupiah) },
  }))
  drawBars(pdf, bars, Math.max(...bars.map(({ whole }) => whole)))
  drawTable(
    pdf,
    [
      { title: say('overlaps.column.agencies'), width: 270 },
      ...['persons', 'months', 'rupiah'].map((column) => counted(say(`overlaps.column.${column}`), 80)),
    ],
    overlaps.pairs.map((pair) => [
      ...[say(pairNames(pair)), numberOf(say, pair.persons), numberOf(say, pair.months), money(pair.rupiah)],
    ]),
  )
}

function drawEndings(pdf: Pdf, say: Say, { agencies, ...review }: Review, kind: 'lapsed' | 'due'): void {
  heading(pdf, say(`review.${kind}`))
  const span = { from: { day: review.from }, to: { day: review.to }, days: DECISION_DAYS }
  paragraph(pdf, say([`review.meaning.${kind}`, span]))
  const endings: readonly EndingCount[] = review[kind]
  if (endings.length === 0) return void paragraph(pdf, say('review.none'))
  drawTable(
    pdf,
    [
      agencyColumn(say),
      { title: say('review.column.month'), width: 110 },
      { title: say('reach.by.funding'), width: 90 },
      counted(say('reports.column.persons')),
    ],
    endings.map(({ agencyId, month, funding, persons }) => [
      ...[agencies.get(agencyId)?.name ?? '', say(['reach.oneMonth', { month: { month } }])],
      ...[say(`card.funding.${funding}`), numberOf(say, persons)],
    ]),
  )
}

function drawUnanswered(pdf: Pdf, say: Say, review: Review): void {
  heading(pdf, say('review.unanswered'))
  paragraph(pdf, say(['review.meaning.unanswered', { ...LATE_DAYS }]))
  const lines = waitingLines(review).filter(({ waiting }) => waiting.open > 0)
  if (lines.length === 0) return void paragraph(pdf, say('review.none'))
  drawTable(
    pdf,
    [
      { title: say('review.column.what'), width: 120 },
      agencyColumn(say),
      counted(say('review.column.open')),
      counted(say('review.column.late')),
      { title: say('review.column.since'), width: 90 },
    ],
    lines.map(({ kind, waiting: { agencyId, open, late, since } }) => [
      ...[say(`review.kind.${kind}`), agencyId === null ? '–' : (review.agencies.get(agencyId)?.name ?? '')],
      ...[numberOf(say, open), numberOf(say, late), since ? say(['review.day', { day: { day: dayOf(since) } }]) : ''],
    ]),
  )
}

function agencyColumn(say: Say): Column {
  return { title: say('reach.by.agency'), width: 180 }
}

function counted(title: string, width = 60): Column {
  return { title, width, isNumber: true }
}
