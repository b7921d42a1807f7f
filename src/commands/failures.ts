import { DomainError } from '../domain/errors.ts'
import { withWorld } from '../main.ts'
import { failureWords } from '../services/campaigns/trouble.ts'
import { type DeadLetter, deadLetters } from '../store/failures.ts'
import { moment } from '../web/console/times.ts'
import type { Command, Shell } from './command.ts'
import { readOptions } from './options.ts'
import { table } from './table.ts'

const LISTED = 500

/** `failures [--json]`: messages that were given up or are in doubt, newest first; never to whom, nor what they said. */
export const failures: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, { json: { type: 'boolean' } })
  if (positionals.length > 0) throw new DomainError('cli.usage', { usage: 'sapa failures [--json]' })
  return withWorld(shell, async ({ database }) => {
    const letters = await database.run((db) => deadLetters(db, LISTED))
    if (values.json) for (const letter of letters) shell.out(JSON.stringify(letter))
    else if (letters.length > 0) shell.out(table(letters.map((letter) => rowOf(shell, letter))))
    shell.err(shell.say(letters.length > 0 ? ['cli.failures.count', { shown: letters.length }] : 'cli.failures.none'))
    return 0
  })
}

function rowOf(
  { say }: Pick<Shell, 'say'>,
  { id, channel, cause, failure, failedAt, unknownAt }: DeadLetter,
): string[] {
  const why = failedAt ? failureWords(failure ?? '') : 'cli.failures.unknown'
  return [id, channel, cause, say(moment((failedAt ?? unknownAt)!)), say(why)]
}
