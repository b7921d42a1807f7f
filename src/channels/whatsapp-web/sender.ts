import type { Sent } from '../channel.ts'
import type { Ids } from './directory.ts'
import { CALL_MS, isOfPage, within } from './fault.ts'
import type { Client, Message, Sending } from './library.ts'

/** The message itself came to nothing, as WhatsApp says; it is tried a few times more. */
const AGAIN_MS = 60_000
/** So many sends in a row at which the page itself has failed, and it is no longer as the library knows it. */
const FAULTS = 3
/** Nothing of it has left: the page is being looked after. */
export const NOT_LEFT: Extract<Sent, { because: 'retry' }> = {
  sent: false,
  because: 'retry',
  afterMs: 30_000,
  free: true,
}
export const UNREACHABLE: Sent = { sent: false, because: 'refused', failure: 'unreachable' }
/** How long WhatsApp may take to confirm a message with which the page says that it is through. */
const CONFIRMED_MS = 10_000

/** A send that is under way; of one chat there is one at a time. */
interface Call {
  ids: Ids
  /** The page has put the message into the chat, from where it goes off, by this name. */
  id?: string
  ack: number
  confirmed: () => void
}

/** Sends through the page, and finds out what became of it: the library's own answer tells little. */
export class Sender {
  private readonly calls = new Set<Call>()
  private readonly pageFailed: () => void
  /** The page has failed at so many sends in a row; undefined where none has succeeded yet. */
  private faults: number | undefined

  /** `pageFailed` is told when the page no longer sends. */
  constructor(pageFailed: () => void) {
    this.pageFailed = pageFailed
  }

  /** A message of ours stands in a chat. */
  left({ id, to }: Pick<Message, 'id' | 'to'>): void {
    for (const call of this.calls)
      if (call.id === undefined && (to === call.ids.lid || to === call.ids.phone)) call.id = id.id
  }

  acked({ id }: Pick<Message, 'id'>, ack: number): void {
    for (const call of this.calls) {
      if (call.id !== id.id) continue
      call.ack = ack
      call.confirmed()
    }
  }

  async send(client: Pick<Client, 'sendMessage'>, ids: Ids, { content, options }: Sending): Promise<Sent> {
    const call: Call = { ids, ack: 0, confirmed: () => {} }
    this.calls.add(call)
    try {
      const sending = client.sendMessage((ids.lid ?? ids.phone)!, content, options)
      const message = (await within(CALL_MS, sending)) as Message | undefined
      this.faults = 0
      const id = call.id ?? message?.id.id
      // The library knows no chat with that number.
      if (id === undefined) return UNREACHABLE
      call.id = id
      return outcomeOf(id, call.ack || message?.ack || (await this.confirmation(call)))
    } catch (error) {
      return this.failed(call, error)
    } finally {
      this.calls.delete(call)
    }
  }

  private async confirmation(call: Call): Promise<number> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, CONFIRMED_MS)
      call.confirmed = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    return call.ack
  }

  /** What the page threw before the message stood in the chat has not left; all else may have. */
  private failed({ id }: Call, error: unknown): Sent {
    if (id === undefined && isOfPage(error)) return this.refusedByPage()
    return { sent: false, because: 'unknown', failure: 'noAnswer', ...(id !== undefined && { externalId: id }) }
  }

  /** Where the page has just sent others, the fault may lie in this message, which is not tried for ever. */
  private refusedByPage(): Sent {
    const isAlone = this.faults === 0
    this.faults = (this.faults ?? 0) + 1
    if (this.faults >= FAULTS) this.pageFailed()
    return isAlone ? { sent: false, because: 'retry', afterMs: AGAIN_MS } : NOT_LEFT
  }
}

function outcomeOf(id: string, ack: number): Sent {
  if (ack > 0) return { sent: true, externalId: id }
  if (ack < 0) return { sent: false, because: 'retry', afterMs: AGAIN_MS }
  return { sent: false, because: 'unknown', failure: 'noAnswer', externalId: id }
}
