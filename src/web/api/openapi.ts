import { z } from 'zod'
import type { Tell } from '../page.tsx'
import { API, type Endpoint } from './endpoints.ts'

/** What a refusal is answered with. */
export const refused = z.object({ error: z.int(), code: z.string().optional(), message: z.string() })

const REFUSALS = [401, 404, 422, 429, 503] as const

/** The document by which other programs know the API, OpenAPI 3.1. */
export function openApi(tell: Tell, publicUrl: string, endpoints: readonly Endpoint[]): object {
  const paths = endpoints.map((endpoint) => [`${API}${endpoint.path}`, { get: operation(tell, endpoint) }])
  return {
    openapi: '3.1.0',
    info: { title: tell('api.title'), version: '1', description: tell('api.about') },
    servers: [{ url: publicUrl }],
    security: [{ token: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: tell('api.token') } },
      schemas: { refused: schemaOf(refused) },
      responses: {
        refused: { description: tell('api.refused'), content: json({ $ref: '#/components/schemas/refused' }) },
      },
    },
  }
}

function operation(tell: Tell, { name, path, parameters, answer }: Endpoint): object {
  const { properties = {}, required = [] } = schemaOf(parameters) as z.core.JSONSchema.BaseSchema
  return {
    operationId: name,
    summary: tell(`api.ask.${name}`),
    parameters: Object.entries(properties).map(([name, property]) => {
      const { description, ...schema } = property as z.core.JSONSchema.BaseSchema
      const place = path.includes(`{${name}}`) ? 'path' : 'query'
      return { name, in: place, required: required.includes(name), ...(description && { description }), schema }
    }),
    responses: {
      200: { description: tell(`api.ask.${name}`), content: json(schemaOf(answer)) },
      ...Object.fromEntries(REFUSALS.map((status) => [status, { $ref: '#/components/responses/refused' }])),
    },
  }
}

function json(schema: object): object {
  return { 'application/json': { schema } }
}

// The document says itself by which rules its schemas are written.
function schemaOf(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema)
  return rest
}
