import { expect, it } from 'vitest'
import { closeness } from '../../../src/domain/register/closeness.ts'
import { pairOfOwners, pairOfTwo } from '../../../src/domain/register/pair.ts'
import { checkMerge, personId } from '../../../src/domain/register/person.ts'

it('two entries are one pair whichever comes first, and no other pair', () => {
  expect(pairOfTwo('a', 'b')).toBe(pairOfTwo('b', 'a'))
  expect(pairOfTwo('a', 'b')).not.toBe(pairOfTwo('a', 'c'))
})

it('one NIK with two owners is one pair in whatever spelling, and another with another person', () => {
  const bornOn = '1970-08-17'
  const pair = pairOfOwners('nik', { name: 'Moh. Ali', bornOn })
  expect(pairOfOwners('nik', { name: 'MUHAMMAD ALI', bornOn })).toBe(pair)
  expect(pairOfOwners('nik', { name: 'Moh. Ali', bornOn: '1970-08-18' })).not.toBe(pair)
  expect(pairOfOwners('other', { name: 'Moh. Ali', bornOn })).not.toBe(pair)
})

it('an entry stands for itself until another stands for it', () => {
  expect(personId({ id: 'a', mergedInto: null })).toBe('a')
  expect(personId({ id: 'a', mergedInto: 'b' })).toBe('b')
})

it.each([
  [{ id: 'a', mergedInto: null }, { id: 'a', mergedInto: null }, 'doubts.itself'],
  [{ id: 'a', mergedInto: 'b' }, { id: 'b', mergedInto: null }, 'doubts.alreadyOne'],
  [{ id: 'b', mergedInto: null }, { id: 'a', mergedInto: 'b' }, 'doubts.alreadyOne'],
  [{ id: 'a', mergedInto: 'c' }, { id: 'b', mergedInto: 'c' }, 'doubts.alreadyOne'],
])('merging %j into %j is refused: %s', (entry, into, code) => {
  expect(() => checkMerge(entry, into)).toThrow(expect.objectContaining({ code }))
})

it('two persons may be merged', () => {
  expect(() => checkMerge({ id: 'a', mergedInto: 'c' }, { id: 'b', mergedInto: null })).not.toThrow()
})

it.each([
  [100, 'almostSame'],
  [90, 'almostSame'],
  [89, 'close'],
  [70, 'close'],
  [69, 'somewhat'],
  [0, 'somewhat'],
] as const)('a score of %i is told as %s', (score, word) => {
  expect(closeness(score)).toBe(word)
})
