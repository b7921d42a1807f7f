import { createServer } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { Telegram as TelegramClass } from '../../../src/channels/telegram/telegram.ts'
import type { serve as Serve } from '../../../src/commands/start.ts'
import type { readConfig as ReadConfig } from '../../../src/config/config.ts'
import type { openWorld as OpenWorld } from '../../../src/main.ts'
import type { takeReceipt as TakeReceipt } from '../../../src/services/receipts.ts'
import { submittedTo } from '../../support/approved-crowd.ts'
import { built } from '../built.ts'
import { cpuMicros, peakMegabytes, serveParent } from '../child.ts'

// The real host in this process, with Telegram as its only messenger and no limit but one message a second to a chat.
const { openWorld } = await built<{ openWorld: typeof OpenWorld }>('main')
const { serve } = await built<{ serve: typeof Serve }>('commands/start')
const { Telegram } = await built<{ Telegram: typeof TelegramClass }>('channels/telegram/telegram')
const { readConfig } = await built<{ readConfig: typeof ReadConfig }>('config/config')
const { takeReceipt } = await built<{ takeReceipt: typeof TakeReceipt }>('services/receipts')

const { CLOCK_AHEAD_MS, RECEIPTS_PORT, AGENCY } = process.env
const clock = { now: () => new Date(Date.now() + Number(CLOCK_AHEAD_MS)) }
const { publicUrl, telegram } = readConfig(process.env)
const channel = new Telegram({ ...telegram!, publicUrl, commands: [], pace: { perSecond: null, atOnce: 64 } })
const open = await openWorld(process.env, clock, [channel], { isHost: true })
const { world } = open
const stop = await serve(open)

// Telegram tells of no message that it arrived; other messengers do, in batches that want an answer once they are noted.
let receipts = 0
const intake = createServer(async (request, response) => {
  let body = ''
  for await (const part of request.setEncoding('utf8')) body += part
  const arrived = JSON.parse(body) as string[]
  const at = world.clock.now()
  await Promise.all(
    arrived.map((theirs) => takeReceipt(world, { channel: 'telegram', message: { theirs }, kind: 'delivered', at })),
  )
  receipts += arrived.length
  response.end()
}).listen(Number(RECEIPTS_PORT), '127.0.0.1')

/** Approves a campaign to everybody; seconds until all recipients are written down. */
async function freeze(): Promise<number> {
  const { approve } = await submittedTo(world, AGENCY!)
  const began = performance.now()
  await approve()
  return (performance.now() - began) / 1000
}

serveParent({ freeze, receipts: () => receipts, peak: peakMegabytes, cpu: cpuMicros }, async () => {
  intake.close()
  await stop()
})
