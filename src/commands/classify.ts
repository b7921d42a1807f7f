import { createInterface } from 'node:readline'
import { intentOf } from '../understanding/intent.ts'
import type { Command } from './command.ts'
import { readOptions } from './options.ts'

/** `classify`: one utterance a line in, `intent<TAB>score` a line out, as they come; needs no database. */
export const classify: Command = async (args, { stdin, out }) => {
  readOptions(args, {})
  for await (const line of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const { intent, score } = intentOf(line)
    out(`${intent}\t${score.toFixed(3)}`)
  }
  return 0
}
