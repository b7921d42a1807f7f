import { config } from './config.js'
import { carried } from './media.js'
import { chatOf, Msg, MsgModel, put } from './models.js'
import { lidOf } from './names.js'
import { tell } from './wire.js'

/** Accounts that are not on WhatsApp. */
export const strangers = new Set()

/** What becomes of the next sends: `fails`, `hangs` for ever, or `unconfirmed`. */
export const fates = []

export async function findOrCreateLatestChat(wid) {
  if (strangers.has(wid._serialized)) return null
  // Whoever has a LID has their chat under it.
  return { chat: chatOf(lidOf(wid) ?? wid) }
}

/** Puts a message of ours into a chat and sends it off: two promises, as the page's own. */
export function addAndSendMsgToChat(chat, fields) {
  const msg = new MsgModel({ ...fields }, Msg)
  const added = Promise.resolve().then(() => put(chat, msg))
  const sent = added.then(
    () => new Promise((resolve) => setTimeout(() => resolve(goOff(msg, fates.shift())), config.sendMs)),
  )
  return [added, sent]
}

function goOff(msg, fate) {
  if (fate === 'hangs') {
    tell({ is: 'hanging', id: msg.id.id })
    return new Promise(() => {})
  }
  if (fate === 'fails') msg.set({ ack: -1 })
  if (fate === 'fails') return { messageSendResult: 'ERROR_UNKNOWN' }
  const { id, to, type, caption, filename } = msg
  const body = type === 'chat' ? msg.body : caption
  tell({ is: 'sent', id: id.id, key: id._serialized, to: to._serialized, type, body, filename, bytes: carried(msg) })
  if (fate !== 'unconfirmed') msg.set({ ack: 1 })
  return { messageSendResult: 'OK', t: msg.t }
}
