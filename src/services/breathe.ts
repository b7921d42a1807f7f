import { setTimeout } from 'node:timers/promises'

// A host looks every 5 ms whether the file is free.
const REST_MS = 6

/** A rest between two batches, in which the host of the same SQLite file gets to write: chats do not wait for an import. */
export async function breathe(): Promise<void> {
  await setTimeout(REST_MS)
}
