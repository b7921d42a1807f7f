import type { Log } from '../../domain/log.ts'
import type { Arrival, Receipt, Receive, TakeReceipt } from '../channel.ts'
import { Tries } from '../tries.ts'
import { contactSchema, errorSchema, messageSchema, payloadSchema, statusSchema, valueSchema } from './payload.ts'
import { type Names, readMessage } from './read-message.ts'
import { readStatus } from './read-status.ts'

type Value = ReturnType<(typeof valueSchema)['parse']>

/** One post of Meta's in parts. */
export interface Parts {
  arrivals: Arrival[]
  receipts: Receipt[]
  /** What was passed over, by kind. */
  ignored: string[]
  /** Of other subjects than messages: templates, limits, the account. */
  news: string[]
  /** Ids of the business accounts that it speaks of. */
  accounts: string[]
}

/** Reads a post; undefined where it is none of Meta's about WhatsApp. Only what is about the number `numberId` counts. */
export function readPayload(body: unknown, numberId: string): Parts | undefined {
  const payload = payloadSchema.safeParse(body)
  if (!payload.success) return undefined
  const parts: Parts = { arrivals: [], receipts: [], ignored: [], news: [], accounts: [] }
  for (const { id, changes } of payload.data.entry) {
    parts.accounts.push(id)
    for (const { field, value } of changes) {
      if (field === 'messages') readValue(value, numberId, parts)
      else parts.news.push(field)
    }
  }
  return parts
}

function readValue(given: unknown, numberId: string, parts: Parts): void {
  const value = valueSchema.safeParse(given)
  if (!value.success) return void parts.ignored.push('unreadable value')
  if ((value.data.metadata?.phone_number_id ?? numberId) !== numberId)
    return void parts.ignored.push('value of another number')
  for (const message of value.data.messages) readOne(message, value.data, parts)
  for (const status of value.data.statuses) {
    const read = statusSchema.safeParse(status)
    const receipt = read.success ? readStatus(read.data) : undefined
    if (receipt) parts.receipts.push(receipt)
    else parts.ignored.push(read.success ? `status ${read.data.status.slice(0, 40)}` : 'unreadable status')
  }
  for (const error of value.data.errors) parts.ignored.push(`error ${errorSchema.safeParse(error).data?.code ?? ''}`)
}

function readOne(given: unknown, value: Value, parts: Parts): void {
  const message = messageSchema.safeParse(given)
  if (!message.success) return void parts.ignored.push('unreadable message')
  const read = readMessage(message.data, namesIn(value, message.data.from, message.data.from_user_id))
  if ('ignored' in read) parts.ignored.push(read.ignored)
  else parts.arrivals.push(read.arrival)
}

/** The names of a writer; what a message leaves out stands in the list of those who write. */
function namesIn({ contacts }: Value, from: string | undefined, fromUserId: string | undefined): Names {
  const known = contacts.flatMap((contact) => contactSchema.safeParse(contact).data ?? [])
  const writer =
    known.find(
      ({ wa_id, user_id }) =>
        (from !== undefined && wa_id === from) || (fromUserId !== undefined && user_id === fromUserId),
    ) ?? (from === undefined && fromUserId === undefined && known.length === 1 ? known[0] : undefined)
  return { phone: (from ?? writer?.wa_id)?.replace(/^\+/, ''), userId: fromUserId ?? writer?.user_id }
}

/**
 * Takes the parts of a post in, the messages of an account one after another as they were written, all else side by side;
 * resolves once they are durable. Rejects where something could not be stored: then Meta posts it all again.
 */
export class Intake {
  private readonly tries = new Tries()
  private readonly receive: Receive
  private readonly tell: TakeReceipt
  private readonly log: Log

  constructor(receive: Receive, tell: TakeReceipt, log: Log) {
    this.receive = receive
    this.tell = tell
    this.log = log
  }

  async take({ arrivals, receipts }: Parts): Promise<void> {
    const accounts = [...Map.groupBy(arrivals, ({ address }) => address).values()]
    const taken = await Promise.allSettled([
      ...accounts.map((messages) => this.takeAccount(messages)),
      ...receipts.map((receipt) => this.takeOne(keyOf(receipt), () => this.tell(receipt))),
    ])
    const failed = taken.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }

  private async takeAccount(messages: readonly Arrival[]): Promise<void> {
    const byTime = messages.toSorted((a, b) => (a.saidAt?.getTime() ?? 0) - (b.saidAt?.getTime() ?? 0))
    for (const arrival of byTime) await this.takeOne(arrival.externalId, () => this.receive(arrival))
  }

  /** A message at which we fail by a fault of our own is dropped at last, so that the others of its post get through. */
  private async takeOne(key: string, take: () => Promise<void>): Promise<void> {
    try {
      await take()
      this.tries.forget(key)
    } catch (error) {
      if (!this.tries.isGivenUp(key, error)) throw error
      this.log.error({ error }, 'a message of WhatsApp could not be taken in and is dropped')
    }
  }
}

function keyOf({ message, kind }: Receipt): string {
  return `${'ours' in message ? message.ours : message.theirs} ${kind}`
}
