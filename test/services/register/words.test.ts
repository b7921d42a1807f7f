import { expect, it } from 'vitest'
import { RELATIONS } from '../../../src/domain/likeness/evidence.ts'
import { CLOSENESS } from '../../../src/domain/register/closeness.ts'
import { DECISIONS } from '../../../src/domain/roster/decision.ts'
import { openWords } from '../../../src/i18n/say.ts'

const words = openWords()
const KEYS = [
  ...Object.entries(RELATIONS).flatMap(([field, relations]) => relations.map((is) => `likeness.${field}.${is}`)),
  ...CLOSENESS.map((word) => `doubts.closeness.${word}`),
  ...DECISIONS.flatMap((decision) => [`doubts.decision.${decision}`, `console.doubts.${decision}Means`]),
  ...DECISIONS.map((decision) => `console.doubts.${decision}OwnerMeans`),
]

it.each(KEYS)('officers have words for %s', (key) => {
  expect([words.has('id', key), words.has('en', key)]).toEqual([true, true])
})
