import type { CheckInLinks } from '../../domain/meeting.ts'
import type { World } from '../world.ts'

/** The links by which people check in: to Telegram and WhatsApp where an account is known there or set, always to the web chat. */
export function checkInLinks(world: World, code: string): CheckInLinks {
  const account = accountOn(world, 'telegram')?.replace(/^@/, '')
  const whatsappNumber = world.settings().whatsappNumber ?? accountOn(world, 'whatsapp')?.replace(/\D/g, '')
  return {
    ...(account && { telegram: `https://t.me/${account}?start=${code}` }),
    ...(whatsappNumber && { whatsapp: `https://wa.me/${whatsappNumber}?text=${encodeURIComponent(`hadir ${code}`)}` }),
    web: `${world.publicUrl}/chat?hadir=${code}`,
  }
}

function accountOn({ channels }: World, name: string): string | undefined {
  const state = channels.get(name)?.state?.()
  return state?.is === 'ready' ? state.account : undefined
}
