import type { Arrival } from '../channel.ts'

const PHONE = /^(\d{5,20})(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/
const LID = /^\d{5,25}@lid$/

export type Account = Pick<Arrival, 'address' | 'aka' | 'phone'>

/**
 * The names of an account from the ids that WhatsApp has for it. The LID goes first: it stays when the phone is hidden. Undefined
 * where none of them is a person's: a group, a channel, a list of receivers.
 */
export function accountOf(...ids: readonly (string | undefined)[]): Account | undefined {
  const lid = ids.find((id) => id !== undefined && LID.test(id))
  const phone = ids.flatMap((id) => PHONE.exec(id ?? '')?.[1] ?? [])[0]
  if (lid === undefined) return phone === undefined ? undefined : { address: phone, phone }
  return phone === undefined ? { address: lid } : { address: lid, aka: phone, phone }
}

/** The id of the chat at an address: a LID as it is, a phone with what WhatsApp puts behind it. */
export function chatIdOf(address: string): string {
  return address.includes('@') ? address : `${address}@c.us`
}
