import { z } from 'zod'
import { MEMBERSHIPS } from '../../domain/claims/told.ts'
import { answer } from '../../domain/facts/answer.ts'
import type { FactId } from '../../domain/facts/catalogue.ts'
import type { Facts } from '../../domain/facts/facts.ts'
import { SCHOOL_LEVELS } from '../../domain/facts/reckoning/scholarship.ts'
import type { Text } from '../../domain/message.ts'
import type { Scene } from '../../engine/flow.ts'

export const WORKS = ['transport', 'others'] as const
/** A second child's level, or that there is none. */
export const SECONDS = [...SCHOOL_LEVELS, 'none'] as const

/** All that a question about a topic may have been told, to reckon with; nothing of the person. */
export const answers = z.object({
  /** The step to begin with. */
  topic: z.string().optional(),
  work: z.enum(WORKS).optional(),
  months: z.string().optional(),
  /** Monthly income chosen, in rupiah. */
  base: z.number().optional(),
  savings: z.enum(['with', 'without']).optional(),
  membership: z.enum(MEMBERSHIPS).optional(),
  firstChild: z.enum(SCHOOL_LEVELS).optional(),
  secondChild: z.enum(SECONDS).optional(),
})
export type Answers = z.infer<typeof answers>
export type TopicScene = Scene<Answers>
export type Said = { say: Text }[]

/** Where every answer leads on: the own status, a person, the menu. */
export const onward = { status: { flow: 'status' }, human: { flow: 'human' }, menu: { flow: 'mainMenu' } } as const

/** The way that is walked with somebody through the app. */
export const JMO = { flow: 'jmoWalk' } as const

/** An answer of `locales/…/topics.json` with the facts it shows, and those it rests on without showing them. */
export function from(key: string, shown: Record<string, FactId>, citing: readonly FactId[] = []) {
  return ({ facts }: { facts: Facts }): Text => answer(facts, `topics.${key}`, shown, {}, citing)
}
