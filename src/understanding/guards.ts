import { z } from 'zod'
import { kindsOf } from './kinds.ts'
import type { Label } from './phrases.ts'
import file from './words/guards.json' with { type: 'json' }

const guard = z.strictObject({ ways: z.array(z.array(z.array(z.string()))), not: z.array(z.string()) })
const GUARDS = z
  .strictObject({ review: z.string(), stop: guard, leave: guard, claim_jkm: guard, claim_jkk: guard })
  .parse(file)

/** Topics that would hurt where nobody meant them. */
export function guarded(label: Label): label is 'stop' | 'leave' | 'claim_jkm' | 'claim_jkk' {
  return label in GUARDS && (label as string) !== 'review'
}

/** Whether a text says enough in so many words to count as a guarded topic. */
export function passesGuard(label: Label, words: readonly string[]): boolean {
  if (!guarded(label)) return true
  const { ways, not } = GUARDS[label]
  const text = ` ${words.join(' ')} `
  const kinds = new Set(words.flatMap(kindsOf))
  const says = (word: string) => (word.startsWith('{') ? kinds.has(word.slice(1, -1)) : text.includes(` ${word} `))
  return !not.some(says) && ways.some((groups) => groups.every((group) => group.some(says)))
}
