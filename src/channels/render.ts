import type { SpokenPrompt } from '../domain/message.ts'
import type { Abilities } from './channel.ts'

/** A message as one platform can show it. */
export type Rendered =
  | { as: 'text'; text: string }
  | { as: 'buttons' | 'list'; text: string; choices: SpokenPrompt['choices'] }

/** Buttons when they fit, a pick-list when that fits, a numbered menu otherwise. */
export function render({ text, choices }: SpokenPrompt, can: Abilities): Rendered {
  if (choices.length === 0) return { as: 'text', text }
  const fits = (most: number, length: number) =>
    choices.length <= most && choices.every(({ label }) => [...label].length <= length)
  if (fits(can.buttons, can.buttonLength)) return { as: 'buttons', text, choices }
  if (fits(can.rows, can.rowLength)) return { as: 'list', text, choices }
  return { as: 'text', text: asText({ text, choices }) }
}

/** A message as words alone: the choices numbered below it. */
export function asText({ text, choices }: SpokenPrompt): string {
  return [text, ...choices.map(({ label }, at) => `${at + 1}. ${label}`)].join('\n')
}
