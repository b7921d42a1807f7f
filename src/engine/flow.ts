import type { z } from 'zod'
import type { Day } from '../domain/clock.ts'
import type { Effect } from '../domain/effects.ts'
import type { Facts } from '../domain/facts/facts.ts'
import type { Looking } from '../domain/look-ups.ts'
import type { Choice, Input, Locale, Text } from '../domain/message.ts'
import type { PublicSettings } from '../domain/settings.ts'

/** What a step may know of the person: nothing that would have to be proven. */
export interface Person {
  isNew: boolean
  locale: Locale
  /** The channel vouches for a phone number, or the person has shared theirs. */
  hasPhone: boolean
  /** The channel has a button by which a person shares their phone. */
  sharesPhone: boolean
  optedOut: boolean
  /** A death was told of in this chat, and news is not sent to it. */
  bereaved: boolean
}

/** What a step may know; all else is looked up. */
export interface Scene<A> {
  answers: A
  today: Day
  facts: Facts
  settings: PublicSettings
  person: Person
}

/** Reads an answer out of an input; `undefined` means "ask again". */
export type Reader<T> = (input: Input, today: Day) => T | undefined

type May<T> = T | Looking<T>
/** One message, or several, of which the last carries the choices. */
export type Words = Text | readonly { say: Text }[]
/** Words, or how they come out of a scene. */
export type Say<A> = Text | ((scene: Scene<A>) => May<Words>)

/** Towards another conversation. */
export interface Leave {
  flow: string
  /** What the other conversation begins with, out of the answers of this one. */
  // biome-ignore lint/suspicious/noExplicitAny: see Flow
  with?: (answers: any) => Record<string, unknown>
}

type Ask<A> = {
  [K in keyof A & string]: { save: K; read: Reader<NonNullable<A[K]>> }
}[keyof A & string]

// `back`: where "kembali" leads, for a step that asks of one thing after another.
type Chosen<A, S> = {
  [K in keyof A & string]: /** `names`: which option words name that are not its label. */
    | {
        choose: Say<A>
        save: K
        options: readonly (NonNullable<A[K]> & string)[]
        names?: (text: string) => (NonNullable<A[K]> & string) | undefined
        next: S
        back?: S
      }
    | { pick: Say<A>; save: K; from: (scene: Scene<A>) => May<Choice[]>; next: S }
}[keyof A & string]

/** Looks something up and keeps it among the answers, for the steps that follow. */
type Find<A, S> = {
  [K in keyof A & string]: { find: (scene: Scene<A>) => May<NonNullable<A[K]>>; save: K; next: S }
}[keyof A & string]

export type Step<A, S extends string> =
  | (Ask<A> & { ask: Say<A>; again: Text; simpler: Text; readsNumber?: true; next: S })
  | Chosen<A, S>
  | Find<A, S>
  | { menu: Say<A>; goto: { [option: string]: S | Leave }; phone?: S }
  | { tell: Say<A>; next: S | Leave }
  | { decide: (scene: Scene<A>) => May<S> }
  /** `noWayBack`: what was answered before has been used up and is not asked again. */
  | { act: (scene: Scene<A>) => May<Effect>; next: S; noWayBack?: true }
  | { end: Say<A> }
  | { leave: Leave }

// The engine walks flows whose answers it does not know; the declaration below has checked them.
// biome-ignore lint/suspicious/noExplicitAny: answers differ from flow to flow
export interface Flow<A = any, S extends string = string> {
  id: string
  version: number
  answers: z.ZodType<A>
  start: S
  steps: Record<S, Step<A, S>>
  /** Steps that had another name in an earlier version: old name to new. */
  renamed?: Record<string, S>
  /** So many days after it began it starts anew: what was proven in it then is not proven now. */
  lastsDays?: number
  /** What is said when a person cancels it, where "nothing has changed" would not be true. */
  cancelled?: string
  /** A question about something else is answered beside it, and the question that stands is put again. */
  goesOn?: true
  /** Such answers of its own, by topic, where the case at hand changes what is right. */
  asides?: Partial<Record<string, Say<A>>>
  /** So grave that nothing else is answered in the same breath. */
  undivided?: true
}

/** Declares a conversation; step names in `next`, `goto` and `start`, options and saved answers are checked by the compiler. */
export function flow<Z extends z.ZodObject, S extends string>(declared: {
  id: string
  version: number
  answers: Z
  start: NoInfer<S>
  renamed?: Record<string, NoInfer<S>>
  lastsDays?: number
  cancelled?: string
  goesOn?: true
  asides?: Partial<Record<string, Say<z.infer<Z>>>>
  undivided?: true
  steps: { [K in S]: Step<z.infer<Z>, NoInfer<S>> }
}): Flow {
  return declared as unknown as Flow
}
