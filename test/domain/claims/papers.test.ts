import { describe, expect, it } from 'vitest'
import { dueAtMost, mayHaveScholarship } from '../../../src/domain/claims/due.ts'
import { listedIn, missingOf, PAPER_FACTS, PAPERS, papersFor } from '../../../src/domain/claims/papers.ts'
import { CAUSES, kindOf, type Told } from '../../../src/domain/claims/told.ts'
import type { Fact } from '../../../src/domain/facts/fact.ts'
import { factsOn } from '../../../src/domain/facts/facts.ts'

const facts = factsOn('2026-11-24')
const natural: Told = { cause: 'notWork', membership: 'middle', relation: 'child', several: 'no', scholars: 'no' }

it.each(CAUSES)('a death by %s belongs to one kind of claim', (cause) => {
  const kinds = { work: 'jkk', commute: 'jkk', disease: 'jkk', notWork: 'jkm', hard: 'jkm', unsure: 'unsure' }
  expect(kindOf(cause)).toBe(kinds[cause])
})

describe('what is due at most', () => {
  it.each([
    ['jkm', 'short', 10_000_000],
    ['jkm', 'middle', 42_000_000],
    ['jkm', 'long', 42_000_000],
    ['jkm', 'unknown', 42_000_000],
    ['jkk', undefined, 70_000_000],
    ['unsure', 'short', 70_000_000],
  ] as const)('by %s after a %s membership is %i', (kind, membership, most) => {
    expect(dueAtMost(facts, kind, membership)).toBe(most)
  })

  it.each<[Told, boolean]>([
    [{ cause: 'work' }, true],
    [{ cause: 'notWork', membership: 'short' }, false],
    [{ cause: 'notWork', membership: 'middle' }, false],
    [{ cause: 'notWork', membership: 'long' }, true],
    [{ cause: 'notWork', membership: 'unknown' }, true],
    [{ cause: 'unsure', membership: 'short' }, true],
  ])('with %o includes a scholarship: %s', (told, may) => {
    expect(mayHaveScholarship(told)).toBe(may)
  })
})

describe('the papers', () => {
  it('of a child after a natural death are the common ones, in the order in which they are best got', () => {
    // biome-ignore format: one list
    expect(papersFor(facts, natural)).toEqual(['deathCertificate', 'familyCard', 'ktpOfDeceased', 'ktpOfHeir', 'card', 'heirLetter', 'bankBook', 'claimForm'])
  })

  it.each<[string, Told, string[]]>([
    ['a widow’s marriage book', { relation: 'spouse' }, ['marriageBook']],
    ['a power of attorney where there are several heirs', { several: 'yes' }, ['powerOfAttorney']],
    [
      'a power of attorney for one who helps those who come first',
      { relation: 'sibling', closer: 'yes' },
      ['powerOfAttorney'],
    ],
    [
      'papers of the school',
      { scholars: 'yes', membership: 'long' },
      ['birthCertificate', 'schoolLetter', 'reportCard', 'ktpOfGuardian', 'bankBookOfGuardian'],
    ],
    [
      'report, tax number and medical papers after a work accident',
      { cause: 'work' },
      ['accidentReport', 'npwp', 'medicalPapers'],
    ],
    [
      'the same while nobody knows whether work caused it',
      { cause: 'unsure' },
      ['accidentReport', 'npwp', 'medicalPapers'],
    ],
  ])('add %s', (_, told, added) => {
    const before = papersFor(facts, natural)
    expect(papersFor(facts, { ...natural, ...told }).filter((paper) => !before.includes(paper))).toEqual(added)
  })

  it('follow a changed answer: what only belonged to the one before is not wanted any more', () => {
    const before: Told = { ...natural, relation: 'sibling', closer: 'yes', membership: 'long', scholars: 'yes' }
    const after = papersFor(facts, { ...before, relation: 'spouse', membership: 'short' })
    expect(papersFor(facts, before)).toEqual(expect.arrayContaining(['powerOfAttorney', 'schoolLetter']))
    expect(after.filter((paper) => ['powerOfAttorney', 'schoolLetter', 'birthCertificate'].includes(paper))).toEqual([])
  })

  it('ask no letter of heirs from somebody who is none', () => {
    expect(papersFor(facts, { ...natural, relation: 'other' })).not.toContain('heirLetter')
  })

  it('ask for a tax number by the sum that the facts of the day name', () => {
    const lowered = { ...facts.get('documents.npwp.above'), value: 40_000_000 } as Fact
    expect(papersFor(facts, natural)).not.toContain('npwp')
    expect(papersFor(factsOn('2026-11-24', [lowered]), natural)).toContain('npwp')
  })

  it('all stand on a list, with facts that can be told on every day', () => {
    for (const day of ['2025-06-01', '2026-06-01', '2027-01-15']) {
      const then = factsOn(day)
      for (const paper of PAPERS) {
        const { shown, cited } = PAPER_FACTS[paper]
        expect(() => [...Object.values(shown), ...cited].map((id) => then.get(id)), paper).not.toThrow()
        expect(then.list(listedIn(then, paper, { cause: 'work' })), paper).toContain(paper)
      }
    }
  })

  it('are missing until the family has them', () => {
    const wanted = ['deathCertificate', 'card', 'bankBook'] as const
    expect(missingOf(wanted, { deathCertificate: 'have', card: 'notYet' })).toEqual(['card', 'bankBook'])
    expect(missingOf(wanted, { deathCertificate: 'have', card: 'have', bankBook: 'have' })).toEqual([])
  })
})
