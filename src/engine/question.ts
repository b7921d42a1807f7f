import type { Heard } from '../domain/heard.ts'
import type { Looking } from '../domain/look-ups.ts'
import type { Choice, Prompt, Text } from '../domain/message.ts'
import type { Flow, Scene, Step, Words } from './flow.ts'

// biome-ignore lint/suspicious/noExplicitAny: see Flow
type AnyStep = Step<any, string>
type AnyScene = Scene<Record<string, unknown>>
/** A step that waits for the person. */
export type Spoken = Extract<AnyStep, { ask: unknown } | { choose: unknown } | { pick: unknown } | { menu: unknown }>

/** Which of some choices a person's own words name; given from outside, since the engine reads no language. */
export type Named = (choices: readonly Choice[], text: string) => string | undefined

// Choices that read the same in every conversation.
const SHARED = ['menu', 'back', 'human', 'status', 'yes', 'no']

export function waits(step: AnyStep): step is Spoken {
  return 'ask' in step || 'choose' in step || 'pick' in step || 'menu' in step
}

export function* choicesOf(flow: Flow, step: Spoken, scene: AnyScene): Looking<Choice[]> {
  if ('ask' in step) return []
  if ('pick' in step) return yield* settled(step.from(scene))
  const values = 'choose' in step ? step.options : Object.keys(step.goto)
  return values.map((value) => ({ value, label: labelOf(flow.id, value) }))
}

export function labelOf(flowId: string, value: string): string {
  return SHARED.includes(value) ? `engine.option.${value}` : `${flowId}.option.${value}`
}

/** The question of a step as messages; the choices stand on the last. */
export function* question(flow: Flow, step: Spoken, scene: AnyScene): Looking<Prompt[]> {
  const say = 'ask' in step ? step.ask : 'choose' in step ? step.choose : 'pick' in step ? step.pick : step.menu
  const messages = yield* words(say, scene)
  const offer = yield* offerOf(flow, step, scene)
  return messages.map((text, n) => (n === messages.length - 1 ? { text, ...offer } : { text }))
}

/** The same question after something else was said: a menu by its choices alone. */
export function* questionAgain(flow: Flow, step: Spoken, scene: AnyScene): Looking<Prompt[]> {
  if (!('menu' in step)) return yield* question(flow, step, scene)
  return [{ text: 'engine.choose', ...(yield* offerOf(flow, step, scene)) }]
}

/** What a step puts before the person besides its words: choices, and where it takes a phone the button that shares it. */
export function* offerOf(flow: Flow, step: Spoken, scene: AnyScene): Looking<Omit<Prompt, 'text'>> {
  const choices = yield* choicesOf(flow, step, scene)
  const { sharesPhone, hasPhone } = scene.person
  return {
    ...(choices.length > 0 && { choices }),
    ...(takesPhone(step) && sharesPhone && !hasPhone && { phoneButton: 'engine.option.sharePhone' }),
  }
}

export function takesPhone(step: Spoken): boolean {
  return 'phone' in step && step.phone !== undefined
}

/** What was answered to a step: the value to keep, or the option to go by; undefined when it could not be read. */
export function* answer(
  flow: Flow,
  step: Spoken,
  heard: Heard,
  offered: readonly string[],
  scene: AnyScene,
  named: Named,
): Looking<unknown> {
  const { input } = heard
  if ('ask' in step) return step.read(input, scene.today)
  if ('phone' in step && step.phone && input.phone) return input.phone
  const choices = yield* choicesOf(flow, step, scene)
  const own = 'choose' in step ? step.names?.(input.text) : undefined
  const value = pointedAt(heard, offered) ?? own ?? named(choices, input.text)
  return choices.some((choice) => choice.value === value) ? value : undefined
}

/** The choice that was pressed or numbered, among those that the person has before them. */
export function pointedAt({ input, number }: Heard, offered: readonly string[]): string | undefined {
  if (input.choice !== undefined) return input.choice
  return number === undefined ? undefined : offered[number - 1]
}

// biome-ignore lint/suspicious/noExplicitAny: see Flow
export function* words(say: Text | ((scene: any) => Words | Looking<Words>), scene: AnyScene): Looking<Text[]> {
  const said = typeof say === 'function' ? yield* settled(say(scene)) : say
  return isSeveral(said) ? said.map(({ say }) => say) : [said]
}

function isSeveral(said: Words): said is readonly { say: Text }[] {
  return Array.isArray(said) && typeof said[0] === 'object'
}

export function* settled<T>(value: T | Looking<T>): Looking<T> {
  return isLooking(value) ? yield* value : value
}

function isLooking<T>(value: T | Looking<T>): value is Looking<T> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && 'throw' in value
}
