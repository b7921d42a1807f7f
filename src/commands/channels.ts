import type { Channel } from '../channels/channel.ts'
import { TELEGRAM_COMMANDS, Telegram } from '../channels/telegram/telegram.ts'
import { WebChat } from '../channels/web-chat/web-chat.ts'
import type { Config } from '../config/config.ts'
import type { Text } from '../domain/message.ts'

/** The channels of an installation: the web chat, and each that its environment names. */
export function channelsOf({ telegram, publicUrl }: Config, say: (text: Text) => string): Channel[] {
  const commands = TELEGRAM_COMMANDS.map((command) => ({ command, description: say(`telegram.command.${command}`) }))
  return [new WebChat(), ...(telegram ? [new Telegram({ ...telegram, publicUrl, commands })] : [])]
}
