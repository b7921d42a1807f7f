import { expect, it } from 'vitest'
import { previewLines } from '../../src/commands/campaign-lines.ts'
import type { Text } from '../../src/domain/message.ts'
import { openWords } from '../../src/i18n/say.ts'
import type { Sample } from '../../src/services/campaigns/preview.ts'

const words = openWords()
const say = (text: Text) => words.say('id', text)

it.each([true, false])('says of a sample at the shell whether it waits for its person to write: %s', (waits) => {
  const prompt = { text: 'Ada kabar.', choices: [] }
  const sample: Sample = {
    ...{ name: 'S•••', others: 0, route: 'message', locale: 'id', isFirstNotice: false },
    ...{ prompt, waits },
  }
  const lines = previewLines(
    { say },
    {
      ...{ count: { persons: 1, withChannel: 1, visit: 0 }, channels: [], sending: null, cost: { is: 'free' } },
      ...{ warnings: [], samples: [sample], wordsAlone: null },
    },
  ).join('\n')
  expect(lines).toContain('Ada kabar.')
  expect(lines.includes('menunggu sampai orangnya menulis')).toBe(waits)
})
