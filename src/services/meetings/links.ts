import type { CheckInLinks } from '../../domain/meeting.ts'
import type { World } from '../world.ts'

/** The links by which people check in: to Telegram where its account is known, to WhatsApp where its number is set, always to the web chat. */
export function checkInLinks(world: World, code: string): CheckInLinks {
  const telegram = world.channels.get('telegram')?.state?.()
  const account = telegram?.is === 'ready' ? telegram.account?.replace(/^@/, '') : undefined
  const { whatsappNumber } = world.settings()
  return {
    ...(account && { telegram: `https://t.me/${account}?start=${code}` }),
    ...(whatsappNumber && { whatsapp: `https://wa.me/${whatsappNumber}?text=${encodeURIComponent(`hadir ${code}`)}` }),
    web: `${world.publicUrl}/chat?hadir=${code}`,
  }
}
