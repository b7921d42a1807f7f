import type { channelsOf as ChannelsOf } from '../../../src/commands/channels.ts'
import type { serve as Serve } from '../../../src/commands/start.ts'
import type { readConfig as ReadConfig } from '../../../src/config/config.ts'
import type { openWorld as OpenWorld } from '../../../src/main.ts'
import { built } from '../built.ts'
import { cpuMicros, peakMegabytes, serveParent } from '../child.ts'

// The real host in this process, as `start` serves it.
const { openWorld } = await built<{ openWorld: typeof OpenWorld }>('main')
const { serve } = await built<{ serve: typeof Serve }>('commands/start')
const { channelsOf } = await built<{ channelsOf: typeof ChannelsOf }>('commands/channels')
const { readConfig } = await built<{ readConfig: typeof ReadConfig }>('config/config')

const channels = await channelsOf(readConfig(process.env), (text) => String(text))
const stop = await serve(await openWorld(process.env, { now: () => new Date() }, channels))
serveParent({ peak: peakMegabytes, cpu: cpuMicros }, stop)
