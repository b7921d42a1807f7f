import { z } from 'zod'
import type { SpokenPrompt } from '../../domain/message.ts'
import { buttonData } from '../button.ts'
import type { Outgoing } from '../channel.ts'
import { asText } from '../render.ts'
import { envelope } from './dress.ts'

/** A template as the business account holds it, and where its review stands. */
export interface Template {
  name: string
  language: string
  /** `APPROVED`, `PENDING`, `REJECTED`, `PAUSED`, `DISABLED` …, as Meta says it. */
  status: string
  category: string | undefined
  components: readonly Component[]
}

const componentSchema = z.object({
  type: z.string(),
  text: z.string().optional(),
  buttons: z.array(z.object({ type: z.string(), text: z.string().optional() })).optional(),
})
type Component = z.infer<typeof componentSchema>

export const templateSchema: z.ZodType<Template> = z
  .object({
    name: z.string(),
    language: z.string(),
    status: z.string(),
    category: z.string().optional(),
    components: z.array(componentSchema).default([]),
  })
  .transform(({ category, ...template }) => ({ ...template, category }))

/** A template that says what a message says: what to put in its variables, and what its buttons bring back. */
export interface Match {
  template: Template
  variables: { name: string; text: string }[]
  payloads: string[]
}

/** Bytes that a quick reply can carry back to us. */
const PAYLOAD_BYTES = 128
const VARIABLE = /\{\{(\w+)\}\}/g

/** Why nothing of ours can go out by a template; undefined where it can. */
export function unusable({ status, components }: Template): 'notApproved' | 'shape' | undefined {
  if (status !== 'APPROVED') return 'notApproved'
  const others = components.filter(({ type }) => !['BODY', 'FOOTER', 'BUTTONS'].includes(type))
  const buttons = components.flatMap((component) => component.buttons ?? [])
  const hasBody = components.some(({ type, text }) => type === 'BODY' && text !== undefined)
  return hasBody && others.length === 0 && buttons.every(({ type }) => type === 'QUICK_REPLY') ? undefined : 'shape'
}

/**
 * How a template says the very words of a message; undefined where it does not. Its choices stand as quick replies or, where
 * it has none, numbered below the words.
 */
export function matchOf(template: Template, prompt: SpokenPrompt): Match | undefined {
  if (unusable(template)) return undefined
  const body = template.components.find(({ type }) => type === 'BODY')!.text!
  const buttons = template.components.flatMap((component) => component.buttons ?? [])
  const variables = variablesIn(body, buttons.length > 0 ? prompt.text : asText(prompt))
  if (!variables) return undefined
  if (buttons.length === 0) return { template, variables, payloads: [] }
  const labels = prompt.choices.map(({ label }) => label)
  if (labels.length !== buttons.length || buttons.some(({ text }, at) => text !== labels[at])) return undefined
  const payloads = prompt.choices.map(({ value }) => buttonData(value, prompt.asked ?? 0, PAYLOAD_BYTES))
  return payloads.every((payload) => payload !== undefined) ? { template, variables, payloads } : undefined
}

/** A variable holds part of a line: Meta takes no line breaks, tabs or rows of spaces in it. */
function variablesIn(body: string, text: string): Match['variables'] | undefined {
  const names = [...body.matchAll(VARIABLE)].map(([, name]) => name!)
  const pattern = body
    .trim()
    .split(VARIABLE)
    .map((part, at) => (at % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&') : '([^\\n\\t]+?)'))
    .join('')
  const found = new RegExp(`^${pattern}$`).exec(text.trim())
  const values = found?.slice(1)
  if (!values || values.some((value) => / {4,}/.test(value))) return undefined
  return names.map((name, at) => ({ name, text: values[at]! }))
}

/** A message of ours as one call of `messages` that names its template. */
export function templated({ id, address }: Outgoing, { template, variables, payloads }: Match): object {
  const parameters = variables.map(({ name, text }) => ({
    type: 'text',
    ...(/^\d+$/.test(name) ? {} : { parameter_name: name }),
    text,
  }))
  const components = [
    ...(parameters.length > 0 ? [{ type: 'body', parameters }] : []),
    ...payloads.map((payload, index) => ({
      ...{ type: 'button', sub_type: 'quick_reply', index: String(index) },
      parameters: [{ type: 'payload', payload }],
    })),
  ]
  const language = { policy: 'deterministic', code: template.language }
  return {
    ...envelope(id, address),
    type: 'template',
    template: { name: template.name, language, ...(components.length > 0 && { components }) },
  }
}
