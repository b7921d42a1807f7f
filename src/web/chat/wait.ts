import type { Ear } from '../../channels/web-chat/web-chat.ts'
import type { World } from '../../services/world.ts'
import type { Said } from '../../store/history.ts'
import { splitAt } from './cursor.ts'
import { talkOf } from './talk.ts'

/** Under the 30 seconds after which mobile networks and proxies drop a silent connection. */
const LONGEST_WAIT_MS = 25_000
/** The chat is looked at without news too: another process may have sent. */
const LOOK_EVERY_MS = 5_000

/** Waits for something new in a chat; comes back with nothing when the time is over or the page is gone. */
export async function freshAfter(
  world: World,
  ear: Ear,
  chat: string,
  after: string,
): Promise<{ said: Said[]; fresh: Said[] }> {
  try {
    for (let waited = 0; ; waited += LOOK_EVERY_MS) {
      const said = await talkOf(world, chat)
      const { fresh } = splitAt(said, after)
      if (fresh.length > 0 || ear.isStopped || waited >= LONGEST_WAIT_MS) return { said, fresh }
      await ear.wait(LOOK_EVERY_MS)
    }
  } finally {
    ear.stop()
  }
}
