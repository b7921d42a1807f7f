import { z } from 'zod'
import { type Looking, look } from '../../domain/look-ups.ts'

/** The way through JMO, in its order. */
export const STAGES = ['ready', 'install', 'account', 'face', 'add', 'read'] as const
export type Stage = (typeof STAGES)[number]

/** What goes wrong there; whatever else does is `other`. */
export const TROUBLES = {
  ready: ['noEmail', 'forgotEmail', 'oldPhone'],
  install: ['noStorage', 'oldPhone'],
  account: ['codeMissing', 'forgotEmail', 'forgotPassword', 'nameDiffers'],
  face: ['faceFails', 'nameDiffers', 'oldPhone'],
  add: ['numberUnknown', 'nameDiffers', 'forgotPassword'],
  read: ['inactive', 'listDiffers', 'numberUnknown'],
} as const satisfies Record<Stage, readonly string[]>
export const TROUBLE_NAMES = [...new Set(Object.values(TROUBLES).flat())]
export type Trouble = (typeof TROUBLE_NAMES)[number]

export const answers = z.object({
  stage: z.enum([...STAGES, 'end']).optional(),
  said: z.enum(['done', 'notYet', 'later']).optional(),
  trouble: z.string().optional(),
  helped: z.enum(['again', 'stillNot', 'later']).optional(),
})
export type Answers = z.infer<typeof answers>

/** The stage that this contact had got to; the first where there is none, or where it has gone since. */
export function* stageReached(): Looking<Stage> {
  const place = yield* look('placeIn', { walk: 'jmo' })
  return STAGES.find((stage) => stage === place) ?? STAGES[0]
}

/** The stage after another; `end` after the last. */
export function stageAfter(stage: Stage): Stage | 'end' {
  return STAGES[STAGES.indexOf(stage) + 1] ?? 'end'
}
