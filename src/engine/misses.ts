import type { GlobalWord, Heard } from '../domain/heard.ts'
import type { Looking } from '../domain/look-ups.ts'
import type { Choice, Prompt, Text } from '../domain/message.ts'
import type { Flow, Scene } from './flow.ts'
import { labelOf, offerOf, type Spoken } from './question.ts'

// Values of choices that stand for a global word, so that they work whatever step is waiting.
const OFFER: Choice[] = (['human', 'menu'] as const).map((word) => ({
  value: `:${word}`,
  label: labelOf('engine', word),
}))

/** The global word behind a choice of the offer of a person. */
export function sharedOffer(value: string | undefined): GlobalWord | undefined {
  return OFFER.some((choice) => choice.value === value) ? (value!.slice(1) as GlobalWord) : undefined
}

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
  if (misses === 1) {
    const again: Prompt = { text: isAsk && !heard.input.attachment ? step.again : againFor(heard) }
    return isAsk ? [again] : [again, { text: 'engine.choose', ...(yield* offerOf(flow, step, scene)) }]
  }
  if (misses === 2) return [{ text: isAsk ? step.simpler : 'engine.simpler', ...(yield* offerOf(flow, step, scene)) }]
  if (misses === 3) return [{ text: 'engine.offerPerson', choices: OFFER }]
  return misses === 4 ? [{ text: 'engine.stillHere' }] : []
}

function againFor({ input }: Heard): Text {
  if (input.attachment === 'voice') return 'engine.voice'
  if (input.attachment === 'sticker') return 'engine.sticker'
  return input.attachment ? 'engine.attachment' : 'engine.again'
}
