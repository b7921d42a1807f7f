// A real host whose simulated channel hands every message to a carrier in another process, so that the host can be killed.
// Plain JavaScript over the built program: Node runs no `.tsx`.
import { simulated } from '../../dist/channels/simulated/simulated.js'
import { serve } from '../../dist/commands/start.js'
import { openWorld } from '../../dist/main.js'

const { CARRIER, CLOCK_AHEAD_MS = '0' } = process.env

async function carry(message) {
  const taken = await fetch(CARRIER, { method: 'POST', body: JSON.stringify(message) })
  return taken.ok ? { sent: true, externalId: message.id } : { sent: false, because: 'unknown', failure: 'carrier' }
}

const clock = { now: () => new Date(Date.now() + Number(CLOCK_AHEAD_MS)) }
await serve(await openWorld(process.env, clock, [simulated(carry)]))
