import type { Difficulty, Relation } from './heirs.ts'

/** How a family says that somebody died; `hard`: they would rather not say, `unsure`: they do not know. */
export const CAUSES = ['work', 'commute', 'disease', 'notWork', 'hard', 'unsure'] as const
export type Cause = (typeof CAUSES)[number]

/** Which programme would pay: JKK when the work caused the death, JKM otherwise. */
export const CLAIM_KINDS = ['jkm', 'jkk', 'unsure'] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

/** How long a membership had run: under the months of `jkm.waiting`, under the years of `scholarship.jkm.contributed`, longer. */
export const MEMBERSHIPS = ['short', 'middle', 'long', 'unknown'] as const
export type Membership = (typeof MEMBERSHIPS)[number]

export const MAYBE = ['yes', 'no', 'unknown'] as const
export type Maybe = (typeof MAYBE)[number]

/** What a family has told of a death so far; nothing of it is proven. */
export interface Told {
  cause?: Cause | undefined
  membership?: Membership | undefined
  /** Children who still go to school. */
  scholars?: Maybe | undefined
  /** What the reporter is to the dead. */
  relation?: Relation | undefined
  /** Somebody lives who comes before the reporter in the order of heirs. */
  closer?: Maybe | undefined
  /** There is more than one heir. */
  several?: Maybe | undefined
  difficulty?: Difficulty | undefined
}

export function kindOf(cause: Cause): ClaimKind {
  if (cause === 'unsure') return 'unsure'
  return cause === 'notWork' || cause === 'hard' ? 'jkm' : 'jkk'
}
