import { listedIn, PAPER_FACTS, type Paper } from '../../domain/claims/papers.ts'
import { answer, sourceOf } from '../../domain/facts/answer.ts'
import type { Looking } from '../../domain/look-ups.ts'
import type { Choice, Text } from '../../domain/message.ts'
import type { Words } from '../../engine/flow.ts'
import { type Case, caseOf, type HeirScene } from './case.ts'

/** So many papers stand in one message: more would be too long for a small phone. */
const IN_ONE = 7

/** The first paper that is missing, after another one where one is named; `none` when the list is at its end. */
export function* nextPaper(scene: HeirScene, after?: Paper | 'none'): Looking<Paper | 'none'> {
  const { wanted, missing } = yield* caseOf(scene)
  const ahead = after === undefined || after === 'none' ? wanted : wanted.slice(wanted.indexOf(after) + 1)
  return ahead.find((paper) => missing.includes(paper)) ?? 'none'
}

/** The paper that was asked of before; `none` at the first. */
export function* paperBefore(scene: HeirScene): Looking<Paper | 'none'> {
  const { wanted } = yield* caseOf(scene)
  const { paper } = scene.answers
  return paper === undefined || paper === 'none' ? 'none' : (wanted[wanted.indexOf(paper) - 1] ?? 'none')
}

export function* paperQuestion(scene: HeirScene): Looking<Words> {
  const { wanted } = yield* caseOf(scene)
  const paper = paperIn(scene)
  const values = { paper: { text: `facts.document.${paper}` }, number: wanted.indexOf(paper) + 1, all: wanted.length }
  return ['heirClaim.paper.question', values]
}

/** Where and how the paper is got that was just spoken of. */
export function* paperWhere(scene: HeirScene): Looking<Words> {
  const { told } = yield* caseOf(scene)
  const paper = paperIn(scene)
  const { shown, cited } = PAPER_FACTS[paper]
  const where = answer(scene.facts, `heirClaim.where.${paper}`, shown, {}, [
    ...cited,
    listedIn(scene.facts, paper, told),
  ])
  return scene.answers.paperState === 'howTo' ? [{ say: where }, { say: 'heirClaim.paper.help' }] : where
}

/** Every paper with whether the family has it, to pick one of. */
export function* papersToPick(scene: HeirScene): Looking<Choice[]> {
  const found = yield* caseOf(scene)
  const choices = found.wanted.map((paper): Choice => ({ value: paper, label: withState(found, paper) }))
  return [...choices, { value: 'none', label: 'heirClaim.option.desk' }]
}

/** What is still missing, in messages of a bearable length, with the authority of the list in the last. */
export function* missingWords(scene: HeirScene): Looking<{ say: Text }[]> {
  const found = yield* caseOf(scene)
  const { missing, told } = found
  if (missing.length === 0) return [{ say: 'heirClaim.missing.none' }]
  const parts = Array.from({ length: Math.ceil(missing.length / IN_ONE) }, (_, n) =>
    missing.slice(n * IN_ONE, (n + 1) * IN_ONE),
  )
  const source = sourceOf(scene.facts, [...new Set(missing.map((paper) => listedIn(scene.facts, paper, told)))])
  return parts.map((papers, n): { say: Text } => {
    const lines = { lines: papers.map((paper): Text => ['facts.item', { item: { text: withState(found, paper) } }]) }
    const end = n === parts.length - 1 ? { text: ['heirClaim.missing.end', { source: { text: source } }] as const } : ''
    return { say: [`heirClaim.missing.${n === 0 ? 'first' : 'more'}`, { lines, end, n: missing.length }] }
  })
}

/** Which papers are asked for: those of the case that are missing, or the usual ones while nothing has been told of it. */
export function* papersWords(scene: HeirScene): Looking<Words> {
  if (scene.answers.claim) return yield* missingWords(scene)
  return answer(scene.facts, 'heirInfo.papers', { papers: 'documents.jkm' })
}

function withState({ states }: Case, paper: Paper): Text {
  const name: Text = `facts.document.${paper}`
  const state = states[paper]
  return state === undefined ? name : [`heirClaim.state.${state}`, { paper: { text: name } }]
}

function paperIn({ answers: { paper } }: HeirScene): Paper {
  if (paper === undefined || paper === 'none') throw new Error('a paper was to be told where none was chosen')
  return paper
}
