import type { Channel } from '../channels/channel.ts'
import { WebChat } from '../channels/web-chat/web-chat.ts'
import type { Config } from '../config/config.ts'
import type { Text } from '../domain/message.ts'

/** The channels of an installation: the web chat, and each that its environment names, which alone are loaded. */
export async function channelsOf(config: Config, say: (text: Text) => string): Promise<Channel[]> {
  return [new WebChat(), ...(config.telegram ? [await telegramOf(config, config.telegram, say)] : [])]
}

async function telegramOf(
  { publicUrl }: Config,
  telegram: NonNullable<Config['telegram']>,
  say: (text: Text) => string,
): Promise<Channel> {
  const { TELEGRAM_COMMANDS, Telegram } = await import('../channels/telegram/telegram.ts')
  const commands = TELEGRAM_COMMANDS.map((command) => ({ command, description: say(`telegram.command.${command}`) }))
  return new Telegram({ ...telegram, publicUrl, commands })
}
