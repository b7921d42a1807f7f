import { makeCode, OFFICER_CODE, readCode, spellCode } from '../../domain/code.ts'
import type { Officer } from '../../domain/officer.ts'
import type { Contact } from '../../store/contacts.ts'
import { chatLinkOf, keepChatCode, linkChat, unlinkChat } from '../../store/officer-chats.ts'
import type { Db, Work } from '../../store/work.ts'
import { type Form, once } from '../once.ts'
import type { World } from '../world.ts'
import { audited } from './audited.ts'

const CODE_MS = 15 * 60_000

/** A one-time code by which an officer's own chat is linked, and the link that carries it where Telegram is there. */
export interface ChatCode {
  code: string
  url: string | null
  minutes: number
}

/** When an officer has linked a chat; null where none is. */
export async function chatLinkedAt(world: World, officer: Officer): Promise<Date | null> {
  const link = await world.database.run((db) => chatLinkOf(db, officer.id))
  return link?.contactId ? link.linkedAt : null
}

/** A new code for an officer's own chat, good for a quarter of an hour; earlier ones end. Throws `console.twice`. */
export async function offerChatCode(world: World, officer: Officer, form: Form): Promise<ChatCode> {
  const code = makeCode(world.ids.random(OFFICER_CODE))
  const now = world.clock.now()
  await world.database.run(function* (db) {
    yield* once(db, world, form, now)
    yield* keepChatCode(db, officer.id, hashOf(world, code), new Date(now.getTime() + CODE_MS))
  })
  const state = world.channels.get('telegram')?.state?.()
  const account = state?.is === 'ready' ? state.account : undefined
  const url = account === undefined ? null : `https://t.me/${account.replace(/^@/, '')}?start=${code}`
  return { code: spellCode(code), url, minutes: CODE_MS / 60_000 }
}

/** Forgets an officer's chat. Throws `console.twice`. */
export async function forgetChat(world: World, officer: Officer, form: Form): Promise<void> {
  await world.database.run(function* (db) {
    yield* once(db, world, form, world.clock.now())
    if (yield* unlinkChat(db, officer.id))
      yield* audited(db, world, officer, 'officer.chatUnlinked', `officer:${officer.id}`)
  })
}

/** The hash of a code that may be an officer's, in what a chat was opened with or says; undefined for all else. */
export function chatCodeIn(world: World, openedWith: string | undefined, text: string | undefined): string | undefined {
  const code = readCode(openedWith ?? text ?? '', OFFICER_CODE)
  return code === undefined ? undefined : hashOf(world, code)
}

/** Links the chat that has sent an officer's code; false where the code is nobody's, or not good any more. */
export function* linkByCode(db: Db, world: World, contact: Contact, codeHash: string, now: Date): Work<boolean> {
  const officerId = yield* linkChat(db, codeHash, contact.id, now)
  if (officerId === undefined) return false
  yield* audited(db, world, { id: officerId }, 'officer.chatLinked', `officer:${officerId}`, {
    channel: contact.channel,
  })
  return true
}

function hashOf({ vault }: World, code: string): string {
  return vault.hash('code', `officer ${code}`)
}
