import type { Brought } from '../../channels/channel.ts'
import { DomainError } from '../../domain/errors.ts'
import {
  askAgain,
  type ChatFile,
  forgetFiles,
  keepFile,
  refuseFile,
  wantedFiles,
  wantFile,
} from '../../store/chat-files.ts'
import type { Known } from '../../store/contacts.ts'
import type { Db, Work } from '../../store/work.ts'
import { readMedia } from '../media/read-media.ts'
import type { World } from '../world.ts'

/** So many are fetched one after another by a sweep: each may be 10 MB. */
const BATCH = 10
const TRIES = 10
const AGAIN_MS = 60_000
/** Files outlive the hand-over that asked for them by so long. */
const KEPT_MS = 90 * 86_400_000

/** Notes that what is attached to a message is to be kept, where a hand-over waits for it; says whether it is. */
export function* wantAttached(
  db: Db,
  world: World,
  { contact, handover }: Known,
  { inboundId, file }: { inboundId: string; file: string | undefined },
  now: Date,
): Work<boolean> {
  if (file === undefined || handover === null || !world.channels.get(contact.channel)?.bring) return false
  yield* wantFile(db, {
    ...{ id: world.ids.next(now), inboundId, contactId: contact.id, handoverId: handover.id },
    ...{ refSealed: world.vault.seal('chat_files.ref', file), receivedAt: now, notBefore: now, attempts: 0 },
  })
  return true
}

/** Fetches what is to be kept, seals it, and forgets what has been kept long enough. Only one process at a time. */
export async function fetchFiles(world: World): Promise<void> {
  const now = world.clock.now()
  const wanted = await world.database.run((db) => wantedFiles(db, now, BATCH))
  for (const { file, channel } of wanted) await fetchOne(world, file, channel)
}

export async function sweepFiles(world: World): Promise<void> {
  const before = new Date(world.clock.now().getTime() - KEPT_MS)
  await world.database.run((db) => forgetFiles(db, before))
}

async function fetchOne(world: World, file: ChatFile, channel: string): Promise<void> {
  const brought = await bring(world, file, channel)
  const now = world.clock.now()
  const settled = settlementOf(world, brought)
  await world.database.run(function* (db) {
    if (settled === 'now' && file.attempts + 1 < TRIES)
      return yield* askAgain(db, file.id, new Date(now.getTime() + AGAIN_MS * 2 ** file.attempts), file.attempts + 1)
    if (typeof settled === 'string') return yield* refuseFile(db, file.id, settled === 'now' ? 'gone' : settled, now)
    yield* keepFile(db, file.id, { ...settled, keptAt: now })
  })
}

async function bring(world: World, { id, refSealed }: ChatFile, channel: string): Promise<Brought> {
  try {
    const ref = world.vault.open('chat_files.ref', refSealed!)
    return (await world.channels.get(channel)?.bring?.(ref)) ?? { not: 'now' }
  } catch (error) {
    world.log.error({ fileId: id, why: error instanceof Error ? error.name : 'unknown' }, 'a file could not be fetched')
    return { not: 'now' }
  }
}

/** What is kept of the bytes, or why they are not. */
function settlementOf({ vault }: World, brought: Brought) {
  if ('not' in brought) return brought.not
  const { bytes } = brought
  try {
    const { type } = readMedia(bytes)
    return { type, bytes: bytes.length, bodySealed: vault.seal('chat_files.body', bytes.toString('base64')) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.code === 'media.tooLarge' ? 'tooLarge' : 'notAllowed'
  }
}
