import { z } from 'zod'
import type { ClaimVerdict } from '../../domain/claims/claim.ts'
import { mayHaveScholarship } from '../../domain/claims/due.ts'
import { classesBefore, DIFFICULTIES, needsPerson, RELATIONS, standingOf } from '../../domain/claims/heirs.ts'
import { missingOf, PAPER_STATES, PAPERS, type Paper, type PaperState, papersFor } from '../../domain/claims/papers.ts'
import { CAUSES, type ClaimKind, kindOf, MAYBE, MEMBERSHIPS, type Told } from '../../domain/claims/told.ts'
import type { Day } from '../../domain/clock.ts'
import { type Looking, look } from '../../domain/look-ups.ts'
import type { Scene } from '../../engine/flow.ts'

/** What a chat keeps of a case while it talks about it; what must last lies in the case's own rows. */
export const answers = z.object({
  worker: z.string().optional(),
  deceased: z.string().optional(),
  bornOn: z.string().optional(),
  claim: z.object({ id: z.string(), code: z.string() }).optional(),
  code: z.string().optional(),
  verdict: z.custom<ClaimVerdict>().optional(),
  which: z.string().optional(),
  cause: z.enum(CAUSES).optional(),
  membership: z.enum(MEMBERSHIPS).optional(),
  scholars: z.enum(MAYBE).optional(),
  relation: z.enum(RELATIONS).optional(),
  closer: z.enum(MAYBE).optional(),
  several: z.enum(MAYBE).optional(),
  difficulty: z.enum(DIFFICULTIES).optional(),
  way: z.enum(['oneByOne', 'list', 'desk']).optional(),
  paper: z.enum([...PAPERS, 'none']).optional(),
  paperState: z.enum([...PAPER_STATES, 'later']).optional(),
  filed: z.object({ paper: z.enum(PAPERS), state: z.enum(PAPER_STATES) }).optional(),
})
export type Answers = z.infer<typeof answers>
export type HeirScene = Scene<Answers>

/** A case as it stands in this turn: its rows, and over them what has been answered since. */
export interface Case {
  /** Its rows are there: neither about to be written nor closed from another phone. */
  isOpen: boolean
  code: string
  openedOn: Day
  kind: ClaimKind
  told: Told
  wanted: readonly Paper[]
  missing: readonly Paper[]
  states: Partial<Record<Paper, PaperState>>
}

export function* caseOf({ answers, facts, today }: HeirScene): Looking<Case> {
  const row = answers.claim ? yield* look('claim', { claimId: answers.claim.id }) : null
  const { id: _, code: __, openedOn, papers, ...kept } = row ?? { id: '', code: '', openedOn: today, papers: {} }
  const told: Told = { ...kept, ...toldIn(answers) }
  const states = { ...papers, ...(answers.filed && { [answers.filed.paper]: answers.filed.state }) }
  const wanted = papersFor(facts, told)
  const code = answers.claim?.code ?? ''
  const missing = missingOf(wanted, states)
  return { isOpen: row !== null, code, openedOn, kind: kindOf(told.cause ?? 'unsure'), told, wanted, missing, states }
}

/** What has been answered in this chat. */
export function toldIn({ cause, membership, scholars, relation, closer, several, difficulty }: Answers): Told {
  const told = { cause, membership, scholars, relation, closer, several, difficulty }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
}

export type Question = 'membership' | 'scholars' | 'relation' | 'closer' | 'several' | 'difficulty'

/** The next thing to ask of a case; undefined when all has been told. */
export function nextQuestion({ kind, told }: Case): Question | undefined {
  const isOpen: Record<Question, boolean> = {
    membership: kind !== 'jkk' && !told.membership,
    scholars: !told.scholars && mayHaveScholarship(told),
    relation: !told.relation,
    closer: told.relation !== undefined && !told.closer && classesBefore(told.relation).length > 0,
    several: !told.several && told.relation !== 'other',
    difficulty: !told.difficulty,
  }
  return (Object.keys(isOpen) as Question[]).find((question) => isOpen[question])
}

/** Whether who inherits is for an officer to look at. */
export function wantsPerson({ told }: Case): boolean {
  return told.relation !== undefined && needsPerson(told.difficulty, standingOf(told.relation, told.closer))
}

export function claimIn({ claim }: Answers): { id: string; code: string } {
  if (!claim) throw new Error('a case was to be changed where there is none')
  return claim
}

export function filedIn({ paper, paperState }: Answers): { paper: Paper; state: PaperState } {
  if (!paper || paper === 'none' || !paperState || paperState === 'later')
    throw new Error('a paper was to be filed before it was answered')
  return { paper, state: paperState }
}

/** What is said after a cause: about an accident to report, carefully about what is hard to tell, or nothing. */
export function causeWay({ cause }: Answers): 'report' | 'hard' | 'toOpen' {
  if (cause === 'hard') return 'hard'
  return cause === 'notWork' ? 'toOpen' : 'report'
}
