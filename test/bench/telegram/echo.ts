import { createServer } from 'node:http'
import { Bot, webhookCallback } from 'grammy'
import { cpuMicros, peakMegabytes, serveParent } from '../child.ts'

// The reference: a bot of a few lines that gives back what it hears, stores nothing and forgets everything in a crash.
const { TELEGRAM_TOKEN, TELEGRAM_API_ROOT, TELEGRAM_WEBHOOK_SECRET, PORT, PUBLIC_URL } = process.env

const bot = new Bot(TELEGRAM_TOKEN!, { client: { apiRoot: TELEGRAM_API_ROOT! } })
bot.on('message:text', (context) => context.reply(context.message.text))

if (TELEGRAM_WEBHOOK_SECRET === undefined) void bot.start()
else {
  const secretToken = TELEGRAM_WEBHOOK_SECRET
  createServer(webhookCallback(bot, 'http', { secretToken })).listen(Number(PORT), '127.0.0.1')
  await bot.api.setWebhook(`${PUBLIC_URL}/hooks/telegram`, { secret_token: secretToken })
}
serveParent({ peak: peakMegabytes, cpu: cpuMicros }, async () => {})
