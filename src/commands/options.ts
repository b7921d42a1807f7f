import { type ParseArgsConfig, parseArgs } from 'node:util'
import { DomainError } from '../domain/errors.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads `--options` and the words between them; throws `cli.badOption` for one that is not there or lacks its value. */
export function readOptions<O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code?.startsWith('ERR_PARSE_ARGS')) throw new DomainError('cli.badOption', { given: named(error as Error) })
    throw error
  }
}

// The message names the option; its value could be personal and is left out.
function named({ message }: Error): string {
  return /'(-[^' =<]*)/.exec(message)?.[1] ?? '?'
}

/** A value out of a list; throws `cli.badChoice` with the list. */
export function oneOf<T extends string>(option: string, given: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === given)
  if (found === undefined) throw new DomainError('cli.badChoice', { option, choices: choices.join(', ') })
  return found
}

/** Several of them, with commas between; throws `cli.badChoice` with the list. */
export function severalOf<T extends string>(option: string, given: string, choices: readonly T[]): T[] {
  return given.split(',').map((one) => oneOf(option, one.trim(), choices))
}

export function needed(option: string, given: string | undefined): string {
  if (given === undefined || given === '') throw new DomainError('cli.missing', { option })
  return given
}
