const HIDDEN = '[disembunyikan]'

// Whatever stands under these names is personal or secret, whatever it looks like.
const PRIVATE =
  /^(nik|name|nama|phone|telepon|address|alamat|born(On)?|text|body|token|secret|password|key|authorization|cookie)$/i

// An id of ours and a time stay readable; of all else nine digits in a row, spaced or not, could be a phone or a NIK.
const KEPT_OR_LONG =
  /([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z)|\d(?:[ .-]?\d){8,}/gi

// Errors whose messages are ours or the runtime's own words. Others may repeat what they were given: a row, a JSON text.
const SPEAKING = [
  'DomainError',
  'StoreError',
  'SealError',
  'FlowError',
  'FactError',
  'LostRace',
  'TypeError',
  'RangeError',
]

const DEEPEST = 6

/** A text with every run of nine digits or more hidden. */
export function redactWords(text: string): string {
  return text.replace(KEPT_OR_LONG, (found, kept?: string) => (kept === undefined ? HIDDEN : found))
}

/** A copy of anything that is to be logged, with nothing personal in it as far as names and digits tell. */
export function redacted(what: unknown, depth = 0): unknown {
  if (typeof what === 'string') return redactWords(what)
  if (typeof what === 'number' || typeof what === 'bigint') return Math.abs(Number(what)) < 1e8 ? what : HIDDEN
  if (what instanceof Date) return what.toISOString()
  if (what instanceof Error) return redactedError(what)
  if (typeof what !== 'object' || what === null) return what
  if (depth === DEEPEST || ArrayBuffer.isView(what)) return HIDDEN
  if (Array.isArray(what)) return what.map((part) => redacted(part, depth + 1))
  const entries = Object.entries(what).map(([name, part]) => [
    redactWords(name),
    PRIVATE.test(name) && part != null ? HIDDEN : redacted(part, depth + 1),
  ])
  return Object.fromEntries(entries)
}

/** What an operator needs of an error: its kind, its code, where it came from; the cause is told by its code alone. */
function redactedError(error: Error & { code?: unknown }): object {
  const { cause } = error as { cause?: { name?: unknown; code?: unknown } }
  return {
    type: error.name,
    ...(typeof error.code === 'string' && { code: error.code }),
    ...(SPEAKING.includes(error.name) && { message: redactWords(error.message) }),
    ...(cause && { cause: { type: cause.name, code: cause.code } }),
    at: framesOf(error),
  }
}

// The first lines of a stack repeat the message; the frames below them are places in the code.
function framesOf({ stack }: Error): string[] {
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return frames.slice(0, 8).map((line) => line.trim())
}
