import { isDay, isMonth } from '../domain/clock.ts'
import { FUNDINGS } from '../domain/cover.ts'
import { DomainError } from '../domain/errors.ts'
import { readHeaderName } from '../domain/roster/columns.ts'
import { readSegment } from '../domain/roster/segments.ts'
import type { ImportOptions } from '../services/rosters/import-roster.ts'
import { needed, oneOf } from './options.ts'

export const OPTIONS = {
  agency: { type: 'string' },
  funding: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  segment: { type: 'string' },
  consent: { type: 'string' },
  'as-of': { type: 'string' },
  'dry-run': { type: 'boolean' },
  column: { type: 'string', multiple: true },
  shrunk: { type: 'boolean' },
  apply: { type: 'boolean' },
  json: { type: 'boolean' },
  report: { type: 'string' },
  basis: { type: 'string' },
} as const

/** The options as they were typed, and what `--column` was understood as. */
export type Given = Partial<Record<keyof typeof OPTIONS, string | boolean | string[]>> &
  Pick<ImportOptions, 'headerNames'>

/** What the options say of a roster. Throws `DomainError`, codes `cli.*`, where they cannot be understood. */
export function importOptions(values: Given): ImportOptions {
  const text = (name: keyof typeof OPTIONS) => values[name] as string | undefined
  if (values['dry-run'] && values.apply) throw new DomainError('cli.import.bothModes')
  if (values['dry-run'] && values.report !== undefined) throw new DomainError('cli.import.reportOfNothing')
  const segment = text('segment') === undefined ? undefined : readSegment(text('segment')!)
  if (text('segment') !== undefined && segment === undefined) throw new DomainError('cli.import.badSegment')
  return {
    agency: needed('--agency', text('agency')),
    funding: oneOf('--funding', needed('--funding', text('funding')), FUNDINGS),
    mode: values.apply ? 'apply' : values['dry-run'] ? 'look' : 'judge',
    by: 'operator',
    mayShrink: values.shrunk === true,
    ...month('from', text('from')),
    ...month('to', text('to')),
    ...(values.headerNames && { headerNames: values.headerNames }),
    ...(segment && { segment }),
    ...(text('consent') !== undefined && { consent: needed('--consent', text('consent')) }),
    ...(text('basis') !== undefined && { basis: needed('--basis', text('basis')) }),
  }
}

/** What `--column` says of headers. */
export function headerNames(given: readonly string[]): Pick<ImportOptions, 'headerNames'> {
  if (given.length === 0) return {}
  const names = given.map((text) => {
    const name = readHeaderName(text)
    if (!name) throw new DomainError('cli.import.badColumn', { text })
    return name
  })
  return { headerNames: Object.fromEntries(names) }
}

function month<N extends 'from' | 'to'>(name: N, given: string | undefined): { [K in N]?: string } {
  if (given === undefined) return {}
  if (!isMonth(given) && !isDay(given)) throw new DomainError('cli.import.badMonth', { option: `--${name}` })
  return { [name]: given } as { [K in N]?: string }
}
