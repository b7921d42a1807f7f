import { asText } from '../../channels/render.ts'
import type { Day } from '../../domain/clock.ts'
import type { SpokenPrompt } from '../../domain/message.ts'
import type { SimulatedPhone } from '../../services/simulated-network.ts'
import type { Shell } from '../command.ts'

/** Says some lines from a phone, one after another, and prints both sides; gives the last replies. */
export async function talk(phone: SimulatedPhone, lines: readonly string[], shell: Shell): Promise<SpokenPrompt[]> {
  let replies: SpokenPrompt[] = []
  for (const text of lines) {
    shell.out(`\n  > ${text}`)
    replies = (await phone.say({ text })).replies
    print(replies, shell)
  }
  return replies
}

/** What came in on a phone, as its owner sees it. */
export function print(prompts: readonly SpokenPrompt[], { out }: Shell): void {
  for (const prompt of prompts) {
    const lines = asText(prompt).split('\n')
    out(lines.map((line, at) => `  ${at === 0 ? '<' : ' '} ${line}`).join('\n'))
  }
}

/** A day as somebody types it. */
export function asTyped(day: Day): string {
  return day.split('-').reverse().join('-')
}
