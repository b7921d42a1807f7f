/** Bytes of what was sent and received, by their hash. */
const kept = new Map()

async function hashOf(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))))
}

/** What a message with a file says of it. `data`: base64; `size`: what is said, where that is not so. */
export async function keep({ mimetype, data, filename, size }, caption) {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)).buffer
  const filehash = await hashOf(bytes)
  kept.set(filehash, bytes)
  return {
    ...{ directPath: `/v/${filehash}`, filehash, encFilehash: filehash, mediaKey: btoa('key'), mediaKeyTimestamp: 1 },
    ...{ mimetype, filename, caption, size: size ?? bytes.byteLength, mediaData: { mediaStage: 'RESOLVED' } },
  }
}

export async function downloadAndMaybeDecrypt({ filehash }) {
  const bytes = kept.get(filehash)
  if (!bytes) throw Object.assign(new Error('gone'), { status: 404 })
  return bytes
}

/** Those who wrote have thrown their files away. */
export function lose() {
  kept.clear()
}

/** Bytes that a browser hands about without looking into them. */
export class OpaqueData {
  #file

  constructor(file) {
    this.#file = file
    this.type = file.type
  }

  static async createFromData(file) {
    return new OpaqueData(file)
  }

  get file() {
    return this.#file
  }

  url() {
    return 'blob:stand-in'
  }

  autorelease() {}
}

class MediaData {
  set(fields) {
    Object.assign(this, fields)
  }

  toJSON() {
    return Object.fromEntries(Object.entries(this).filter(([field]) => field !== 'mediaBlob'))
  }
}

export function prepRawMedia(blob, { asDocument }) {
  return {
    async waitForPrep() {
      const bytes = await blob.file.arrayBuffer()
      const data = new MediaData()
      const type = !asDocument && blob.type.startsWith('image/') ? 'image' : 'document'
      const filehash = await hashOf(bytes)
      data.set({
        type,
        mimetype: blob.type,
        size: bytes.byteLength,
        filehash,
        mediaBlob: blob,
        filename: blob.file.name,
      })
      kept.set(filehash, bytes)
      return data
    },
  }
}

export const getOrCreateMediaObject = (filehash) => ({ filehash, contentInfo: {}, consolidate() {} })

export async function uploadMedia({ mediaObject: { filehash } }) {
  const mediaEntry = { mmsUrl: 'https://mms.stand-in', directPath: `/v/${filehash}`, mediaKey: btoa('key') }
  return { mediaEntry: { ...mediaEntry, mediaKeyTimestamp: 1, encFilehash: filehash, uploadHash: filehash } }
}

/** What a message of ours carries, in hexadecimal; undefined where it carries nothing. */
export function carried({ filehash }) {
  const bytes = kept.get(filehash)
  return bytes && [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
