import { built } from '../built.ts'
import { serveReader } from './measured.ts'

// Ours, as it is installed: loaded, and learnt from the phrases.
await serveReader(async () => {
  const { intentOf } = await built<typeof import('../../../src/understanding/intent.ts')>('understanding/intent')
  const { matcher } = await built<typeof import('../../../src/understanding/matcher.ts')>('understanding/matcher')
  return () => {
    matcher()
    return (utterance) => intentOf(utterance).intent
  }
})
