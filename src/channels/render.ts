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

/** A message in as many as the platform's length asks for, cut between lines or words; the choices stay with the last. */
export function split(prompt: SpokenPrompt, { textLength }: Abilities): SpokenPrompt[] {
  const { text, choices, asked, phoneButton, closesPhoneButton } = prompt
  const most = textLength - (asText(prompt).length - text.length)
  if (text.length <= most) return [prompt]
  const parts: string[] = []
  let rest = text
  while (rest.length > most) {
    const cut = cutWithin(rest, Math.max(most, 1))
    parts.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  const first = closesPhoneButton && { closesPhoneButton }
  const last = {
    text: rest,
    choices,
    ...(asked !== undefined && { asked }),
    ...(phoneButton !== undefined && { phoneButton }),
  }
  return [...parts.map((part) => ({ text: part, choices: [] })), last].map((part, at) =>
    at === 0 ? { ...part, ...first } : part,
  )
}

function cutWithin(text: string, most: number): number {
  const between = [text.lastIndexOf('\n', most), text.lastIndexOf(' ', most)].find((at) => at > 0)
  if (between !== undefined) return between
  // A character outside of Unicode's first plane is two units, which stay together.
  return most > 1 && /[\uD800-\uDBFF]/.test(text[most - 1]!) ? most - 1 : most
}
