import type { simulated as Simulated } from '../../../src/channels/simulated/simulated.ts'
import type { WebChat as WebChatClass } from '../../../src/channels/web-chat/web-chat.ts'
import type { serve as Serve } from '../../../src/commands/start.ts'
import type { openWorld as OpenWorld } from '../../../src/main.ts'
import type { exec as Exec } from '../../../src/store/work.ts'
import { built } from '../built.ts'
import { peakMegabytes, serveParent } from '../child.ts'
import { Profile } from './profile.ts'

// The real host in this process, as `start` serves it, with a carrier that accepts everything at once.
const { openWorld } = await built<{ openWorld: typeof OpenWorld }>('main')
const { serve } = await built<{ serve: typeof Serve }>('commands/start')
const { simulated } = await built<{ simulated: typeof Simulated }>('channels/simulated/simulated')
const { exec } = await built<{ exec: typeof Exec }>('store/work')
const { count, eq } = await import('drizzle-orm')
const { WebChat } = await built<{ WebChat: typeof WebChatClass }>('channels/web-chat/web-chat')

let carried = 0
let unread = 0
const carrier = simulated(({ id, prompt }) => {
  carried++
  if (misread.has(prompt.text)) unread++
  return { sent: true, externalId: id }
})
const open = await openWorld(process.env, { now: () => new Date() }, [new WebChat(), carrier])
const { words } = open.world
const misread = new Set(
  (['id', 'en'] as const).flatMap((locale) =>
    ['engine.again', 'status.bornOnAgain', 'status.codeAgain'].map((key) => words.say(locale, key)),
  ),
)
const stop = await serve(open)

/** Replies that said nothing new and were held back, since contacts of a bench write in bursts. */
async function held(): Promise<number> {
  const [row] = await open.world.database.run((db) =>
    exec(db.select({ n: count() }).from(db.t.outbox).where(eq(db.t.outbox.cause, 'held'))),
  )
  return row!.n
}

const profile = new Profile()

serveParent(
  {
    peak: peakMegabytes,
    carried: async () => ({ carried, unread: unread + (await held()) }),
    profile: () => profile.start(),
    profiled: () => profile.stop(),
  },
  stop,
)
