import { imageSize } from 'image-size'
import { DomainError } from '../../domain/errors.ts'
import { LARGEST_MEDIA, type MediaType } from '../../domain/media.ts'

/** What a file is by what is in it, whatever its name says. */
export interface ReadMedia {
  type: MediaType
  /** Of a picture, in pixels. */
  size: { width: number; height: number } | null
}

const PICTURES: Readonly<Record<string, MediaType>> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

/** Reads what a file is. Throws `media.empty`, `media.tooLarge`, and `media.badType` for all but JPG, PNG, WebP and PDF. */
export function readMedia(content: Buffer): ReadMedia {
  if (content.length === 0) throw new DomainError('media.empty')
  if (content.length > LARGEST_MEDIA) throw new DomainError('media.tooLarge', { megabytes: LARGEST_MEDIA / 1_000_000 })
  if (content.subarray(0, 5).toString('latin1') === '%PDF-') return { type: 'application/pdf', size: null }
  const { type = '', width, height } = measured(content)
  const known = PICTURES[type]
  if (!known || width <= 0 || height <= 0) throw new DomainError('media.badType')
  return { type: known, size: { width, height } }
}

function measured(content: Buffer): { type?: string; width: number; height: number } {
  try {
    return imageSize(content)
  } catch {
    throw new DomainError('media.badType')
  }
}
