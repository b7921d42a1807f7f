import { describe, expect, it } from 'vitest'
import {
  classesBefore,
  DIFFICULTIES,
  HEIR_CLASSES,
  heirsAmong,
  needsPerson,
  RELATIONS,
  type Relation,
  standingOf,
} from '../../../src/domain/claims/heirs.ts'
import { factsOn } from '../../../src/domain/facts/facts.ts'

it('keeps the order of PP 44/2015 article 40, as the facts tell it', () => {
  expect(factsOn('2026-11-24').list('heirs.order')).toEqual(HEIR_CLASSES)
})

describe('the heirs', () => {
  it.each<[string, Relation[], Relation[]]>([
    [
      'widow and children together, before everybody',
      ['sibling', 'child', 'spouse', 'straightLine'],
      ['child', 'spouse'],
    ],
    ['the children where there is no widow', ['child', 'sibling'], ['child']],
    ['parents or grandchildren where there is neither', ['sibling', 'straightLine', 'parentInLaw'], ['straightLine']],
    ['brothers and sisters after those', ['willed', 'sibling', 'parentInLaw'], ['sibling']],
    ['parents-in-law after those', ['willed', 'parentInLaw'], ['parentInLaw']],
    ['somebody named in a will last', ['willed', 'other'], ['willed']],
    ['nobody, where only neighbours are left', ['other'], []],
    ['nobody, where nobody lives', [], []],
  ])('are %s', (_, living, heirs) => {
    expect(heirsAmong(living)).toEqual(heirs)
  })
})

describe('a reporter', () => {
  it.each<[Relation, number]>([
    ['spouse', 0],
    ['child', 0],
    ['straightLine', 1],
    ['sibling', 2],
    ['parentInLaw', 3],
    ['willed', 4],
    ['other', 5],
  ])('who is %s has %i classes before them', (relation, count) => {
    expect(classesBefore(relation)).toEqual(HEIR_CLASSES.slice(0, count))
  })

  it.each<[Relation, 'yes' | 'no' | 'unknown' | undefined, string]>([
    ['spouse', undefined, 'heir'],
    ['child', 'yes', 'heir'],
    ['sibling', 'no', 'heir'],
    ['sibling', 'yes', 'behind'],
    ['sibling', 'unknown', 'unclear'],
    ['sibling', undefined, 'unclear'],
    ['willed', 'no', 'heir'],
    ['other', 'no', 'outside'],
    ['other', 'yes', 'behind'],
  ])('who is %s, somebody closer living: %s, stands as %s', (relation, closer, standing) => {
    expect(standingOf(relation, closer)).toBe(standing)
  })

  it('stands as the heirs do, whoever else lives', () => {
    for (const relation of RELATIONS) {
      for (const other of RELATIONS) {
        const isHeir = heirsAmong([relation, other]).includes(relation)
        const closer = heirsAmong([other]).length > 0 && !isHeir ? 'yes' : 'no'
        expect(standingOf(relation, closer) === 'heir', `${relation} beside ${other}`).toBe(isHeir)
      }
    }
  })
})

describe('an officer looks at', () => {
  it.each(DIFFICULTIES)('%s', (difficulty) => {
    expect(needsPerson(difficulty, 'heir')).toBe(difficulty !== 'none')
  })

  it('an order that nobody knows, and a death without heirs', () => {
    expect(['heir', 'behind', 'unclear', 'outside'].map((standing) => needsPerson('none', standing as 'heir'))).toEqual(
      [false, false, true, true],
    )
  })
})
