import { channelsOf } from '../../../src/commands/channels.ts'
import { serve } from '../../../src/commands/start.ts'
import { readConfig } from '../../../src/config/config.ts'
import { TurnableClock } from '../../../src/domain/clock.ts'
import { openWords } from '../../../src/i18n/say.ts'
import { openWorld } from '../../../src/main.ts'
import { freePort } from '../free-port.ts'
import { installation } from '../program.ts'
import { TUESDAY } from '../world.ts'
import { type BotApi, TOKEN } from './bot-api.ts'

export const SECRET = 'a-secret_of-the-hook'

/** The environment of an installation whose only messenger is the stand-in. */
export function telegramEnv(api: BotApi, port: number, way: 'polling' | 'webhook'): NodeJS.ProcessEnv {
  return {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TELEGRAM_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: api.url,
    ...(way === 'webhook' && { TELEGRAM_WEBHOOK_SECRET: SECRET }),
  }
}

/** The real host in this process, with the real adapter, on a clock that the test turns. */
export async function telegramHost(api: BotApi, way: 'polling' | 'webhook') {
  const port = await freePort()
  const home = installation({ ...telegramEnv(api, port, way), LOG_LEVEL: 'silent' })
  const words = openWords()
  const clock = new TurnableClock(new Date(TUESDAY))
  const channels = await channelsOf(readConfig(home.env), (text) => words.say('id', text))
  const open = await openWorld(home.env, clock, channels)
  const logged: { level: string; what: object; message: string }[] = []
  const log = (level: string) => (what: object, message: string) => void logged.push({ level, what, message })
  open.world.log = { info: log('info'), warn: log('warn'), error: log('error') }
  const serving = await serve(open)
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= serving())
  return {
    ...{ world: open.world, clock, logged, port, words, env: home.env, stop },
    close: async () => {
      await stop()
      home.drop()
    },
  }
}

export type TelegramHost = Awaited<ReturnType<typeof telegramHost>>
