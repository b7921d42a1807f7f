import { CALL_MS, within } from './fault.ts'
import type { Client } from './library.ts'

/** The ids that WhatsApp has for one account. */
export interface Ids {
  lid?: string
  phone?: string
}

/** So long what was found is good, and so long what was not: somebody may have shown their phone meanwhile. */
const FOUND_MS = 3_600_000
const MISSED_MS = 600_000
/** So many accounts at the most are remembered. */
const MOST = 5000

/** Which LID and which phone belong together, as WhatsApp says. It is asked seldom: each question may go to its servers. */
export class Directory {
  private readonly known = new Map<string, { ids: Ids; until: number }>()

  /** Empty where there is no such account. Rejects where the page cannot be asked. */
  async idsOf(client: Pick<Client, 'getContactLidAndPhone'>, id: string): Promise<Ids> {
    const now = performance.now()
    const known = this.known.get(id)
    if (known && known.until > now) return known.ids
    const [found] = await within(CALL_MS, client.getContactLidAndPhone([id]))
    const ids = { ...(found?.lid && { lid: found.lid }), ...(found?.pn && { phone: found.pn }) }
    this.remember(id, ids, now + (ids.lid !== undefined && ids.phone !== undefined ? FOUND_MS : MISSED_MS))
    return ids
  }

  /** What was known of an account is old. */
  forget(...ids: readonly string[]): void {
    for (const [key, { ids: known }] of this.known)
      if (ids.some((id) => id === key || id === known.lid || id === known.phone)) this.known.delete(key)
  }

  private remember(id: string, ids: Ids, until: number): void {
    this.known.delete(id)
    this.known.set(id, { ids, until })
    const [oldest] = this.known.keys()
    if (this.known.size > MOST) this.known.delete(oldest!)
  }
}
