import type { Account } from './channel.ts'

/** An account by its id and its phone; the id goes first: it stays when the phone is hidden. Undefined where it has neither. */
export function accountBy(id: string | undefined, phone: string | undefined): Account | undefined {
  if (id !== undefined) return { address: id, ...(phone !== undefined && { aka: phone, phone }) }
  return phone === undefined ? undefined : { address: phone, phone }
}
