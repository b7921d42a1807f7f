import type { MediaType } from './media.ts'

const STARTS: readonly (readonly [MediaType, (bytes: Buffer) => boolean])[] = [
  ['image/jpeg', (bytes) => begins(bytes, 0, [0xff, 0xd8, 0xff])],
  ['image/png', (bytes) => begins(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/webp', (bytes) => begins(bytes, 0, [0x52, 0x49, 0x46, 0x46]) && begins(bytes, 8, [0x57, 0x45, 0x42, 0x50])],
  ['application/pdf', (bytes) => begins(bytes, 0, [0x25, 0x50, 0x44, 0x46, 0x2d])],
]

/** What a file is by its content, whatever it is called; undefined where it is none of what is kept. */
export function fileTypeOf(bytes: Buffer): MediaType | undefined {
  return STARTS.find(([, is]) => is(bytes))?.[0]
}

function begins(bytes: Buffer, at: number, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte)
}
