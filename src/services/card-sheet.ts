import { dayOf } from '../domain/clock.ts'
import type { Chapter } from '../domain/cover-story.ts'
import type { Text } from '../domain/message.ts'
import { kelurahanOf } from '../domain/region/kelurahan.ts'
import { COLUMNS } from '../domain/roster/columns.ts'
import { monthSpan } from './month-words.ts'
import { pairLine } from './overlap-words.ts'
import type { CardEvent, ChangedField } from './worker-card/history.ts'
import type { CardEntry, OwnEntry } from './worker-card/lists.ts'
import type { WorkerCard } from './worker-card.ts'

type Tell = (text: Text) => string

/** A part of a card: what stands in it, told already, each as a line or as a name with its value. */
export interface CardPart {
  title: string
  rows: CardRow[]
}
export interface CardRow {
  text: string
  /** Name and value, below the row's text. */
  details: [name: string, value: string][]
}

/** A worker's card in an officer's words: for the console, and for a terminal. */
export function cardParts(tell: Tell, card: WorkerCard): CardPart[] {
  const line = (text: string): CardRow => ({ text, details: [] })
  const parts: CardPart[] = [
    { title: tell('card.entries'), rows: card.entries.map((entry) => entryRow(tell, entry)) },
    { title: tell('card.overlaps'), rows: overlapTexts(card).map((text) => line(tell(text))) },
    {
      title: tell('card.lists'),
      rows: card.lists.map(({ agency, chapters }) => ({
        text: agency,
        details: chapters.map((chapter): [string, string] => [tell(chapterText(chapter)), tell(standingText(chapter))]),
      })),
    },
    { title: tell('card.countsTitle'), rows: card.counts.words.map((text) => line(tell(text))) },
    { title: tell('card.history'), rows: card.history.map((event) => eventRow(tell, event)) },
  ]
  if (card.history.length === 0) parts.at(-1)!.rows = [line(tell('card.noHistory'))]
  return parts.filter(({ rows }) => rows.length > 0)
}

function overlapTexts({ overlaps, overlapSource }: WorkerCard): Text[] {
  return [...overlaps.map(pairLine), ...(overlapSource === null ? [] : [overlapSource])]
}

/** What a card says of the person itself. */
export function personDetails(tell: Tell, { bornOn, kelurahan, merged }: WorkerCard): [name: string, value: string][] {
  const details: [string, string][] = [
    [tell('card.person.bornOn'), tell(['card.person.day', { day: { day: bornOn } }])],
    [tell('card.person.kelurahan'), kelurahan ?? tell('card.person.unknown')],
  ]
  return merged.length === 0 ? details : [...details, [tell('card.person.merged'), merged.join(', ')]]
}

function entryRow(tell: Tell, { agency, startsOn, endsOn, own }: CardEntry): CardRow {
  const from = { day: startsOn }
  const period: Text =
    endsOn === null
      ? ['card.entry.open', { agency, from }]
      : ['card.entry.period', { agency, from, to: { day: endsOn } }]
  return { text: tell(period), details: own ? ownDetails(tell, own) : [] }
}

function ownDetails(tell: Tell, own: OwnEntry): [string, string][] {
  const { programmes, funding, basis, segment, occupation, paidThrough, monthsPaid, monthsUnpaid } = own
  const work = occupation ?? (segment && tell(`roster.segment.${segment}`))
  const named = (name: string, value: string): [string, string] => [tell(`card.entry.${name}`), value]
  const until =
    paidThrough === null ? 'card.entry.paidUnknown' : (['card.person.day', { day: { day: paidThrough } }] as const)
  return [
    named('programmes', programmes.map((one) => one.toUpperCase()).join(', ')),
    named('funding', tell(`card.funding.${funding}`)),
    named('basis', basis ?? tell('card.entry.noBasis')),
    ...(work ? [named('work', work)] : []),
    named('paidThrough', tell(until)),
    ...(monthsPaid + monthsUnpaid.length > 0 ? [named('paid', tell(paidText(tell, own)))] : []),
    named('source', tell(sourceText(own))),
  ]
}

function paidText(tell: Tell, { monthsPaid: paid, monthsUnpaid }: OwnEntry): Text {
  if (monthsUnpaid.length === 0) return ['card.entry.paidMonths', { paid }]
  const months = monthsUnpaid.map((month) => tell(monthSpan(month, month))).join(', ')
  return ['card.entry.unpaidMonths', { paid, months }]
}

function sourceText({ file, line, asOf }: OwnEntry): Text {
  const day = { day: asOf }
  if (file === null) return ['card.entry.noSource', { day }]
  return line === null ? ['card.entry.inFile', { file, day }] : ['card.entry.fromFile', { file, line, day }]
}

function chapterText({ entry: { startsOn, endsOn }, follows, gapDays }: Chapter<CardEntry>): Text {
  const from = { day: startsOn }
  const span: Text =
    endsOn === null ? ['card.span.open', { from }] : ['card.span.closed', { from, to: { day: endsOn } }]
  return [`card.chapter.${follows}`, { period: { text: span }, days: gapDays }]
}

function standingText({ standing, daysLeft }: Chapter<CardEntry>): Text {
  return [`card.standing.${standing}`, { days: daysLeft }]
}

function eventRow(tell: Tell, event: CardEvent): CardRow {
  const { at, actor, by, kind, code, file, line, fields } = event
  const who = by ?? tell(actor === 'operator' ? 'returns.operator' : 'returns.system')
  const values = { at: { day: dayOf(at) }, by: who, what: { text: `card.event.${kind}` }, code }
  const source = file === null || line === null ? [] : [tell(['card.eventFile', { file, line }])]
  return {
    text: [tell(['card.eventLine', values]), ...source].join(' · '),
    details: fields.map((field) => fieldDetail(tell, field)),
  }
}

function fieldDetail(tell: Tell, { field, from, to }: ChangedField): [string, string] {
  const name = fieldName(tell, field)
  if (from === undefined || to === undefined) return [name, tell('card.change.untold')]
  return [name, tell(['card.change.values', { from: shown(tell, field, from), to: shown(tell, field, to) }])]
}

// How a change names a month's contribution, and what stands there of it: `paid 16800`.
const MONTH_PAID = /^contribution\.(.+)$/

function fieldName(tell: Tell, field: string): string {
  if (Object.hasOwn(COLUMNS, field)) return tell(`roster.field.${field}`)
  if (field === 'funding') return tell('card.entry.funding')
  const month = MONTH_PAID.exec(field)?.[1]
  return tell(month ? ['card.change.month', { month: { month } }] : 'card.change.person')
}

function shown(tell: Tell, field: string, value: string | null): string {
  if (value === null || value === '') return tell('card.change.nothing')
  if (field === 'kelurahan') return kelurahanOf(value)?.name ?? value
  if (field === 'sex' || field === 'funding') return tell(`card.${field}.${value}`)
  if (field === 'segment') return tell(`roster.segment.${value}`)
  if (field === 'programmes') return value.toUpperCase().replaceAll(',', ', ')
  if (MONTH_PAID.test(field)) return paidShown(tell, value)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? tell(['card.person.day', { day: { day: value } }]) : value
}

function paidShown(tell: Tell, value: string): string {
  const [status, amount] = value.split(' ')
  return tell([`card.change.${status}`, { amount: { rupiah: Number(amount) } }])
}
