import { UNRELATED } from '../../../src/understanding/intent.ts'
import { built } from '../built.ts'
import { serveReader } from './measured.ts'

// Reference (b): the phrases themselves, word for word.
await serveReader(async () => {
  const { readPhrases } = await built<typeof import('../../../src/understanding/phrases.ts')>('understanding/phrases')
  const { normalise } = await built<typeof import('../../../src/understanding/normalise.ts')>('understanding/normalise')
  return () => {
    const known = new Map<string, string>(readPhrases().map(({ text, label }) => [normalise(text), label]))
    return (utterance) => known.get(normalise(utterance)) ?? UNRELATED
  }
})
