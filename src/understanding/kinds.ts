import { z } from 'zod'
import { normalise } from './normalise.ts'
import file from './words/kinds.json' with { type: 'json' }

const { kinds } = z.strictObject({ review: z.string(), kinds: z.record(z.string(), z.array(z.string())) }).parse(file)

const KINDS = new Map<string, string[]>()
for (const [kind, words] of Object.entries(kinds)) {
  for (const word of words.map(normalise)) KINDS.set(word, [...(KINDS.get(word) ?? []), kind])
}

// Possession and emphasis in the three languages, and the commonest beginnings of verbs.
const ENDINGS = /(?:nya|ku|mu|kah|lah|ipun|epon|ne|na|kan|an|in|e)$/
const BEGINNINGS = /^(?:di|ke|ter|ber|se|me|ng)(?=\p{L}{4})/u
const NONE: readonly string[] = []

// Looked up once for a word, since phrases and chats repeat their words.
const found = new Map<string, readonly string[]>(KINDS)
const MOST_FOUND = KINDS.size + 5000

/** What kinds of thing a word means, such as `occupation` or `injury`: a word that no phrase has may still tell the topic. */
export function kindsOf(word: string): readonly string[] {
  const known = found.get(word)
  if (known) return known
  const bare = word.replace(ENDINGS, '')
  const kinds = bare.length > 3 ? (KINDS.get(bare) ?? KINDS.get(bare.replace(BEGINNINGS, '')) ?? NONE) : NONE
  if (found.size < MOST_FOUND) found.set(word, kinds)
  return kinds
}
