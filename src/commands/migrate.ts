import { withWorld } from '../main.ts'
import type { Command } from './command.ts'
import { readOptions } from './options.ts'

/** `migrate`: brings the database's tables up to this version; `start` does the same by itself. */
export const migrate: Command = async (args, shell) => {
  readOptions(args, {})
  return withWorld(shell, async ({ database }) => {
    await database.run(function* () {})
    shell.out(shell.say('cli.migrated'))
    return 0
  })
}
