import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares what was given with a secret, in a time that tells nothing of either. */
export function isSame(given: unknown, secret: string): boolean {
  if (typeof given !== 'string') return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}
