import type { Heard } from '../domain/heard.ts'
import type { Looking } from '../domain/look-ups.ts'
import type { Attachment, Prompt, Text } from '../domain/message.ts'
import type { Flow, Scene } from './flow.ts'
import { PERSON_OFFER } from './offers.ts'
import { offerOf, type Spoken } from './question.ts'

/**
 * What is said to the so-manyth answer in a row that could not be read: asked again, then asked more simply, then a person is
 * offered, then one word that we are still here, then nothing. Never the same twice.
 */
export function* askedAgain(
  flow: Flow,
  step: Spoken,
  heard: Heard,
  misses: number,
  scene: Scene<Record<string, unknown>>,
): Looking<Prompt[]> {
  const isAsk = 'ask' in step
  if (misses === 1 && heard.rude) return [{ text: 'engine.calm', choices: PERSON_OFFER }]
  if (misses === 1) {
    const again: Prompt = { text: isAsk && !heard.input.attachment ? step.again : againFor(heard) }
    return isAsk ? [again] : [again, { text: 'engine.choose', ...(yield* offerOf(flow, step, scene)) }]
  }
  if (misses === 2) return [{ text: isAsk ? step.simpler : 'engine.simpler', ...(yield* offerOf(flow, step, scene)) }]
  if (misses === 3) return [{ text: 'engine.offerPerson', choices: PERSON_OFFER }]
  return misses === 4 ? [{ text: 'engine.stillHere' }] : []
}

function againFor({ input }: Heard): Text {
  return input.attachment ? unreadable(input.attachment) : 'engine.again'
}

/** What is said to something that cannot be read. */
export function unreadable(attachment: Attachment): Text {
  if (attachment === 'voice' || attachment === 'sticker') return `engine.${attachment}`
  return 'engine.attachment'
}
