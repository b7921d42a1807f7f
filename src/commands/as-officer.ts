import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { DomainError } from '../domain/errors.ts'
import type { Officer } from '../domain/officer.ts'
import { codeFrom, provenOfficer } from '../services/accounts/log-in.ts'
import type { World } from '../services/world.ts'
import type { Shell } from './command.ts'

/** Whoever has the shell of the installation, where no officer is asked for. */
export const OPERATOR: Officer = {
  ...{ id: 'operator', username: 'operator', name: 'operator', role: 'coordinator', agencyId: null, kelurahan: null },
}

/**
 * The officer in whose name a command runs, once their password is right: asked for on the terminal without an echo, or
 * read from the first line of what is piped in; where an app is set up its code is asked for next. The lock-out is that of
 * the console. Throws `account.refused`.
 */
export async function asOfficer(world: World, username: string, shell: Shell): Promise<Officer> {
  const ask = asking(shell)
  try {
    const password = await ask.line('cli.officer.password')
    const code = codeFrom(world, () => ask.line('cli.officer.code'))
    const officer = await provenOfficer(world, { username, password, address: 'shell' }, code)
    if (!officer) throw new DomainError('account.refused')
    return officer
  } finally {
    ask.close()
  }
}

/** Asks for secrets, one line each; an empty one where nothing more comes. */
function asking({ stdin, err, say }: Shell) {
  const nowhere = new Writable({ write: (_part, _encoding, done) => done() })
  const isTerminal = stdin.isTTY === true
  const lines = createInterface({ input: stdin, output: nowhere, terminal: isTerminal, historySize: 0 })
  const each = lines[Symbol.asyncIterator]()
  return {
    line: async (question: string): Promise<string> => {
      if (isTerminal) err(say(question))
      const { value, done } = await each.next()
      return done ? '' : String(value)
    },
    close: () => lines.close(),
  }
}
