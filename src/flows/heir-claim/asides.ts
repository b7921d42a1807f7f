import { amountWords, scholarshipWords } from './amount.ts'
import { papersWords } from './papers.ts'
import { heirsWords, whereWords } from './words.ts'

/** What a question in the midst of the walk is answered with, where the case at hand changes what is right. */
export const asides = {
  documents: papersWords,
  amount: amountWords,
  scholarship: scholarshipWords,
  heirs: heirsWords,
  location_hours: whereWords,
  tell_me: 'heirClaim.tellMe',
}
