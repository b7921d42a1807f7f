import type { Values } from './message.ts'

/**
 * A refusal that can be told to a person: `code` is a locale key, `values` fill its sentence.
 * Never put an identity number, phone, name or message text into `values`.
 */
export class DomainError extends Error {
  override name = 'DomainError'
  readonly code: string
  readonly values: Values

  constructor(code: string, values: Values = {}) {
    super(code)
    this.code = code
    this.values = values
  }
}
