import { DomainError } from '../../domain/errors.ts'
import type { MediaType } from '../../domain/media.ts'
import type { Officer } from '../../domain/officer.ts'
import { fileById } from '../../store/chat-files.ts'
import { handoverById } from '../../store/handovers.ts'
import { audited } from '../accounts/audited.ts'
import type { World } from '../world.ts'

/** Gives a file of a hand-over to an officer who may see it, which is noted. Throws `answer.notFound`. */
export async function giveChatFile(
  world: World,
  officer: Officer,
  handoverId: string,
  id: string,
): Promise<{ type: MediaType; content: Buffer }> {
  const file = await world.database.run(function* (db) {
    const handover = yield* handoverById(db, handoverId, officer)
    const file = handover && (yield* fileById(db, handoverId, id))
    if (!file) throw new DomainError('answer.notFound')
    yield* audited(db, world, officer, 'handover.file', `handover:${handoverId}`)
    return file
  })
  return { type: file.type!, content: Buffer.from(world.vault.open('chat_files.body', file.bodySealed!), 'base64') }
}
