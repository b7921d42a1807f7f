import type { Log } from '../../domain/log.ts'
import type { Account, Receipt, Receive, TakeReceipt } from '../channel.ts'
import { accountOf } from './account.ts'
import type { Directory, Ids } from './directory.ts'
import { kindOf } from './fault.ts'
import { Intake } from './intake.ts'
import type { Client, Message } from './library.ts'
import { readMessage, type WebMessage } from './read-message.ts'
import { unread } from './unread.ts'

interface Takers {
  receive: Receive
  tell: TakeReceipt
  log: Log
  directory: Directory
}

/** Hands on what the page tells of people and of our messages. */
export class Hearing {
  private readonly intake: Intake
  private readonly to: Takers

  constructor(to: Takers, signal: AbortSignal) {
    this.to = to
    this.intake = new Intake(signal, to.log)
  }

  message(client: Client, message: WebMessage): void {
    const read = readMessage(message)
    if ('ignored' in read) return void this.ignored(read.ignored)
    this.intake.take(message.from, read.said.externalId, async () => {
      const account = await this.accountOf(client, message.from)
      if (account) await this.to.receive({ ...read.said, ...account })
      else this.ignored('message from nobody')
    })
  }

  /** Takes in what has come while we were away; what was taken in before changes nothing. */
  catchUp(client: Client): void {
    unread(client).then(
      (messages) => messages.map((message) => this.message(client, message)),
      (error: unknown) => this.to.log.warn({ failure: kindOf(error) }, 'what came meanwhile could not be looked for'),
    )
  }

  /** WhatsApp's acknowledgements: 1 it has the message, 2 a phone has it, 3 it was read, 4 it was played. */
  ack({ id, fromMe }: Pick<Message, 'id' | 'fromMe'>, ack: number): void {
    const kind = kindOfAck(ack)
    if (!fromMe || kind === undefined) return
    const receipt: Receipt = { message: { theirs: id.id }, kind }
    this.intake.take(id.id, `${id.id} ${kind}`, () => this.to.tell(receipt))
  }

  /** Somebody has changed their number. */
  moved(client: Client, message: WebMessage, before: string, since: string): void {
    const externalId = message.id.id
    this.intake.take(before, externalId, async () => {
      this.to.directory.forget(before, since)
      const from = accountOf(before)
      const moved = await this.accountOf(client, since)
      // One that keeps its LID is known by that; with its next message comes its new phone.
      if (from && moved && from.address !== moved.address) await this.to.receive({ externalId, ...from, moved })
    })
  }

  private ignored(kind: string): void {
    this.to.log.info({ kind }, 'a message of WhatsApp was ignored')
  }

  settled(): Promise<void> {
    return this.intake.settled()
  }

  private async accountOf(client: Client, id: string): Promise<Account | undefined> {
    const { lid, phone } = await this.idsOf(client, id)
    return accountOf(id, lid, phone)
  }

  /** Where the page cannot be asked, the id that it came from is enough for an answer. */
  private async idsOf(client: Client, id: string): Promise<Ids> {
    try {
      return await this.to.directory.idsOf(client, id)
    } catch (error) {
      this.to.log.warn({ failure: kindOf(error) }, 'WhatsApp Web did not say who an account is')
      return {}
    }
  }
}

function kindOfAck(ack: number): 'sent' | 'delivered' | 'read' | undefined {
  if (ack >= 3) return 'read'
  return ({ 1: 'sent', 2: 'delivered' } as const)[ack]
}
