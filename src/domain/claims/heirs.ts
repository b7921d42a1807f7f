/** What a reporter may be to the dead; `other`: nobody of the order, such as a neighbour who arranged the funeral. */
export const RELATIONS = ['spouse', 'child', 'straightLine', 'sibling', 'parentInLaw', 'willed', 'other'] as const
export type Relation = (typeof RELATIONS)[number]

/** The order of heirs (PP 44/2015 article 40): a class counts only where nobody of a class before it lives. */
export const HEIR_CLASSES = ['spouseOrChild', 'straightLine', 'sibling', 'parentInLaw', 'willed'] as const
export type HeirClass = (typeof HEIR_CLASSES)[number]

/** Circumstances in which the order is never told by a machine alone: an officer looks at them with the family. */
export const DIFFICULTIES = ['none', 'siri', 'twoWives', 'divorced', 'minor', 'dispute', 'unknown'] as const
export type Difficulty = (typeof DIFFICULTIES)[number]

/** How a reporter stands in the order. */
export type Standing = 'heir' | 'behind' | 'unclear' | 'outside'

/** The class of a relation; undefined for somebody who is in none. */
export function classOf(relation: Relation): HeirClass | undefined {
  if (relation === 'other') return undefined
  return relation === 'spouse' || relation === 'child' ? 'spouseOrChild' : relation
}

/** The classes that come before a relation, in their order: all of them for somebody who is in none. */
export function classesBefore(relation: Relation): readonly HeirClass[] {
  const own = classOf(relation)
  return own === undefined ? HEIR_CLASSES : HEIR_CLASSES.slice(0, HEIR_CLASSES.indexOf(own))
}

/**
 * The heirs among those who live: all of the first class that has anybody. Nobody at all means that the funeral money
 * goes to whoever arranged the funeral; what becomes of the rest is not known (fact `heirs.none.rest`).
 */
export function heirsAmong(living: readonly Relation[]): readonly Relation[] {
  const first = HEIR_CLASSES.find((one) => living.some((relation) => classOf(relation) === one))
  return first === undefined ? [] : living.filter((relation) => classOf(relation) === first)
}

/** How a reporter stands, when it is known (or not) whether somebody of a class before theirs lives. */
export function standingOf(relation: Relation, closerLives: 'yes' | 'no' | 'unknown' | undefined): Standing {
  if (classesBefore(relation).length === 0) return 'heir'
  if (closerLives === 'yes') return 'behind'
  if (closerLives === 'no') return classOf(relation) === undefined ? 'outside' : 'heir'
  return 'unclear'
}

/** Whether an officer must look at who inherits: every circumstance but none, and an order that nobody knows. */
export function needsPerson(difficulty: Difficulty | undefined, standing: Standing): boolean {
  return (difficulty !== undefined && difficulty !== 'none') || standing === 'unclear' || standing === 'outside'
}
