import { UNRELATED } from '../../../src/understanding/intent.ts'
import { built } from '../built.ts'
import { serveReader } from './measured.ts'

const LEAST_SCORE = 12

// Reference (a): a search index over the same phrases, with our normaliser; the topic of the best hit.
await serveReader(async () => {
  const { default: MiniSearch } = await import('minisearch')
  const { readPhrases } = await built<typeof import('../../../src/understanding/phrases.ts')>('understanding/phrases')
  const { normalise } = await built<typeof import('../../../src/understanding/normalise.ts')>('understanding/normalise')
  const { plain } = await built<typeof import('../../../src/understanding/lexicon.ts')>('understanding/lexicon')
  const common = (text: string) => plain(normalise(text), 'id').join(' ')
  return () => {
    const index = new MiniSearch({
      fields: ['text'],
      storeFields: ['label'],
      searchOptions: { fuzzy: 0.2, prefix: true },
    })
    index.addAll(readPhrases().map(({ text, label }, id) => ({ id, label, text: common(text) })))
    return (utterance) => {
      const [best] = index.search(common(utterance))
      return best && best.score >= LEAST_SCORE ? (best.label as string) : UNRELATED
    }
  }
})
