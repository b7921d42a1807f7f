import type { GlobalWord } from '../domain/heard.ts'
import type { Flow, Say } from './flow.ts'

/** All conversations, and which of them answers what. */
export interface House {
  flows: ReadonlyMap<string, Flow>
  /** Where everybody starts. */
  home: string
  /** Where a typed identity number leads, a shared phone (`by: 'phone'`), and the code of a link (`code`). */
  proving: string
  /** Where a code leads that was typed before anybody asked for it. */
  coded: string
  /** What takes a visitor's note (`note`). */
  visiting: string
  /** Where whoever is at a meeting checks in, by its code. */
  attending: string
  /** Where a visitor opens a meeting, and closes one by its `code`. */
  holding: string
  closing: string
  /** What answers words of somebody who may do themselves harm, whatever was asked before. */
  distress: string
  words: Readonly<Record<Exclude<GlobalWord, 'menu' | 'back' | 'cancel'>, string>>
  /** Topics of the glossary and the conversation that answers each. */
  topics: Readonly<Partial<Record<string, string>>>
  /** What can be told of a topic in one go, in the midst of something else. */
  // biome-ignore lint/suspicious/noExplicitAny: see Flow
  asides: Readonly<Partial<Record<string, Say<any>>>>
  /** Where a question leads that wants a proof, and is asked for somebody else. */
  forAnother: string
  /** Where a message leads that could be of either of two topics (`between`). */
  unclear: string
}

export class FlowError extends Error {
  override name = 'FlowError'
}

export function flowOf(house: House, id: string): Flow {
  const found = house.flows.get(id)
  if (!found) throw new FlowError(`there is no flow '${id}'`)
  return found
}
