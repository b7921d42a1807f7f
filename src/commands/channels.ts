import path from 'node:path'
import type { Channel } from '../channels/channel.ts'
import { WebChat } from '../channels/web-chat/web-chat.ts'
import type { WhatsappCloud } from '../channels/whatsapp-cloud/whatsapp-cloud.ts'
import type { Config } from '../config/config.ts'
import type { Text } from '../domain/message.ts'
import { machineIds } from '../services/ids.ts'

/**
 * The channels of an installation: the web chat, and each that its environment names, which alone are loaded. `show`: shows
 * whoever sits at the terminal what is to be scanned with a phone.
 */
export async function channelsOf(
  config: Config,
  say: (text: Text) => string,
  show: (code: string) => void = () => {},
): Promise<Channel[]> {
  return [
    new WebChat(),
    ...(config.telegram ? [await telegramOf(config, config.telegram, say)] : []),
    ...(config.whatsappCloud ? [await whatsappCloudOf(config.whatsappCloud, say)] : []),
    // Behind the official one, which goes first where somebody is to be written to.
    ...(config.whatsappWeb ? [await whatsappWebOf(config, config.whatsappWeb, show)] : []),
  ]
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

/** The WhatsApp Cloud API, also for a look at it without a host. */
export async function whatsappCloudOf(
  cloud: NonNullable<Config['whatsappCloud']>,
  say: (text: Text) => string,
): Promise<WhatsappCloud> {
  const { WhatsappCloud } = await import('../channels/whatsapp-cloud/whatsapp-cloud.ts')
  return new WhatsappCloud({ ...cloud, choose: say('whatsapp.choose') })
}

async function whatsappWebOf(
  { dataDir }: Config,
  { chromiumPath }: NonNullable<Config['whatsappWeb']>,
  show: (code: string) => void,
): Promise<Channel> {
  const { WHATSAPP_WEB, WhatsappWeb } = await import('../channels/whatsapp-web/whatsapp-web.ts')
  const folder = path.join(dataDir, WHATSAPP_WEB)
  return new WhatsappWeb({ chromium: chromiumPath, folder, random: machineIds().random, show })
}
