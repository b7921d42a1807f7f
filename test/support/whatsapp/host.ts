import { channelsOf } from '../../../src/commands/channels.ts'
import { serve } from '../../../src/commands/start.ts'
import { readConfig } from '../../../src/config/config.ts'
import { TurnableClock } from '../../../src/domain/clock.ts'
import { openWords } from '../../../src/i18n/say.ts'
import { openWorld } from '../../../src/main.ts'
import { freePort } from '../free-port.ts'
import { installation } from '../program.ts'
import { TUESDAY } from '../world.ts'
import { cloudEnv } from './env.ts'
import type { GraphApi } from './graph-api.ts'
import { post } from './person.ts'

/** The real host in this process, with the real adapter, on a clock that the test turns. */
export async function cloudHost(api: GraphApi) {
  const port = await freePort()
  const home = installation({ ...cloudEnv(api, port), LOG_LEVEL: 'silent' })
  const words = openWords()
  const clock = new TurnableClock(new Date(TUESDAY))
  const channels = await channelsOf(readConfig(home.env), (text) => words.say('id', text))
  const open = await openWorld(home.env, clock, channels)
  const stop = await serve(open)
  const url = `http://127.0.0.1:${port}`
  return {
    ...{ world: open.world, clock, url, env: home.env, home },
    seconds: () => Math.floor(clock.now().getTime() / 1000),
    /** Posts as Meta does; gives the status and how long it took, in milliseconds. */
    post: async (body: object | string, secret?: string) => {
      const { headers, body: bytes } = post(body, secret)
      const from = performance.now()
      const answer = await fetch(`${url}/hooks/whatsapp`, {
        ...{ method: 'POST', body: new Uint8Array(bytes) },
        headers: { ...(headers as Record<string, string>), 'content-type': 'application/json' },
      })
      await answer.text()
      return { status: answer.status, ms: performance.now() - from }
    },
    close: async () => {
      await stop()
      home.drop()
    },
  }
}

export type CloudHost = Awaited<ReturnType<typeof cloudHost>>
