import type { Telegram as TelegramClass } from '../../src/channels/telegram/telegram.ts'
import type { serve as Serve } from '../../src/commands/start.ts'
import type { readConfig as ReadConfig } from '../../src/config/config.ts'
import type { openWorld as OpenWorld } from '../../src/main.ts'
import { exec } from '../../src/store/work.ts'
import { built } from '../bench/built.ts'
import { peakMegabytes, serveParent } from '../bench/child.ts'

// The real host with Telegram as its only messenger, as fast as the stand-in takes it, on a clock that the parent sets ahead.
const { openWorld } = await built<{ openWorld: typeof OpenWorld }>('main')
const { serve } = await built<{ serve: typeof Serve }>('commands/start')
const { Telegram } = await built<{ Telegram: typeof TelegramClass }>('channels/telegram/telegram')
const { readConfig } = await built<{ readConfig: typeof ReadConfig }>('config/config')

let aheadMs = Number(process.env.CLOCK_AHEAD_MS)
const clock = { now: () => new Date(Date.now() + aheadMs) }
const { publicUrl, telegram } = readConfig(process.env)
const pace = { perSecond: null, atOnce: Number(process.env.AT_ONCE) }
const channel = new Telegram({ ...telegram!, publicUrl, commands: [], pace })
const isHost = process.env.DATABASE_URL === undefined
const open = await openWorld(process.env, clock, [channel], { isHost })
const stop = await serve(open)

async function isDone(): Promise<boolean> {
  const campaigns = await open.world.database.run((db) => exec(db.select().from(db.t.campaigns)))
  return campaigns.every(({ doneAt }) => doneAt !== null)
}

serveParent(
  {
    peak: peakMegabytes,
    isDone,
    hasten: () => {
      aheadMs += Number(process.env.STEP_MS)
    },
  },
  stop,
)
