import type { Text } from '../../domain/message.ts'
import type { Officer } from '../../domain/officer.ts'
import { audited } from '../accounts/audited.ts'
import type { World } from '../world.ts'
import { reviewOf } from './review.ts'
import { reviewPaper } from './review-paper.ts'

/** The review of a month as a PDF in Bahasa Indonesia. Throws as `reviewOf` does. */
export async function reviewFile(world: World, month: string, reader?: Officer): Promise<Buffer> {
  const review = await reviewOf(world, month, reader)
  return await reviewPaper((text: Text) => world.words.say('id', text), review)
}

/** The same for an officer, noted in the audit. */
export async function giveReview(world: World, month: string, reader: Officer): Promise<Buffer> {
  const file = await reviewFile(world, month, reader)
  await world.database.run((db) => audited(db, world, reader, 'reviewPack.taken', `month:${month}`))
  return file
}
