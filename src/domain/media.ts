/** What may go with a message: pictures and papers that an old phone opens too. */
export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

/** Bytes; a picture above it is refused by Telegram. */
export const LARGEST_MEDIA = 10_000_000

/** A file as a message names it: which, and what it is. */
export interface MediaRef {
  id: string
  type: MediaType
}

const NAMES: Readonly<Record<MediaType, string>> = {
  'image/jpeg': 'gambar.jpg',
  'image/png': 'gambar.png',
  'image/webp': 'gambar.webp',
  'application/pdf': 'dokumen.pdf',
}

/** The name under which people get it: that of an officer's own file is nobody's affair. */
export function mediaName(type: MediaType): string {
  return NAMES[type]
}

export function isPicture(type: MediaType): boolean {
  return type !== 'application/pdf'
}
