/** One file inside a zip archive, as its directory lists it. */
export interface ZipEntry {
  name: string
  /** Bytes unzipped, as the directory claims. */
  size: number
  isDeflated: boolean
  /** The bytes as they are stored. */
  stored: Buffer
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30

/**
 * The directory of a zip archive held in memory (APPNOTE.TXT of the format, 4.3). Undefined where it has none that can be
 * read; archives that need ZIP64 (over 4 GB) are none.
 */
export function zipDirectory(zip: Buffer): ZipEntry[] | undefined {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + END_BYTES > zip.length || zip.readUInt32LE(end) !== END) return undefined
  const count = zip.readUInt16LE(end + 10)
  try {
    return readEntries(zip, zip.readUInt32LE(end + 16), count)
  } catch {
    return undefined
  }
}

function readEntries(zip: Buffer, start: number, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = start
  for (let n = 0; n < count; n++) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new RangeError('no entry')
    const lengths = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [number, number, number]
    entries.push({
      name: zip.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + lengths[0]),
      size: zip.readUInt32LE(at + 24),
      isDeflated: zip.readUInt16LE(at + 10) === 8,
      stored: storedBytes(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20)),
    })
    at += ENTRY_BYTES + lengths[0] + lengths[1] + lengths[2]
  }
  return entries
}

function storedBytes(zip: Buffer, local: number, length: number): Buffer {
  const from = local + LOCAL_BYTES + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  return zip.subarray(from, from + length)
}
