import { describe, expect, it } from 'vitest'
import { intentOf } from '../../src/understanding/intent.ts'

const intent = (text: string) => intentOf(text).intent

describe('an utterance', () => {
  it.each(['mulai lagi', 'kirim lagi', 'salah lapor', 'masih hidup'])(
    'is out of scope where the glossary has no name for it: %j',
    (text) => {
      expect(intent(text)).toBe('out_of_scope')
    },
  )

  it.each([
    ['mati', 'inactive_arrears'],
    ['cair?', 'jht'],
  ])('that could be two is taken for the first of them: %j', (text, topic) => {
    expect(intent(text)).toBe(topic)
  })

  it.each(['stop ya pak, terima kasih', 'jangan kirim2 lagi'])('is a wish to hear nothing more in %j', (text) => {
    expect(intent(text)).toBe('stop')
  })
})
