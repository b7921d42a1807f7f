import { CHAT_CODE, readCode } from '../domain/code.ts'
import { DomainError } from '../domain/errors.ts'
import { withWorld } from '../main.ts'
import { linkFaceToFace } from '../services/face-to-face.ts'
import type { Command } from './command.ts'
import { needed, readOptions } from './options.ts'

/** `link CHATCODE --worker NUMBER --officer NAME`: an officer has seen the person and the card face to face. */
export const link: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, { worker: { type: 'string' }, officer: { type: 'string' } })
  const code = readCode(needed('CHATCODE', positionals[0]), CHAT_CODE)
  if (code === undefined) throw new DomainError('operation.noChat')
  const worker = needed('--worker', values.worker)
  const officer = needed('--officer', values.officer)
  return withWorld(shell, async (world) => {
    await linkFaceToFace(world, { chatCode: code, workerCode: worker, officer })
    shell.out(shell.say('cli.linked'))
    return 0
  })
}
