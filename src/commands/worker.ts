import { withWorld } from '../main.ts'
import { type CardPart, cardParts, personDetails } from '../services/card-sheet.ts'
import { workerCard } from '../services/worker-card.ts'
import type { Command } from './command.ts'
import { needed, readOptions } from './options.ts'

/** `worker CODE [--json]`: what the register holds of a worker, and how it came to say so. */
export const worker: Command = async (args, shell) => {
  const { values, positionals } = readOptions(args, { json: { type: 'boolean' } })
  const code = needed('CODE', positionals[0])
  return withWorld(shell, async (world) => {
    const card = await workerCard(world, code)
    if (values.json) {
      const { words, ...counts } = card.counts
      const overlapSource = card.overlapSource && shell.say(card.overlapSource)
      shell.out(JSON.stringify({ ...card, overlapSource, counts: { ...counts, explained: words.map(shell.say) } }))
      return 0
    }
    shell.out(`${card.name} (${card.code})`)
    for (const [name, value] of personDetails(shell.say, card)) shell.out(`  ${name}: ${value}`)
    for (const part of cardParts(shell.say, card)) shell.out(linesOf(part))
    return 0
  })
}

function linesOf({ title, rows }: CardPart): string {
  const told = rows.flatMap(({ text, details }) => [
    `  ${text}`,
    ...details.map(([name, value]) => `    ${name}: ${value}`),
  ])
  return [`\n${title}`, ...told].join('\n')
}
