import { Ajv, type ValidateFunction } from 'ajv'
import spec from './bot-api.json' with { type: 'json' }

interface Field {
  types: string[]
  required?: boolean
}

const BASIC: Readonly<Record<string, object>> = {
  Integer: { type: 'integer' },
  Float: { type: 'number' },
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
  // A part of a form; the stand-in reads it into what a test may look at.
  InputFile: { type: 'object' },
}

const validators = compile()

/** What is wrong with a call's parameters by the published schema, a field that it does not know included; undefined: nothing. */
export function faultIn(method: string, params: unknown): string | undefined {
  const validate = validators.get(method)
  if (!validate) return `${method} is not in the schema`
  if (validate(params)) return undefined
  const [first] = validate.errors ?? []
  return `${method}${first?.instancePath ?? ''} ${first?.message ?? ''} ${JSON.stringify(first?.params ?? {})}`
}

function compile(): Map<string, ValidateFunction> {
  const types = Object.entries(spec.types).map(([name, type]) => [
    name,
    'oneOf' in type ? { anyOf: (type.oneOf as string[]).map(referTo) } : object(type as Record<string, Field>),
  ])
  const ajv = new Ajv({ strict: false }).addSchema({ $id: 'types', $defs: Object.fromEntries(types) })
  return new Map(
    Object.entries(spec.methods).map(([method, fields]) => [
      method,
      ajv.compile(object(fields as Record<string, Field>)),
    ]),
  )
}

function object(fields: Readonly<Record<string, Field>>): object {
  const names = Object.keys(fields)
  return {
    type: 'object',
    additionalProperties: false,
    required: names.filter((name) => fields[name]!.required),
    properties: Object.fromEntries(names.map((name) => [name, { anyOf: fields[name]!.types.map(referTo) }])),
  }
}

function referTo(type: string): object {
  const items = /^Array of (.+)$/.exec(type)?.[1]
  if (items !== undefined) return { type: 'array', items: referTo(items) }
  return BASIC[type] ?? { $ref: `types#/$defs/${type}` }
}
