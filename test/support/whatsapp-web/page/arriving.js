import { keep } from './media.js'
import { Chat, chatOf, contactOf, Msg, MsgModel, put } from './models.js'
import { createWid, MsgKey, me, pair } from './names.js'

let count = 0

/** A message comes in. Gives back its name. */
export async function arrive({ from, phone, pushname, author, id, type = 'chat', isNew = true, ...more }) {
  const wid = createWid(from)
  if (phone) pair(phone, from)
  contactOf(wid, pushname)
  const participant = author ? createWid(author) : undefined
  const key = new MsgKey({ remote: wid, fromMe: false, id: id ?? newId(), participant })
  const chat = chatOf(wid)
  const msg = new MsgModel(
    {
      ...{ id: key, from: wid, to: me, author: participant, type, ack: 1, isNewMsg: isNew, self: 'in', star: false },
      ...{ body: more.body ?? '', t: more.at ?? Math.floor(Date.now() / 1000), notifyName: pushname ?? '' },
      ...{ mentionedJidList: [], ...more.fields },
      ...(more.media && (await keep(more.media, more.caption))),
      ...(more.location && { lat: more.location[0], lng: more.location[1] }),
    },
    Msg,
  )
  chat.unreadCount++
  put(chat, msg)
  Chat.trigger('change:unreadCount', chat)
  return key._serialized
}

function newId() {
  return `ABCDEF${String(++count).padStart(10, '0')}${crypto.randomUUID().slice(0, 8).toUpperCase()}`
}
