import { Ajv, type ValidateFunction } from 'ajv'
import spec from './messages.json' with { type: 'json' }

const KINDS = {
  text: 'TextMessage',
  image: 'ImageMessage',
  document: 'DocumentMessage',
  interactive: 'InteractiveMessage',
  template: 'TemplateMessage',
} as const

const validators = compile()

/** What is wrong with a message by the published schema, a field that it does not know included; undefined: nothing. */
export function faultIn(message: unknown): string | undefined {
  const { type } = (message ?? {}) as { type?: unknown }
  const validate = validators.get(String(type))
  if (!validate) return `'${type}' is no kind of message in the schema`
  if (!validate(message)) {
    const [first] = validate.errors ?? []
    return `${type}${first?.instancePath ?? ''} ${first?.message ?? ''} ${JSON.stringify(first?.params ?? {})}`
  }
  return repeated(message)
}

/** Titles and ids of buttons and rows must differ, which a schema cannot say. */
function repeated(message: unknown): string | undefined {
  const { action } = (message as { interactive?: { action: Action } }).interactive ?? {}
  const choices = action?.buttons?.map(({ reply }) => reply) ?? action?.sections?.flatMap(({ rows }) => rows) ?? []
  const isDouble = (['id', 'title'] as const).some(
    (field) => new Set(choices.map((one) => one[field])).size < choices.length,
  )
  return isDouble ? 'two buttons or rows are called the same' : undefined
}

interface Choice {
  id: string
  title: string
}

interface Action {
  buttons?: { reply: Choice }[]
  sections?: { rows: Choice[] }[]
}

function compile(): Map<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false }).addSchema({ $id: 'messages', $defs: spec.$defs })
  return new Map(Object.entries(KINDS).map(([type, name]) => [type, ajv.compile({ $ref: `messages#/$defs/${name}` })]))
}
