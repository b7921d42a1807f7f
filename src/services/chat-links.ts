import type { ChatLinks } from '../domain/chat-links.ts'
import type { Text } from '../domain/message.ts'
import type { World } from './world.ts'

/** The links by which people check in to a meeting. */
export function checkInLinks(world: World, code: string): ChatLinks {
  return linksTo(world, { telegram: `?start=${code}`, whatsapp: `hadir ${code}`, web: `?hadir=${code}` })
}

/** The links by which people come to ask whether they are covered. */
export function askingLinks(world: World): ChatLinks {
  const asking: Text = 'slip.poster.asking'
  return linksTo(world, { telegram: '', whatsapp: world.words.say('id', asking), web: '' })
}

/** To Telegram and WhatsApp where an account is known there or set, always to the web chat. `whatsapp`: what is written there. */
function linksTo(world: World, { telegram, whatsapp, web }: Required<ChatLinks>): ChatLinks {
  const account = accountOn(world, 'telegram')?.replace(/^@/, '')
  const number = world.settings().whatsappNumber ?? accountOn(world, 'whatsapp')?.replace(/\D/g, '')
  return {
    ...(account && { telegram: `https://t.me/${account}${telegram}` }),
    ...(number && { whatsapp: `https://wa.me/${number}?text=${encodeURIComponent(whatsapp)}` }),
    web: `${world.publicUrl}/chat${web}`,
  }
}

function accountOn({ channels }: World, name: string): string | undefined {
  const state = channels.get(name)?.state?.()
  return state?.is === 'ready' ? state.account : undefined
}
