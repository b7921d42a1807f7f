// The real host with the channels of its environment, on a clock that runs ahead: leases of a killed process have run out.
// Plain JavaScript over the built program: Node runs no `.tsx`.
import { channelsOf } from '../../../dist/commands/channels.js'
import { serve } from '../../../dist/commands/start.js'
import { readConfig } from '../../../dist/config/config.js'
import { openWorld } from '../../../dist/main.js'

const clock = { now: () => new Date(Date.now() + Number(process.env.CLOCK_AHEAD_MS ?? 0)) }
const channels = await channelsOf(readConfig(process.env), (text) => String(text))
await serve(await openWorld(process.env, clock, channels))
