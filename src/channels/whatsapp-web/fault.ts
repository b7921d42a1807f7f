/** A call that has no answer by then is in doubt; well before the lease of what it sends runs out. */
export const CALL_MS = 25_000

/** A call to the page took longer than it may. */
export class CallTimeout extends Error {
  override name = 'CallTimeout'
}

/** Waits for a call so long at the most: of a page that has crashed no answer ever comes. Rejects with `CallTimeout`. */
export async function within<T>(ms: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CallTimeout()), ms)
  })
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Whether the page itself has thrown this, so that it lives and something in it is not as the library knows it. The library
 * throws texts too, and puppeteer writes the frames of the page as `(evaluate at …, <anonymous>:1:2)`.
 */
export function isOfPage(error: unknown): boolean {
  return !(error instanceof Error) || /, <[^<>]*>:\d+:\d+\)$/m.test(error.stack ?? '')
}

/** The kind of a failure in one word: whatever else stands in it may be a chat or a text. */
export function kindOf(error: unknown): string {
  if (error instanceof Error && isOfPage(error)) return 'PageError'
  if (!(error instanceof Error)) return 'LibraryError'
  return /net::(ERR_\w+)/.exec(error.message)?.[1] ?? error.constructor.name
}
