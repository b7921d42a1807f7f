import type { Text } from '../../domain/message.ts'
import type { ReachReport } from '../reach-report.ts'

/** A report as a file tells it: the whole first, then the same days divided in one way after another. */
export interface ReachBook {
  title: Text
  total: ReachReport
  /** Each with its `by`. */
  parts: readonly ReachReport[]
  /** Codes of the workers whom nothing has reached; left out where they are not asked for. */
  notReached?: AsyncIterable<NotReached>
  madeAt: Date
}

/** Somebody whom nothing has reached: a code by which an officer finds the card, and where to look. */
export interface NotReached {
  code: string
  kelurahan: string | null
  segment: string | null
}

/** What a report of reach of one agency or of all is called. */
export function reachTitle({ agency, from, to }: ReachReport): Text {
  return [
    'reach.title',
    { agency: agency?.name ?? { text: 'reach.allAgencies' }, from: { day: from }, to: { day: to } },
  ]
}
