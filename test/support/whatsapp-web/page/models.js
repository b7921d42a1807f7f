import { Emitter } from './emitter.js'
import { createWid, phoneOf } from './names.js'

export class Model extends Emitter {
  #collection

  constructor(fields, collection) {
    super()
    Object.assign(this, fields)
    this.#collection = collection
  }

  set(change) {
    for (const [field, value] of Object.entries(change)) {
      const before = this[field]
      if (before === value) continue
      this[field] = value
      this.trigger(`change:${field}`, this, value, before)
      this.#collection?.trigger(`change:${field}`, this, value, before)
    }
    this.trigger('change', this)
    this.#collection?.trigger('change', this)
  }

  serialize() {
    return Object.fromEntries(Object.entries(this).filter(([, value]) => typeof value !== 'function'))
  }

  toJSON() {
    return this.serialize()
  }

  unsafe() {
    return this
  }
}

export class Collection extends Emitter {
  #models = new Map()

  constructor(modelClass) {
    super()
    this.modelClass = modelClass
  }

  get(key) {
    return this.#models.get(typeof key === 'string' ? key : key?._serialized)
  }

  add(model) {
    this.#models.set(model.id._serialized, model)
    this.trigger('add', model)
    return model
  }

  remove(model) {
    this.#models.delete(model.id._serialized)
    this.trigger('remove', model)
  }

  async find(key) {
    return this.get(key)
  }

  getModelsArray() {
    return [...this.#models.values()]
  }
}

export class MsgModel extends Model {
  get isEphemeral() {
    return false
  }

  get isStatusV3() {
    return this.id.remote.isStatus()
  }

  async downloadMedia() {
    if (this.mediaData) this.mediaData.mediaStage = 'RESOLVED'
  }
}

class ChatModel extends Model {
  #msgs = new Collection(MsgModel)

  get msgs() {
    return this.#msgs
  }
}

class ContactModel extends Model {}

export const Msg = new Collection(MsgModel)
Msg.getMessagesById = async (ids) => ({ messages: ids.map((id) => Msg.get(id)).filter(Boolean) })

export const Chat = new Collection(ChatModel)
export const Contact = new Collection(ContactModel)
Contact.find = async (id) => contactOf(createWid(id))

export function contactOf(wid, pushname = '') {
  const known = Contact.get(wid)
  if (known) return known
  const phoneNumber = wid.isLid() ? phoneOf(wid) : undefined
  return Contact.add(new ContactModel({ id: wid, pushname, type: 'in', isContactBlocked: false, phoneNumber }, Contact))
}

/** The chat of an account; a message puts itself into it. */
export function chatOf(wid) {
  const fields = { id: wid, formattedTitle: wid.user, unreadCount: 0, archive: false, pin: 0, mute: { expiration: 0 } }
  return Chat.get(wid) ?? Chat.add(new ChatModel(fields, Chat))
}

export function put(chat, msg) {
  chat.msgs.add(msg)
  chat.t = msg.t
  return Msg.add(msg)
}
