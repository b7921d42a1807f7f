import { answer } from '../../domain/facts/answer.ts'
import { SCHOOL_LEVELS, scholarship as scholarshipOf } from '../../domain/facts/reckoning/scholarship.ts'
import type { Text } from '../../domain/message.ts'
import { rates, scholarship as scholarshipWords } from '../benefits.ts'
import { from, onward, SECONDS, type TopicScene } from './scene.ts'

/** What children of a member who died may get for school: the rule, the ceiling for one's own children, the papers. */
export const scholarship = {
  scholarship: {
    menu: scholarshipWords,
    goto: {
      reckonSchool: 'firstChild',
      rates: 'scholarshipRates',
      schoolPapers: 'schoolPapers',
      died: { flow: 'heirClaim' },
      human: onward.human,
      menu: onward.menu,
    },
  },
  firstChild: { choose: 'topics.scholarship.first', save: 'firstChild', options: SCHOOL_LEVELS, next: 'secondChild' },
  secondChild: { choose: 'topics.scholarship.second', save: 'secondChild', options: SECONDS, next: 'scholarshipShown' },
  scholarshipShown: {
    menu: reckonedWords,
    goto: { otherChildren: 'firstChild', rates: 'scholarshipRates', schoolPapers: 'schoolPapers', ...onward },
  },
  scholarshipRates: { menu: rates, goto: { reckonSchool: 'firstChild', schoolPapers: 'schoolPapers', ...onward } },
  schoolPapers: {
    menu: from('scholarship.papers', { papers: 'documents.scholarship' }),
    goto: { reckonSchool: 'firstChild', rates: 'scholarshipRates', ...onward },
  },
} as const

function reckonedWords({ facts, answers: { firstChild = 'tk', secondChild } }: TopicScene): Text {
  const second = secondChild === undefined || secondChild === 'none' ? [] : [{ level: secondChild }]
  const yearsContributed = facts.count('scholarship.jkm.contributed')
  const found = scholarshipOf(facts, { cause: 'jkm', yearsContributed }, [{ level: firstChild }, ...second])
  const children = found.children.map(
    (ceiling, n): Text => ['topics.scholarship.child', { number: n + 1, ceiling: { rupiah: ceiling } }],
  )
  const more = { total: { rupiah: found.total }, children: { lines: children } }
  return answer(facts, 'topics.scholarship.reckoned', { years: 'scholarship.jkm.contributed' }, more, [
    ...found.cites,
    'scholarship.jkk.contributed',
  ])
}
