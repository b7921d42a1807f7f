import type { Day } from '../clock.ts'
import { DomainError } from '../errors.ts'

const REASONS = {
  unknown: 'is not a fact that is kept',
  notOnDay: 'is not valid',
  otherUnit: 'was edited to another unit',
} as const

/** A fact that was asked for and cannot be told; `code` is `facts.error.<reason>`. */
export class FactError extends DomainError {
  override name = 'FactError'

  constructor(reason: keyof typeof REASONS, id: string, day: Day) {
    super(`facts.error.${reason}`, { id, day: { day } })
    this.message = `'${id}' ${REASONS[reason]} on ${day}`
  }
}
