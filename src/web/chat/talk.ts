import { createHash } from 'node:crypto'
import type { Arrival, Media } from '../../channels/channel.ts'
import { WEB_CHAT } from '../../channels/web-chat/web-chat.ts'
import type { Locale } from '../../domain/message.ts'
import { deliverReplies } from '../../services/deliver.ts'
import { mediaOf } from '../../services/media/kept-media.ts'
import { takeReceipt } from '../../services/receipts.ts'
import { receive } from '../../services/receive.ts'
import type { World } from '../../services/world.ts'
import { contactAt } from '../../store/contacts.ts'
import { historyOf, type Said } from '../../store/history.ts'

/** What a page posts: words or the value of a button, under an id that the page made. */
export interface Posted {
  id: string
  text?: string | undefined
  choice?: string | undefined
  /** The number of the question that the button belongs to. */
  asked?: number | undefined
}

/** Takes a posted message in and sends what answers it. A message posted again with its id changes nothing. */
export async function say(world: World, chat: string, posted: Posted): Promise<void> {
  const { replies } = await receive(world, WEB_CHAT, arrivalOf(chat, posted))
  try {
    await deliverReplies(world, replies)
  } catch (error) {
    world.log.error({ error }, 'replies wait in the outbox: they could not be taken or settled')
  }
}

// A page brought back by the browser's own history posts its old id with new words: only the same words are a repeat.
function arrivalOf(chat: string, { id, text, choice, asked }: Posted): Arrival {
  const print = createHash('sha256')
    .update(JSON.stringify([chat, id, text, choice]))
    .digest('base64url')
  return {
    externalId: print,
    address: chat,
    ...(text !== undefined && { text }),
    ...(choice !== undefined && { choice }),
    ...(choice !== undefined && asked !== undefined && { asked }),
  }
}

/** What has been said in a chat, oldest first; nothing where nobody has written yet. */
export async function talkOf(world: World, chat: string): Promise<Said[]> {
  const addressHash = world.vault.hash('address', chat)
  return await world.database.run(function* (db) {
    const known = yield* contactAt(db, WEB_CHAT, addressHash)
    return known ? yield* historyOf(db, world.vault, known.contact.id, world.clock.now()) : []
  })
}

/** A file that went to a chat with a message that it still shows; undefined for every other. */
export async function fileOf(world: World, chat: string, id: string): Promise<Media | undefined> {
  const shown = (await talkOf(world, chat)).some((one) => one.by === 'us' && one.prompt.file?.id === id)
  return shown ? await mediaOf(world, id) : undefined
}

/** The language that a chat has chosen; Bahasa Indonesia until then. */
export async function localeOf(world: World, chat: string): Promise<Locale> {
  const addressHash = world.vault.hash('address', chat)
  const known = await world.database.run((db) => contactAt(db, WEB_CHAT, addressHash))
  return known?.contact.locale ?? 'id'
}

/** Notes that messages of ours have come to a page, or stood before somebody's eyes. */
export async function noteSeen(world: World, said: readonly Said[], kind: 'delivered' | 'read'): Promise<void> {
  const at = world.clock.now()
  for (const one of said) {
    const isKnown = one.by === 'person' || (kind === 'read' ? one.isRead : one.isDelivered)
    if (!isKnown) await takeReceipt(world, { channel: WEB_CHAT, message: { ours: one.id }, kind, at })
  }
}
