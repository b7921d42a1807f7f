import { withWorld } from '../main.ts'
import { reviewFile } from '../services/reports/review-file.ts'
import { saveFile } from '../services/save-file.ts'
import type { Command } from './command.ts'
import { needed, readOptions } from './options.ts'

const OPTIONS = { month: { type: 'string' }, out: { type: 'string' } } as const

/** `review --month YYYY-MM --out FILE.pdf`: what agencies are to look at together, by agency. */
export const review: Command = async (args, shell) => {
  const { values } = readOptions(args, OPTIONS)
  const month = needed('--month', values.month)
  const path = needed('--out', values.out)
  return withWorld(shell, async (world) => {
    await saveFile(await reviewFile(world, month), path)
    return 0
  })
}
