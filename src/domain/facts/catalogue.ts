import { channels } from './catalogue/channels.ts'
import { claims } from './catalogue/claims.ts'
import { contributions } from './catalogue/contributions.ts'
import { coverage } from './catalogue/coverage.ts'
import { jhtJpJkp } from './catalogue/jht-jp-jkp.ts'
import { jkk } from './catalogue/jkk.ts'
import { jkm } from './catalogue/jkm.ts'
import { membership } from './catalogue/membership.ts'
import { scholarship } from './catalogue/scholarship.ts'
import type { Unit } from './fact.ts'

/** Every fact in the files of this repository; reviewed edits are laid over them by `factsOn`. */
export const CATALOGUE = [
  ...membership,
  ...contributions,
  ...jkk,
  ...jkm,
  ...scholarship,
  ...jhtJpJkp,
  ...claims,
  ...channels,
  ...coverage,
] as const

type Filed = (typeof CATALOGUE)[number]
export type FactId = Filed['id']
/** Ids of the facts of one unit, so that the compiler refuses the amount of a rule. */
export type IdOf<U extends Unit> = Extract<Filed, { unit: U }>['id']
