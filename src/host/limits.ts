/** How long and how large; each is named here, so that what a deployment meets is found in one place. */
export const limits = {
  /** Headers and body of a request must have arrived. */
  requestMs: 30_000,
  /** The same of one that hands in a file: 40 MB take eleven minutes at half a megabit a second. */
  fileMs: 20 * 60_000,
  /** A connection on which nothing moves is dropped; a page that waits for replies is answered well before. */
  idleMs: 60_000,
  /** Longer than a proxy keeps its own connections to us, so that it never writes into one that we have just closed. */
  keepAliveMs: 72_000,
  bodyBytes: 1024 * 1024,
  /** What a platform posts at once: WhatsApp up to 3 MB. */
  hookBytes: 4 * 1024 * 1024,
  /** Rest of a body that is too large, which is still taken off the wire so that the refusal can be read. */
  drainedBytes: 32 * 1024 * 1024,
  drainMs: 10_000,
  /** Requests a minute from one address; a whole village may share one behind its network's gateway. */
  webPerMinute: 900,
  /** Requests a minute from one address to the API: programs ask now and then. */
  apiPerMinute: 120,
  /** A database that takes longer to write one row than this is not ready. */
  readyMs: 2_000,
  retryAfterSeconds: 5,
} as const
