import Fastify from 'fastify'
import { uuidv7 } from 'uuidv7'
import type * as Contacts from '../../../src/store/contacts.ts'
import type * as Inbound from '../../../src/store/inbound.ts'
import type * as Outbox from '../../../src/store/outbox.ts'
import type * as Sessions from '../../../src/store/sessions.ts'
import type { openSqlite as OpenSqlite } from '../../../src/store/sqlite.ts'
import type { Db, Work } from '../../../src/store/work.ts'
import { built } from '../built.ts'
import { peakMegabytes, serveParent } from '../child.ts'

// Reference (b): the statements that a turn needs (four, since chat and session are saved as one), prepared and group-committed, behind a bare route; no engine,
// no ciphers, no words, no delivery.
const { openSqlite } = await built<{ openSqlite: typeof OpenSqlite }>('store/sqlite')
const { contactAt, addContact } = await built<typeof Contacts>('store/contacts')
const { recordInbound } = await built<typeof Inbound>('store/inbound')
const { saveSession } = await built<typeof Sessions>('store/sessions')
const { queueReply } = await built<typeof Outbox>('store/outbox')

const CHANNEL = 'simulated'
// About as long as the ciphers of a session and of a menu are.
const STATE = 'x'.repeat(300)
const REPLY = 'x'.repeat(700)

interface Message {
  externalId: string
  address: string
  text: string
}

function* fiveStatements(db: Db, { externalId, address, text }: Message): Work<void> {
  const now = new Date()
  const known = yield* contactAt(db, CHANNEL, address)
  const contact = known?.contact ?? (yield* addContact(db, newContact(address, now)))
  const spoken = { contactId: contact.id, channel: CHANNEL }
  yield* recordInbound(db, { ...spoken, id: uuidv7(), externalHash: externalId, bodySealed: text, receivedAt: now })
  yield* saveSession(db, { contactId: contact.id, stateSealed: STATE, heardAt: now }, known?.session?.rev ?? null)
  yield* queueReply(db, {
    ...{ ...spoken, id: uuidv7(), cause: 'reply', causeId: contact.id },
    ...{ bodySealed: REPLY, createdAt: now, notBefore: now },
  })
}

function newContact(address: string, createdAt: Date) {
  const id = uuidv7()
  return { id, code: id, channel: CHANNEL, addressSealed: '', addressHash: address, locale: 'id' as const, createdAt }
}

const database = openSqlite(process.env.FILE!)
const app = Fastify()
app.post<{ Body: Message }>('/hooks/simulated', async ({ body }) => {
  await database.run((db) => fiveStatements(db, body))
  return ''
})
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
serveParent({ peak: peakMegabytes }, async () => {
  await app.close()
  await database.close()
})
