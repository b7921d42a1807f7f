import { isUtf8 } from 'node:buffer'

export type Encoding = 'utf-16le' | 'utf-16be' | 'utf-8'

/**
 * The encoding that a file's first bytes show; undefined for what is no text. `utf-8` here means bytes that are UTF-8 or
 * else Windows-1252, which `decode` tells apart piece by piece: the first odd letter may stand in the last row.
 */
export function sniffEncoding(start: Buffer): Encoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  const zeros = [0, 1].map((odd) => start.filter((byte, at) => at % 2 === odd && byte === 0).length)
  const half = start.length / 2
  if (zeros[1]! > half * 0.8 && zeros[0]! < half * 0.1) return 'utf-16le'
  if (zeros[0]! > half * 0.8 && zeros[1]! < half * 0.1) return 'utf-16be'
  return isText(start) ? 'utf-8' : undefined
}

// Tab, line feed, form feed, carriage return and the end mark of old editors do occur in text files.
const HARMLESS = new Set([9, 10, 12, 13, 26])

function isText(start: Buffer): boolean {
  if (start.includes(0)) return false
  const controls = start.filter((byte) => byte < 32 && !HARMLESS.has(byte)).length
  return controls <= start.length * 0.01
}

/** Text from bytes, without a byte order mark. Memory stays flat. */
export async function* decode(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const turn = encoding === 'utf-8' ? eightBit() : sixteenBit(encoding)
  for await (const piece of bytes) yield turn(piece, false)
  yield turn(Buffer.alloc(0), true)
}

type Turn = (piece: Buffer, isLast: boolean) => string

function sixteenBit(encoding: Encoding): Turn {
  const decoder = new TextDecoder(encoding)
  return (piece, isLast) => decoder.decode(piece, { stream: !isLast })
}

function eightBit(): Turn {
  const windows = new TextDecoder('windows-1252')
  let held: Buffer = Buffer.alloc(0)
  let isFirst = true
  return (piece, isLast) => {
    const all = held.length > 0 ? Buffer.concat([held, piece]) : piece
    const end = isLast ? all.length : all.length - brokenTail(all)
    held = all.subarray(end)
    const whole = all.subarray(0, end)
    const text = isUtf8(whole) ? whole.toString('utf8') : windows.decode(whole)
    const withoutMark = isFirst ? text.replace(/^(?:\ufeff|ï»¿)/, '') : text
    if (end > 0) isFirst = false
    return withoutMark
  }
}

/** How many bytes at the end may be the beginning of a letter whose rest is still to come. */
function brokenTail(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back
  }
  return 0
}
