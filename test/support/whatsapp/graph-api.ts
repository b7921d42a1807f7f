import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Template } from '../../../src/channels/whatsapp-cloud/template.ts'
import type { Person } from './person.ts'
import { faultIn } from './schema.ts'

export const CLOUD = {
  token: 'stand-in-token',
  numberId: '100200300400500',
  accountId: '500400300200100',
  appSecret: 'stand-in-secret',
  verifyToken: 'stand-in-verify',
} as const

/** A message of ours as Meta was handed it. */
export interface Sent {
  id: string
  to: string
  body: CloudBody
}

export interface CloudBody {
  type: string
  to?: string
  recipient?: string
  biz_opaque_callback_data?: string
  text?: { body: string }
  interactive?: {
    type: 'button' | 'list'
    body: { text: string }
    action: { buttons?: { reply: Choice }[]; sections?: { rows: Choice[] }[] }
  }
  template?: {
    name: string
    language: { code: string }
    components?: { type: string; parameters: { text?: string; payload?: string }[] }[]
  }
}

export interface Choice {
  id: string
  title: string
}

/** What goes wrong with the next calls for messages: an answer of Meta's, or none. */
export interface Fault {
  to?: string
  times?: number
  does: 'reset before' | 'reset after' | 'hang' | { status: number; body: unknown }
}

/** An answer of Meta's that says no. */
export function refusal(code: number, status = 400): { status: number; body: unknown } {
  const error = {
    message: `(#${code}) …`,
    type: 'OAuthException',
    code,
    fbtrace_id: 'A0',
    error_data: { details: '…' },
  }
  return { status, body: { error } }
}

/** Stands in for the Graph API of one number: what it is asked is held against the published schema. */
export class GraphApi {
  readonly sent: Sent[] = []
  readonly calls: string[] = []
  /** Messages that the schema does not know so; a test ends with none. */
  readonly faulty: string[] = []
  templates: Template[] = []
  readonly uploaded: { id: string; form: string }[] = []
  readonly media = new Map<string, { bytes: Buffer; mime: string; sha256?: string }>()
  /** What Meta says of our number. */
  number: Record<string, unknown> = {
    display_phone_number: '+62 810-0000-9999',
    quality_rating: 'GREEN',
    throughput: { level: 'STANDARD' },
    whatsapp_business_manager_messaging_limit: 'TIER_10K',
  }
  /** Set: the number and the templates cannot be asked for. */
  isDown = false
  isRefused = false
  onSent: (message: Sent) => void = () => {}
  private readonly faults: (Fault & { left: number })[] = []
  private readonly server: Server
  private ids = 0

  private constructor() {
    this.server = createServer((request, response) => void this.handle(request, response))
    this.server.keepAliveTimeout = 65_000
  }

  static async open(): Promise<GraphApi> {
    const api = new GraphApi()
    await new Promise<void>((done) => api.server.listen(0, '127.0.0.1', done))
    return api
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((done) => this.server.close(done))
  }

  fault(fault: Fault): void {
    this.faults.push({ ...fault, left: fault.times ?? 1 })
  }

  /** What one account has been sent, by its phone or its id. */
  sentTo(person: Person): Sent[] {
    return this.sent.filter(({ to }) => to === person.phone || to === person.userId)
  }

  nextId(): string {
    return `wamid.STANDIN${++this.ids}`
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url)
    const body = await readAll(request)
    this.calls.push(`${request.method} ${pathname}`)
    const respond = ({ status, body }: { status: number; body: unknown }) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.headers.authorization !== `Bearer ${CLOUD.token}` || this.isRefused)
      return void respond(refusal(190, 401))
    const [, version, ...path] = pathname.split('/')
    if (pathname.startsWith('/media/')) return this.serveMedia(pathname, response)
    if (version !== 'v23.0') return void respond(refusal(2500))
    if (request.method === 'POST' && path.join('/') === `${CLOUD.numberId}/messages`)
      return this.take(JSON.parse(body.toString()) as CloudBody, request, respond)
    if (this.isDown) return void respond({ status: 503, body: {} })
    if (request.method === 'POST' && path.join('/') === `${CLOUD.numberId}/media`) return void respond(this.keep(body))
    respond(this.tell(path, searchParams))
  }

  private tell(path: string[], query: URLSearchParams): { status: number; body: unknown } {
    const [first = '', second] = path
    if (first === CLOUD.numberId && second === undefined) return granted({ id: first, ...this.number })
    if (first === CLOUD.accountId && second === 'message_templates') return granted(this.page(query))
    const media = this.media.get(first)
    if (!media || query.get('phone_number_id') !== CLOUD.numberId) return refusal(100)
    const { bytes, mime, sha256 = createHash('sha256').update(bytes).digest('hex') } = media
    const url = `${this.url}/media/${first}`
    return granted({ id: first, url, mime_type: mime, sha256, file_size: String(bytes.length) })
  }

  /** Two at a time, whatever is asked for. */
  private page(query: URLSearchParams): object {
    const from = Number(query.get('after') ?? 0)
    const data = this.templates.slice(from, from + 2)
    const more = from + 2 < this.templates.length && { next: `${this.url}/…` }
    return { data, paging: { cursors: { after: String(from + 2) }, ...more } }
  }

  private keep(body: Buffer): { status: number; body: unknown } {
    const id = `upload-${++this.ids}`
    this.uploaded.push({ id, form: body.toString('latin1') })
    return granted({ id })
  }

  private serveMedia(pathname: string, response: ServerResponse): void {
    const media = this.media.get(pathname.split('/')[2]!)
    if (!media) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': media.mime }).end(media.bytes)
  }

  private take(
    body: CloudBody,
    request: IncomingMessage,
    respond: (answer: { status: number; body: unknown }) => unknown,
  ): void {
    const wrong = faultIn(body)
    if (wrong !== undefined) this.faulty.push(wrong)
    const to = body.to ?? body.recipient ?? ''
    const { does } = this.faultFor(to) ?? {}
    if (does === 'reset before') return void request.socket.destroy()
    if (does === 'hang') return
    if (typeof does === 'object') return void respond(does)
    const missing = this.withoutTemplate(body)
    if (missing) return void respond(missing)
    const message = { id: this.nextId(), to, body }
    this.sent.push(message)
    if (does === 'reset after') return void request.socket.destroy()
    const contacts = [{ input: to, wa_id: to }]
    respond(granted({ messaging_product: 'whatsapp', contacts, messages: [{ id: message.id }] }))
    this.onSent(message)
  }

  private withoutTemplate({ template }: CloudBody): { status: number; body: unknown } | undefined {
    if (!template) return undefined
    const known = this.templates.find(
      ({ name, language, status }) =>
        name === template.name && language === template.language.code && status === 'APPROVED',
    )
    if (!known) return refusal(132001, 404)
    const body = known.components.find(({ type }) => type === 'BODY')?.text ?? ''
    const given = template.components?.find(({ type }) => type === 'body')?.parameters.length ?? 0
    return (body.match(/\{\{\w+\}\}/g) ?? []).length === given ? undefined : refusal(132000)
  }

  private faultFor(to: string): Fault | undefined {
    const fault = this.faults.find((one) => one.to === undefined || one.to === to)
    if (fault && --fault.left === 0) this.faults.splice(this.faults.indexOf(fault), 1)
    return fault
  }
}

function granted(body: unknown): { status: number; body: unknown } {
  return { status: 200, body }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
