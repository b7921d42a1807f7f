import type { Heard } from '../domain/heard.ts'
import type { Looking } from '../domain/look-ups.ts'
import type { Prompt } from '../domain/message.ts'
import type { Flow, Scene } from './flow.ts'
import type { House } from './house.ts'
import { words } from './question.ts'
import type { Standing } from './walk.ts'

const BEYOND_DOUBT = 0.75

type AnyScene = Scene<Record<string, unknown>>

/** Whether a question of another kind is answered beside what stands: where words are waited for, and where a flow says so. */
export function goesOn(standing: Standing | undefined): standing is Standing {
  return standing !== undefined && (waitsForWords(standing) || standing.flow.goesOn === true)
}

/** The topics of a message that the house answers. Where a question waits for words, only a topic beyond doubt counts. */
export function topicsIn(house: House, heard: Heard, standing: Standing | undefined): string[] {
  const { topic, secondTopic, score = 1 } = heard
  if (topic === undefined || (waitsForWords(standing) && score < BEYOND_DOUBT)) return []
  return [topic, secondTopic].filter((one): one is string => one !== undefined && house.topics[one] !== undefined)
}

/** What is answered to questions beside a conversation that goes on: its own words for them first, or those of the house. */
export function* asides(
  house: House,
  topics: readonly string[],
  flow: Flow | undefined,
  scene: AnyScene,
): Looking<Prompt[]> {
  const said: Prompt[] = []
  for (const topic of topics) {
    const own = flow?.asides?.[topic]
    const say = own ?? house.asides[topic]
    const told = say === undefined ? [] : yield* words(say, own ? scene : { ...scene, answers: {} })
    said.push(...told.map((text) => ({ text })))
  }
  return said
}

/**
 * Whether a sentence is about what is going on already, so that beginning anew would lead nowhere. Who names the topic in so
 * many words ("meninggal") wants to begin anew.
 */
export function isAboutThis(house: House, { topic, score }: Heard, standing: Standing): boolean {
  return (
    topic !== undefined && score !== undefined && !waitsForWords(standing) && house.topics[topic] === standing.flow.id
  )
}

/** Of the things asked in one message, what is told at once, and the conversation that answers the other. */
export function* inOneBreath(
  house: House,
  topics: readonly string[],
  scene: AnyScene,
): Looking<{ before: Prompt[]; flow: string }> {
  const ways = [...new Set(topics.map((topic) => house.topics[topic]!))]
  const alone = ways.find((id) => house.flows.get(id)?.undivided)
  const [first, second] = topics as [string, string | undefined]
  if (alone !== undefined || second === undefined || ways.length === 1) return { before: [], flow: alone ?? ways[0]! }
  const told = yield* asides(house, [first], undefined, scene)
  if (told.length > 0) return { before: told, flow: house.topics[second]! }
  const toldOfSecond = yield* asides(house, [second], undefined, scene)
  const before = toldOfSecond.length > 0 ? toldOfSecond : [{ text: 'engine.oneByOne' }]
  return { before, flow: house.topics[first]! }
}

function waitsForWords(standing: Standing | undefined): boolean {
  return standing !== undefined && 'ask' in standing.step
}
