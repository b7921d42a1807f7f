/** By which links people come into a chat; the web is always there. */
export interface ChatLinks {
  telegram?: string
  whatsapp?: string
  web: string
}

/** The link that a poster's picture holds: that of the messenger that most people have. */
export function firstLink({ whatsapp, telegram, web }: ChatLinks): string {
  return whatsapp ?? telegram ?? web
}
