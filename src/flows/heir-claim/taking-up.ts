import type { ClaimVerdict, NewClaim } from '../../domain/claims/claim.ts'
import { spellCode } from '../../domain/code.ts'
import type { Effect } from '../../domain/effects.ts'
import type { Choice } from '../../domain/message.ts'
import { SKIPPED } from '../readers.ts'
import { type Answers, claimIn, type HeirScene } from './case.ts'

/** The case to be written down, or written down again where one of its answers was changed. */
export function newClaimIn(answers: Answers): NewClaim {
  const { cause, bornOn, worker, deceased } = answers
  if (!cause || !bornOn) throw new Error('a case was to be opened before its cause and a birth date were told')
  return {
    ...{ ...claimIn(answers), cause, bornOn },
    workerId: worker === 'other' ? undefined : worker,
    deceased: deceased === SKIPPED ? undefined : deceased,
  }
}

/** Counts the proof that has just failed. */
export function countIn({ verdict }: Answers): Effect {
  return { do: 'countFailure', subjects: verdict?.subjects ?? [] }
}

export function provenIn({ verdict }: Answers): Extract<ClaimVerdict, { proven: true }> {
  if (!verdict?.proven) throw new Error('a case was to be taken up without a proof')
  return verdict
}

/** The cases that a proof has opened, when one chat has reported several deaths. */
export function claimsToPick({ answers }: HeirScene): Choice[] {
  return provenIn(answers).claims.map(({ id, code, openedOn }) => ({
    value: id,
    label: ['heirClaim.claim', { code: spellCode(code), day: { day: openedOn } }],
  }))
}

export function takenIn(answers: Answers): { id: string; code: string } {
  const { claims } = provenIn(answers)
  const { id, code } = claims.find((claim) => claim.id === answers.which) ?? claims[0]!
  return { id, code }
}
