import { accountBy } from '../account.ts'
import type { Account } from '../channel.ts'

const PHONE = /^(\d{5,20})(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/
const LID = /^\d{5,25}@lid$/

/**
 * An account from the ids that WhatsApp has for it. Undefined where none of them is a person's: a group, a channel, a list of
 * receivers.
 */
export function accountOf(...ids: readonly (string | undefined)[]): Account | undefined {
  const lid = ids.find((id) => id !== undefined && LID.test(id))
  const phone = ids.flatMap((id) => PHONE.exec(id ?? '')?.[1] ?? [])[0]
  return accountBy(lid, phone)
}

/** The id of the chat at an address: a LID as it is, a phone with what WhatsApp puts behind it. */
export function chatIdOf(address: string): string {
  return address.includes('@') ? address : `${address}@c.us`
}
