import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  hash as oneShotHash,
} from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** A key that has been unwrapped and is ready for use. */
export interface OpenKey {
  id: string
  purpose: 'seal' | 'index'
  bytes: Buffer
}

/** A cipher that does not open: another key, or a row that was tampered with. */
export class SealError extends Error {
  override name = 'SealError'
}

/** Seals and hashes what must not lie readable in the database. */
export class Vault {
  private readonly sealing: { id: string; key: KeyObject }
  private readonly index: KeyObject
  private readonly secret: string
  // Key objects, made once: Node takes far longer to make one of bytes than to seal a message with it.
  private readonly byId: ReadonlyMap<string, KeyObject>
  private readonly random: (bytes: number) => Buffer
  /** For a thread of this process, which opens a vault of its own with them; never for anything else. */
  readonly keys: readonly OpenKey[]

  /** Of several sealing keys the last seals; all of them open. `random` must be fit for secrets. */
  constructor(keys: readonly OpenKey[], random: (bytes: number) => Buffer) {
    this.random = random
    this.keys = keys
    this.byId = new Map(keys.map(({ id, bytes }) => [id, createSecretKey(bytes)]))
    const last = (purpose: OpenKey['purpose']) => keys.findLast((key) => key.purpose === purpose)!.id
    this.sealing = { id: last('seal'), key: this.byId.get(last('seal'))! }
    this.index = this.byId.get(last('index'))!
    this.secret = this.hash('number', '')
  }

  /** AES-256-GCM under the current data key. `place` names the column, so that a cipher cannot be moved to another. */
  seal(place: string, text: string): string {
    return this.sealBytes(place, Buffer.from(text))
  }

  sealBytes(place: string, bytes: Buffer): string {
    return `${this.sealing.id}.${encrypt(this.sealing.key, place, bytes, this.random(IV_BYTES))}`
  }

  /** The text behind a cipher. Throws a `SealError` that carries no part of it. */
  open(place: string, sealed: string): string {
    return this.openBytes(place, sealed).toString()
  }

  openBytes(place: string, sealed: string): Buffer {
    const dot = sealed.indexOf('.')
    const key = this.byId.get(sealed.slice(0, dot))
    if (!key) throw new SealError(`no key for a cipher in ${place}`)
    return decrypt(key, place, sealed.slice(dot + 1))
  }

  /** HMAC-SHA-256, by which a thing can be looked up and not be read; `kind` keeps a phone from equalling a code. */
  hash(kind: string, text: string): string {
    return createHmac('sha256', this.index).update(kind).update('\0').update(text).digest('base64url')
  }

  /**
   * 40 bits of a keyed hash as a whole number, where an index is to be small and finding too much does no harm. SHA-256 of key and text,
   * which is a third of what an HMAC costs; cut so short it gives nothing to whoever would lengthen the text.
   */
  number(kind: string, text: string): number {
    return Number.parseInt(oneShotHash('sha256', `${this.secret}${kind}\0${text}`, 'hex').slice(0, 10), 16)
  }
}

/** Keys as a thread is handed them, whose bytes have become a plain array on the way. */
export function openVaultKeys(keys: readonly OpenKey[]): OpenKey[] {
  return keys.map(({ bytes, ...key }) => ({ ...key, bytes: Buffer.from(bytes) }))
}

/** What comes of opening a row, or nothing where it does not open: one damaged row must not keep anybody from the others. */
export function opened<T>(open: () => T): T[] {
  try {
    return [open()]
  } catch {
    return []
  }
}

/** Wraps and unwraps data keys under a key derived from the master key (HKDF-SHA-256, RFC 5869). */
export class KeyRing {
  private readonly wrapping: KeyObject

  /** `master`: 32 bytes. */
  constructor(master: Buffer) {
    this.wrapping = createSecretKey(Buffer.from(hkdfSync('sha256', master, '', 'sapa key wrapping v1', 32)))
  }

  wrap(key: OpenKey, random: (bytes: number) => Buffer): string {
    return encrypt(this.wrapping, `${key.purpose}:${key.id}`, key.bytes, random(IV_BYTES))
  }

  unwrap(kept: { id: string; purpose: 'seal' | 'index'; wrapped: string }): OpenKey {
    return {
      id: kept.id,
      purpose: kept.purpose,
      bytes: decrypt(this.wrapping, `${kept.purpose}:${kept.id}`, kept.wrapped),
    }
  }
}

function encrypt(key: KeyObject, place: string, plain: Buffer, iv: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(placeBytes(place))
  const body = cipher.update(plain)
  cipher.final()
  return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url')
}

function decrypt(key: KeyObject, place: string, text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length < IV_BYTES + TAG_BYTES) throw new SealError(`a cipher in ${place} is cut short`)
  const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
  opener.setAAD(placeBytes(place))
  opener.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([opener.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), opener.final()])
  } catch {
    throw new SealError(`a cipher in ${place} does not open with this key`)
  }
}

const places = new Map<string, Buffer>()

// There are as many as columns that hold ciphers, and keys.
function placeBytes(place: string): Buffer {
  const known = places.get(place)
  if (known) return known
  const bytes = Buffer.from(place)
  places.set(place, bytes)
  return bytes
}
