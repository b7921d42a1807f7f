import { config } from './config.js'

/** An id of an account, a group, a channel or a status. */
export class Wid {
  constructor(text) {
    const [user, server] = text.split('@')
    Object.assign(this, { server, user, _serialized: text })
  }

  isLid() {
    return this.server === 'lid'
  }

  isUser() {
    return this.server === 'c.us' || this.server === 'lid'
  }

  isGroup() {
    return this.server === 'g.us'
  }

  isStatus() {
    return this._serialized === 'status@broadcast'
  }

  isBroadcast() {
    return this.server === 'broadcast'
  }

  isNewsletter() {
    return this.server === 'newsletter'
  }

  toString() {
    return this._serialized
  }

  equals(other) {
    return other?._serialized === this._serialized
  }
}

export function createWid(given) {
  if (given instanceof Wid) return given
  const text = typeof given === 'string' ? given : given?._serialized
  if (!/^[^@]+@[a-z.]+$/.test(text ?? '')) throw new Error(`wid error: invalid wid ${text}`)
  return new Wid(text)
}

export const me = createWid(`${config.me}@c.us`)
export const myLid = createWid(`${config.myLid}@lid`)

const lids = new Map()
const phones = new Map()

/** Notes that a LID and a phone are one account. */
export function pair(phone, lid) {
  lids.set(phone, createWid(lid))
  phones.set(lid, createWid(phone))
}

export const lidOf = (wid) => lids.get(wid._serialized)
export const phoneOf = (wid) => phones.get(wid._serialized)

/** The name of a message. */
export class MsgKey {
  constructor({ from, to, id, participant, selfDir, remote, fromMe }) {
    this.fromMe = fromMe ?? selfDir === 'out'
    this.remote = remote ?? (this.fromMe ? to : from)
    this.id = id
    if (participant) this.participant = participant
    const parts = [this.fromMe, this.remote._serialized, id, ...(participant ? [participant._serialized] : [])]
    this._serialized = parts.join('_')
  }

  static async newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(9))
    return `3EB0${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`.toUpperCase()
  }

  toString() {
    return this._serialized
  }
}
