import { expect, it } from 'vitest'
import { LARGEST_MEDIA } from '../../../src/domain/media.ts'
import { readMedia } from '../../../src/services/media/read-media.ts'
import { pngOf, SMALL } from '../../support/media.ts'

it.each([
  ['jpg', 'image/jpeg', { width: 1, height: 1 }],
  ['png', 'image/png', { width: 1, height: 1 }],
  ['webp', 'image/webp', { width: 1, height: 1 }],
  ['pdf', 'application/pdf', null],
] as const)('a %s is known by what is in it', (kind, type, size) => {
  expect(readMedia(SMALL[kind])).toEqual({ type, size })
})

it('the size of a picture is read', () => {
  expect(readMedia(pngOf(4000, 3000)).size).toEqual({ width: 4000, height: 3000 })
})

it.each([
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  [
    'a drawing that holds a script',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><script/></svg>'),
  ],
  ['a program', Buffer.from('MZ\x90\0')],
  ['a GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
  ['a picture that is cut off in its head', SMALL.png.subarray(0, 12)],
  ['a picture without a size', pngOf(0, 0)],
  ['a paper that begins elsewhere', Buffer.from('x%PDF-1.4')],
])('%s is refused, whatever its name', (_, content) => {
  expect(() => readMedia(content)).toThrowError(expect.objectContaining({ code: 'media.badType' }))
})

it('an empty file is refused, and one that is too large, which says how large it may be', () => {
  expect(() => readMedia(Buffer.alloc(0))).toThrowError(expect.objectContaining({ code: 'media.empty' }))
  const large = Buffer.concat([SMALL.pdf, Buffer.alloc(LARGEST_MEDIA)])
  expect(() => readMedia(large)).toThrowError(
    expect.objectContaining({ code: 'media.tooLarge', values: { megabytes: 10 } }),
  )
  expect(readMedia(large.subarray(0, LARGEST_MEDIA)).type).toBe('application/pdf')
})
