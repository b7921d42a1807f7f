import type { Message, Update } from 'grammy/types'
import type { BotApi, Shown } from './bot-api.ts'

/** Somebody with Telegram on their phone, in their chat with the bot. */
export class Person {
  readonly id: number
  private readonly api: BotApi

  constructor(api: BotApi, id: number) {
    this.api = api
    this.id = id
  }

  private get chat() {
    return { id: this.id, type: 'private' as const, first_name: 'Budi <_*&' }
  }

  private get from() {
    return { id: this.id, is_bot: false, first_name: 'Budi <_*&', language_code: 'id' }
  }

  /** Sends a message of any kind. */
  sends(parts: Partial<Message>): Update {
    const message = {
      message_id: this.api.nextMessageId(),
      date: 1_795_000_000,
      chat: this.chat,
      from: this.from,
      ...parts,
    }
    return this.api.happen({ message } as Omit<Update, 'update_id'>)
  }

  says(text: string): Update {
    return this.sends({ text })
  }

  sharesContact(phone_number: string, user_id: number | undefined = this.id): Update {
    return this.sends({ contact: { phone_number, first_name: 'Budi', ...(user_id !== undefined && { user_id }) } })
  }

  /** Presses the button of a message that begins with these words, or with its number. */
  presses({ message_id, reply_markup }: Shown, begins: string): Update {
    const button = reply_markup?.inline_keyboard?.flat().find(({ text }) => text.startsWith(begins))
    if (!button) throw new Error(`no button '${begins}'`)
    const message = { message_id, date: 1_795_000_000, chat: this.chat, text: '' } as Message
    const press = {
      id: `press-${message_id}`,
      from: this.from,
      chat_instance: '1',
      message,
      data: button.callback_data,
    }
    return this.api.happen({ callback_query: press })
  }

  blocks(): Update {
    return this.becomes('kicked', 'member')
  }

  unblocks(): Update {
    return this.becomes('member', 'kicked')
  }

  /** What the bot has shown to this person. */
  sees(): Shown[] {
    return this.api.shown.filter(({ chat }) => chat === this.id)
  }

  private becomes(status: string, before: string): Update {
    const user = { id: 8100009001, is_bot: true, first_name: 'Sapa' }
    const member = (is: string) => ({ status: is, user, ...(is === 'kicked' && { until_date: 0 }) })
    const change = { chat: this.chat, from: this.from, date: 1_795_000_000 }
    return this.api.happen({
      my_chat_member: { ...change, old_chat_member: member(before), new_chat_member: member(status) },
    } as Omit<Update, 'update_id'>)
  }
}
