import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Update } from 'grammy/types'
import { shown } from './markup.ts'
import { faultIn } from './schema.ts'
import { Pump, type Webhook } from './webhook.ts'

export const TOKEN = '8100009001:stand-in_token'

type Params = Record<string, unknown>

const CAPTION_CHARACTERS = 1024

interface Answer {
  ok: boolean
  error_code?: number
  description?: string
  result?: unknown
}

/** A message of the bot's as its person sees it. */
export interface Shown {
  chat: number
  message_id: number
  text: string
  /** The file that it shows, by the id that the stand-in gave it. */
  file?: string
  reply_markup?: {
    inline_keyboard?: { text: string; callback_data: string }[][]
    keyboard?: { text: string; request_contact?: boolean }[][]
    remove_keyboard?: boolean
  }
}

/** A file of a form. */
export interface Uploaded {
  name: string
  type: string
  content: Buffer
}

/** What goes wrong with the next calls of a method: an answer of Telegram's, or none. */
export interface Fault {
  method: string
  /** Only calls for this chat. */
  chat?: number
  times?: number
  does: 'reset before' | 'reset after' | 'hang' | { error_code: number; description: string; parameters?: object }
}

/** Stands in for the Bot API of one bot: what it is asked is held against the published schema. */
export class BotApi {
  readonly shown: Shown[] = []
  readonly deleted: { chat: number; message_id: number }[] = []
  readonly answered: string[] = []
  /** What was handed over, oldest first. */
  readonly files: Uploaded[] = []
  readonly calls: { method: string; params: Params }[] = []
  /** Calls that the schema does not know so; a test ends with none. */
  readonly faulty: string[] = []
  /** Updates that the bot has confirmed. */
  readonly taken = new Set<number>()
  private hook: Webhook | undefined
  pump: Pump | undefined
  onShown: (message: Shown) => void = () => {}
  private readonly faults: (Fault & { left: number })[] = []
  private readonly queue: Update[] = []
  private readonly server: Server
  private polling: { end: (why: 'news' | 'conflict' | 'over') => void } | undefined
  private updates = 700_000
  private messages = 0

  private constructor() {
    this.server = createServer((request, response) => void this.handle(request, response))
    this.server.keepAliveTimeout = 65_000
  }

  static async open(): Promise<BotApi> {
    const api = new BotApi()
    await new Promise<void>((done) => api.server.listen(0, '127.0.0.1', done))
    return api
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.pump?.stop()
    this.polling?.end('over')
    this.server.closeAllConnections()
    await new Promise((done) => this.server.close(done))
  }

  fault(fault: Fault): void {
    this.faults.push({ ...fault, left: fault.times ?? 1 })
  }

  /** Something happened in a chat: the bot is to hear of it. */
  happen(update: Omit<Update, 'update_id'>): Update {
    const whole = { update_id: ++this.updates, ...update } as Update
    this.queue.push(whole)
    if (this.pump) this.pump.push()
    else this.polling?.end('news')
    return whole
  }

  nextMessageId(): number {
    return ++this.messages
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)/.exec(request.url ?? '') ?? []
    const params = await readParams(request)
    const respond = (body: Answer) => {
      response.writeHead(body.error_code ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (token !== TOKEN) return respond(refusal(401, 'Unauthorized'))
    this.note(method, params)
    const { does } = this.faultFor(method, params) ?? {}
    if (does === 'reset before') return void request.socket.destroy()
    if (does === 'hang') return
    if (typeof does === 'object') return respond({ ok: false, ...does })
    const answer = await this.answer(method, params, response)
    if (does === 'reset after') request.socket.destroy()
    else respond(answer)
  }

  private note(method: string, params: Params): void {
    const wrong = faultIn(method, params)
    if (wrong !== undefined) this.faulty.push(wrong)
    if (method !== 'getUpdates') this.calls.push({ method, params })
  }

  private faultFor(method: string, params: Params): Fault | undefined {
    const fault = this.faults.find(
      (one) => one.method === method && (one.chat === undefined || one.chat === params.chat_id),
    )
    if (fault && --fault.left === 0) this.faults.splice(this.faults.indexOf(fault), 1)
    return fault
  }

  private async answer(method: string, params: Params, response?: ServerResponse): Promise<Answer> {
    const act = this.methods[method]
    return act ? await act(params, response) : refusal(404, 'Not Found: method not found')
  }

  private readonly methods: Record<string, (params: Params, response?: ServerResponse) => Answer | Promise<Answer>> = {
    getMe: () => granted({ id: 8100009001, is_bot: true, first_name: 'Sapa', username: 'sapa_standin_bot' }),
    setMyCommands: () => granted(true),
    getUpdates: (params, response) => this.poll(params, response!),
    setWebhook: (params) => this.listen(params as unknown as Webhook),
    deleteWebhook: () => this.listen(undefined),
    getWebhookInfo: () =>
      granted({
        ...{ url: this.hook?.url ?? '', has_custom_certificate: false, pending_update_count: 0 },
        ...(this.hook?.allowed_updates && { allowed_updates: this.hook.allowed_updates }),
      }),
    sendMessage: (params) => this.show(params),
    sendPhoto: (params) => this.showFile(params, 'photo'),
    sendDocument: (params) => this.showFile(params, 'document'),
    deleteMessage: ({ chat_id, message_id }) => {
      this.deleted.push({ chat: Number(chat_id), message_id: Number(message_id) })
      return granted(true)
    },
    answerCallbackQuery: ({ callback_query_id }) => {
      this.answered.push(String(callback_query_id))
      return granted(true)
    },
  }

  /** Somebody else takes the webhook away. */
  unhook(): void {
    this.listen(undefined)
  }

  /** Somebody else sets the webhook for other kinds of update. */
  hookFor(kinds: string[]): void {
    this.listen({ ...this.hook!, allowed_updates: kinds })
  }

  private listen(hook: Webhook | undefined) {
    this.pump?.stop()
    this.hook = hook
    const call = ({ method, ...params }: Params) => {
      this.note(String(method), params)
      void this.answer(String(method), params)
    }
    this.pump = hook && new Pump(hook, this.queue, { call, taken: ({ update_id }) => this.taken.add(update_id) })
    this.pump?.push()
    return granted(true)
  }

  private show(params: Params): Answer {
    try {
      const { chat_id, reply_markup } = params as { chat_id: number; reply_markup?: Shown['reply_markup'] }
      const text = shown(params as unknown as Parameters<typeof shown>[0])
      const message = {
        chat: Number(chat_id),
        message_id: this.nextMessageId(),
        text,
        ...(reply_markup && { reply_markup }),
      }
      this.shown.push(message)
      this.onShown(message)
      return granted({ message_id: message.message_id, date: 0, chat: { id: message.chat, type: 'private' }, text })
    } catch (error) {
      return refusal(400, (error as Error).message)
    }
  }

  /** A file that was handed over gets an id; one that is named by an id has to have been. */
  private showFile({ caption = '', ...params }: Params, kind: 'photo' | 'document') {
    const given = params[kind] as Uploaded | string
    const id = typeof given === 'string' ? given : `file-${this.files.push(given)}`
    if (!this.files.some((_, at) => id === `file-${at + 1}`)) return refusal(400, 'Bad Request: wrong file identifier')
    if (shownLength(String(caption)) > CAPTION_CHARACTERS)
      return refusal(400, 'Bad Request: message caption is too long')
    const told = this.show({ ...params, text: caption === '' ? '(berkas)' : caption })
    if (!told.ok) return told
    this.shown.at(-1)!.file = id
    const file = { file_id: id, file_unique_id: id, width: 1, height: 1 }
    return granted({ ...(told.result as object), [kind]: kind === 'photo' ? [file] : file })
  }

  /** Telegram does not know any file any more. */
  forgetFiles(): void {
    this.files.length = 0
  }

  /** One question for updates. It confirms all before its offset, and ends the question that still waits. */
  private async poll({ offset = 0, limit = 100, timeout = 0 }: Params, response: ServerResponse) {
    if (this.pump) return refusal(409, "Conflict: can't use getUpdates method while webhook is active")
    this.polling?.end('conflict')
    while (this.queue[0] && this.queue[0].update_id < Number(offset)) this.taken.add(this.queue.shift()!.update_id)
    if (this.queue.length === 0) {
      const why = await this.news(Number(timeout) * 1000, response)
      if (why === 'conflict') return refusal(409, 'Conflict: terminated by other getUpdates request')
    }
    return granted(this.queue.slice(0, Number(limit)))
  }

  private news(ms: number, response: ServerResponse): Promise<'news' | 'conflict' | 'over'> {
    return new Promise((resolve) => {
      const polling = {
        end: (why: 'news' | 'conflict' | 'over') => {
          clearTimeout(timer)
          if (this.polling === polling) this.polling = undefined
          resolve(why)
        },
      }
      const timer = setTimeout(() => polling.end('over'), ms)
      response.once('close', () => polling.end('over'))
      this.polling = polling
    })
  }
}

function granted(result: unknown): Answer {
  return { ok: true, result }
}

function refusal(error_code: number, description: string): Answer {
  return { ok: false, error_code, description }
}

async function readParams(request: IncomingMessage): Promise<Params> {
  const body = await buffer(request)
  if (body.length === 0) return {}
  const type = request.headers['content-type'] ?? ''
  return type.startsWith('multipart/') ? readForm(body, type) : (JSON.parse(body.toString()) as Params)
}

/** The fields of a form, as the Bot API reads them: what is no text stands there as JSON, and a file is named by `attach://`. */
async function readForm(body: Buffer, type: string): Promise<Params> {
  const fields = [...(await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData())]
  const files = new Map<string, Uploaded>()
  for (const [name, field] of fields)
    if (typeof field !== 'string')
      files.set(name, { name: field.name, type: field.type, content: Buffer.from(await field.arrayBuffer()) })
  const texts = fields.filter((field): field is [string, string] => typeof field[1] === 'string')
  return Object.fromEntries(
    texts.map(([name, text]) => [
      name,
      files.get(text.replace('attach://', '')) ?? (name === 'caption' ? text : parsed(text)),
    ]),
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function shownLength(html: string): number {
  return shown({ text: html === '' ? '-' : html, parse_mode: 'HTML' }).length
}
