import { mayHaveScholarship, monthsOf } from '../../domain/claims/due.ts'
import type { Membership } from '../../domain/claims/told.ts'
import { answer } from '../../domain/facts/answer.ts'
import type { Facts } from '../../domain/facts/facts.ts'
import { jkkDeath } from '../../domain/facts/reckoning/jkk-death.ts'
import { jkmBenefit } from '../../domain/facts/reckoning/jkm-benefit.ts'
import type { Looking } from '../../domain/look-ups.ts'
import type { Text } from '../../domain/message.ts'
import { caseOf, type HeirScene } from './case.ts'

type Said = { say: Text }[]

/** What the heirs may get at most, and on what it hangs; one thought in each message. */
export function* amountWords(scene: HeirScene): Looking<Said> {
  const { kind, told } = yield* caseOf(scene)
  const { facts } = scene
  return [
    ...(kind === 'jkk' ? [] : [{ say: jkmWords(facts, told.membership) }]),
    ...(kind === 'jkm' ? [] : [{ say: jkkWords(facts, kind === 'unsure') }]),
    ...(kind === 'jkk' || told.membership === 'long' ? [] : [{ say: gapWords(facts) }]),
    ...(mayHaveScholarship(told) ? [] : [{ say: noScholarship(facts) }]),
  ]
}

/** What children may get for school: a ceiling, not cash. */
export function* scholarshipWords(scene: HeirScene): Looking<Said> {
  const { kind } = yield* caseOf(scene)
  const { facts } = scene
  const shown = { children: 'scholarship.children', perChild: 'scholarship.child' } as const
  if (kind === 'jkk')
    return [{ say: answer(facts, 'heirClaim.scholarship.jkk', shown, {}, ['scholarship.jkk.contributed']) }]
  return [{ say: answer(facts, 'heirClaim.scholarship.jkm', { ...shown, years: 'scholarship.jkm.contributed' }) }]
}

/** What heirs may get for a death that work did not cause, by how long the membership had run. */
export function jkmWords(facts: Facts, membership: Membership | undefined): Text {
  const { total, lumpSum, periodic, funeral, cites } = jkmBenefit(facts, monthsOf(facts, membership))
  const key = `heirClaim.amount.${membership === 'short' || membership === 'unknown' ? membership : 'full'}`
  const sums = { total: { rupiah: total }, lumpSum: { rupiah: lumpSum }, periodic: { rupiah: periodic } }
  return answer(facts, key, { months: 'jkm.waiting' }, { ...sums, funeral: { rupiah: funeral } }, cites)
}

function jkkWords(facts: Facts, isUnsure: boolean): Text {
  const { total, lumpSum, periodic, funeral, cites } = jkkDeath(facts, facts.amount('contribution.base.lowest'))
  const sums = { total: { rupiah: total }, lumpSum: { rupiah: lumpSum }, periodic: { rupiah: periodic } }
  const key = `heirClaim.amount.${isUnsure ? 'orJkk' : 'jkk'}`
  return answer(facts, key, {}, { ...sums, funeral: { rupiah: funeral } }, [...cites, 'jkk.fromFirstDay'])
}

/** Months count in a row; whether a gap between two budget years starts them anew nobody here knows. */
export function gapWords(facts: Facts): Text {
  return answer(facts, 'heirClaim.amount.gap', { months: 'jkm.waiting' }, {}, ['jkm.waiting.afterGap'])
}

function noScholarship(facts: Facts): Text {
  return answer(facts, 'heirClaim.scholarship.none', { years: 'scholarship.jkm.contributed' })
}
