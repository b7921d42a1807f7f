import type { Text, Value, Values } from '../message.ts'
import type { FactId } from './catalogue.ts'
import { CONFIDENCES, type Confidence, type Fact } from './fact.ts'
import type { Facts } from './facts.ts'

/**
 * A sentence of `locales/` filled from facts: each name in `from` becomes a value of the sentence, and `source` says in
 * small on whose word and as of which day. Facts named in `citing` are cited though the sentence shows no value of them.
 * Throws a `FactError` where one of them cannot be told that day.
 */
export function answer(
  facts: Facts,
  key: string,
  from: Record<string, FactId>,
  more: Values = {},
  citing: readonly Cited[] = [],
): Text {
  const shown = Object.entries(from).map(([name, id]) => [name, shownAs(facts.get(id))] as const)
  const source = { text: sourceOf(facts, [...Object.values(from), ...citing]) }
  return [key, { ...Object.fromEntries(shown), ...more, source }]
}

/** A fact of the day by its id, or one of another day as it was then. */
export type Cited = FactId | Fact

/** The small last line of an answer: titles once each, hedged as the weakest of the facts demands. */
export function sourceOf(facts: Facts, citing: readonly Cited[]): Text {
  const cited = citing.map((one) => (typeof one === 'string' ? facts.get(one) : one))
  const titles = new Map(cited.filter(saysMore).map((fact) => [JSON.stringify(titleOf(fact)), titleOf(fact)]))
  return [
    `facts.source.${weakest(cited)}`,
    { titles: { text: inOneLine([...titles.values()]) }, day: { day: facts.day } },
  ]
}

// Beside other sources, "none" need not be named, nor a whole law beside its own article.
function saysMore({ source }: Fact, _: number, cited: readonly Fact[]): boolean {
  if (source.kind === 'none') return false
  return (
    source.article !== undefined || !cited.some((other) => other.source.article && other.source.title === source.title)
  )
}

/** True where an answer must say "usually" or "ask the office": the weakest fact is no more than commonly known. */
export function isHedged(cited: readonly Fact[]): boolean {
  return ['general', 'uncertain'].includes(weakest(cited))
}

function weakest(cited: readonly Fact[]): Confidence {
  return CONFIDENCES.findLast((confidence) => cited.some((fact) => fact.confidence === confidence)) ?? 'uncertain'
}

function shownAs(fact: Fact): Value {
  if (fact.unit === 'rupiah') return { rupiah: fact.value }
  if (fact.unit === 'list') {
    return { lines: fact.value.map((name): Text => ['facts.item', { item: { text: `facts.${fact.of}.${name}` } }]) }
  }
  if (fact.unit === 'rule' || fact.unit === 'open')
    throw new Error(`'${fact.id}' has no value to show: cite it instead`)
  return fact.unit === 'numbers' ? fact.value.join(', ') : fact.value
}

function titleOf({ source, confidence }: Fact): Text {
  const { kind, title, article } = source
  if (kind === 'public' || kind === 'practice' || kind === 'none') return `facts.title.${kind}`
  if (article) return ['facts.title.article', { title, article }]
  return [`facts.title.${kind === 'law' && confidence === 'press' ? 'lawByPress' : kind}`, { title }]
}

function inOneLine(titles: readonly Text[]): Text {
  const [first, ...others] = titles
  if (!first || others.length === 0) return first ?? 'facts.title.none'
  return ['facts.title.also', { first: { text: first }, others: { text: inOneLine(others) } }]
}
