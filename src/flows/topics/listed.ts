import { type Looking, look } from '../../domain/look-ups.ts'
import { unpaidWords } from '../payment-words.ts'
import { entryWords, inOrderOfInterest } from '../status-words.ts'
import type { Said, TopicScene } from './scene.ts'

/** What the list says of the one whom this chat is proven to be; nothing where that is nobody, or several. */
export function* listedWords({ facts, today }: TopicScene): Looking<Said> {
  const [cover, ...others] = yield* look('proven', {})
  const [entry] = cover && others.length === 0 ? inOrderOfInterest(cover.enrolments, today) : []
  if (!cover || !entry) return []
  return [{ say: entryWords(entry, cover.maskedName, today) }, ...unpaidWords(entry, facts, today)]
}
