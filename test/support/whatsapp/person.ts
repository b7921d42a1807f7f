import { createHmac } from 'node:crypto'
import type { HookRequest } from '../../../src/channels/channel.ts'
import { type Choice, CLOUD, type CloudBody, type GraphApi, type Sent } from './graph-api.ts'

/** What Meta posts, about one number. */
export function payload(value: object, field = 'messages'): object {
  const metadata = { display_phone_number: '6281000009999', phone_number_id: CLOUD.numberId }
  const about = field === 'messages' ? { messaging_product: 'whatsapp', metadata, ...value } : value
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: CLOUD.accountId, changes: [{ field, value: about }] }],
  }
}

/** A post with Meta's signature, as the hook is given it. */
export function post(body: object | string, secret: string = CLOUD.appSecret): HookRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  return { method: 'POST', query: {}, headers: { 'x-hub-signature-256': signature(bytes, secret) }, body: bytes }
}

export function signature(body: Buffer, secret: string = CLOUD.appSecret): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

export interface Status {
  status: string
  /** By Meta's clock, in seconds. */
  at: number
  more?: object
}

/** Somebody with WhatsApp on their phone; `userId`: the id that Meta has made for us, where it tells it. */
export class Person {
  readonly phone: string | undefined
  readonly userId: string | undefined
  private readonly api: GraphApi

  constructor(api: GraphApi, names: { phone?: string; userId?: string }) {
    this.api = api
    this.phone = names.phone
    this.userId = names.userId
  }

  /** The post of a message of any kind, written at so many seconds. */
  sends(parts: object, at: number): object {
    const profile = { name: 'Budi <_*&' }
    const contact = {
      profile,
      ...(this.phone !== undefined && { wa_id: this.phone }),
      ...(this.userId !== undefined && { user_id: this.userId }),
    }
    return payload({ contacts: [contact], messages: [this.message(parts, at)] })
  }

  /** The message alone, for posts of several. */
  message(parts: object, at: number): object {
    return {
      ...(this.phone !== undefined && { from: this.phone }),
      ...(this.userId !== undefined && { from_user_id: this.userId }),
      ...{ id: this.api.nextId(), timestamp: String(at), ...parts },
    }
  }

  says(body: string, at: number): object {
    return this.sends({ type: 'text', text: { body } }, at)
  }

  /** Taps a button or row of a message that begins with these words. */
  taps({ body }: Sent, begins: string, at: number): object {
    const { kind, choices } = choicesOf(body)
    const choice = choices.find(({ title }) => title.replace(/^\d+\. /, '').startsWith(begins))
    if (!choice) throw new Error(`no choice '${begins}'`)
    if (kind === 'template')
      return this.sends({ type: 'button', button: { payload: choice.id, text: choice.title } }, at)
    const reply = kind === 'button' ? 'button_reply' : 'list_reply'
    return this.sends({ type: 'interactive', interactive: { type: reply, [reply]: choice } }, at)
  }
}

/** The post of what became of a message of ours. */
export function told({ id, to, body }: Sent, { status, at, more = {} }: Status, isEchoed = true): object {
  const echo = isEchoed && { biz_opaque_callback_data: body.biz_opaque_callback_data }
  return payload({ statuses: [{ id, status, timestamp: String(at), recipient_id: to, ...echo, ...more }] })
}

/** What can be tapped below a message. */
export function choicesOf({ interactive, template }: CloudBody): {
  kind: 'button' | 'list' | 'template'
  choices: Choice[]
} {
  if (template) {
    const payloads = (template.components ?? []).filter(({ type }) => type === 'button')
    return { kind: 'template', choices: payloads.map(({ parameters }) => ({ id: parameters[0]!.payload!, title: '' })) }
  }
  const { buttons, sections } = interactive?.action ?? {}
  if (buttons) return { kind: 'button', choices: buttons.map(({ reply }) => reply) }
  return { kind: 'list', choices: sections?.flatMap(({ rows }) => rows) ?? [] }
}
