import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'

/** What the library names the folder of a link's browser profile, see its `LocalAuth`. */
const PROFILE = 'session'
/** By these a browser that was killed, perhaps in another container, would still seem to use the profile. */
const LOCKS = ['SingletonLock', 'SingletonCookie', 'SingletonSocket']

/** Makes the folder of a link, for the user that runs us alone: whoever has it has the chats. */
export async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const lock of LOCKS) await rm(path.join(folder, PROFILE, lock), { force: true })
}

/** Throws a link away that has ended; no browser may use it any more. */
export async function emptyFolder(folder: string): Promise<void> {
  await rm(path.join(folder, PROFILE), { recursive: true, force: true, maxRetries: 5 })
}
