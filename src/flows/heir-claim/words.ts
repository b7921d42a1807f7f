import { classesBefore, standingOf } from '../../domain/claims/heirs.ts'
import { MEMBERSHIPS } from '../../domain/claims/told.ts'
import { spellCode } from '../../domain/code.ts'
import { answer } from '../../domain/facts/answer.ts'
import { type Looking, look } from '../../domain/look-ups.ts'
import type { Choice, Text } from '../../domain/message.ts'
import type { Words } from '../../engine/flow.ts'
import { caseOf, claimIn, type HeirScene, nextQuestion } from './case.ts'
import { missingWords } from './papers.ts'

/** Whom of the workers this chat is proven for the death is about. */
export function* whoToPick(): Looking<Choice[]> {
  const covers = yield* look('proven', {})
  const workers = covers.map(
    ({ workerId, maskedName }): Choice => ({ value: workerId, label: ['heirClaim.worker', { name: maskedName }] }),
  )
  return [...workers, { value: 'other', label: 'heirClaim.option.someoneElse' }]
}

/** The lengths of membership that decide something, with the figures of the day. */
export function membershipsToPick({ facts }: Pick<HeirScene, 'facts'>): Choice[] {
  const months = facts.count('jkm.waiting')
  const years = facts.count('scholarship.jkm.contributed')
  return MEMBERSHIPS.map((value) => ({ value, label: [`heirClaim.membership.${value}`, { months, years }] }))
}

/** To report the accident in time, whatever else is still open. */
export function reportWords({ facts, answers: { cause } }: HeirScene): Words {
  const key = cause === 'commute' || cause === 'unsure' ? cause : 'work'
  const cited = key === 'work' ? [] : (['jkk.commute.canCount'] as const)
  return answer(facts, `heirClaim.report.${key}`, { hours: 'jkk.report' }, {}, ['jkk.report.byOthers', ...cited])
}

export function hardWords({ facts }: HeirScene): Words {
  return [
    { say: 'heirClaim.hard.kind' },
    { say: answer(facts, 'heirClaim.hard.covered', {}, {}, ['jkm.coversSuicide']) },
  ]
}

export function openedWords({ answers }: HeirScene): Words {
  return ['heirClaim.opened', { code: spellCode(claimIn(answers).code) }]
}

export function findOutWords({ facts }: HeirScene): Words {
  return answer(facts, 'heirClaim.findOut', { callCentre: 'channels.callCentre' })
}

export function* closerWords(scene: HeirScene): Looking<Words> {
  const { told } = yield* caseOf(scene)
  const before = classesBefore(told.relation ?? 'other')
  return [
    'heirClaim.closer',
    { lines: { lines: before.map((one): Text => ['facts.item', { item: { text: `facts.heir.${one}` } }]) } },
  ]
}

/** How the reporter stands in the order of heirs, as told; an office decides. */
export function* standingWords(scene: HeirScene): Looking<{ say: Text }> {
  const { told } = yield* caseOf(scene)
  const standing = standingOf(told.relation ?? 'other', told.closer)
  const cited = standing === 'outside' ? (['heirs.none.funeralToArranger', 'heirs.none.rest'] as const) : []
  return { say: answer(scene.facts, `heirClaim.standing.${standing}`, {}, {}, ['heirs.order', ...cited]) }
}

export function* heirsWords(scene: HeirScene): Looking<Words> {
  const { told } = yield* caseOf(scene)
  const order = { say: answer(scene.facts, 'heirClaim.order', { order: 'heirs.order' }) }
  return told.relation ? [order, yield* standingWords(scene)] : [order]
}

/** Where to hand the papers in, what never to give away, how long it takes, until when. */
export function* whereWords(scene: HeirScene): Looking<Words> {
  const { kind } = yield* caseOf(scene)
  const { facts, settings } = scene
  const { branchAddress: address, branchHours } = settings
  const hours = branchHours ?? ''
  return [
    { say: answer(facts, 'heirClaim.handIn.places', { places: 'channels.claim' }, {}, ['claim.isFree']) },
    ...(address ? [{ say: ['heirClaim.handIn.address', { address, hours }] as const }] : []),
    { say: answer(facts, 'heirClaim.handIn.beware', {}, {}, ['claim.isFree', 'claim.beware.brokers']) },
    { say: answer(facts, 'heirClaim.handIn.duration', { days: 'claim.payment' }) },
    ...(kind === 'jkm'
      ? []
      : [{ say: answer(facts, 'heirClaim.handIn.deadlineJkk', { years: 'claim.jkk.deadline' }) }]),
    ...(kind === 'jkk'
      ? []
      : [{ say: answer(facts, 'heirClaim.handIn.deadlineJkm', {}, {}, ['claim.jkm.hasNoDeadline']) }]),
  ]
}

/** Where the case stood, and what was missing; while there is more to ask nobody knows yet which papers are wanted. */
export function* welcomeBackWords(scene: HeirScene): Looking<Words> {
  const found = yield* caseOf(scene)
  const { openedOn, wanted, missing } = found
  if (nextQuestion(found)) return ['heirClaim.welcomeBack.unfinished', { day: { day: openedOn } }]
  const tally = { day: { day: openedOn }, have: wanted.length - missing.length, all: wanted.length }
  return [{ say: ['heirClaim.welcomeBack.finished', tally] }, ...(yield* missingWords(scene))]
}

/** The sum of it, in front of the next steps. */
export function* deskWords(scene: HeirScene): Looking<Words> {
  const { code, wanted, missing } = yield* caseOf(scene)
  const tally = { have: wanted.length - missing.length, all: wanted.length }
  return ['heirClaim.desk', { code: spellCode(code), ...tally }]
}

export function* personWords(scene: HeirScene): Looking<Words> {
  const { code } = yield* caseOf(scene)
  return ['heirClaim.person', { code: spellCode(code), chat: yield* look('chatCode', {}) }]
}
