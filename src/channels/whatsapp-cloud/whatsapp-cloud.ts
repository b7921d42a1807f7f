import { z } from 'zod'
import type { Log } from '../../domain/log.ts'
import type { SpokenPrompt } from '../../domain/message.ts'
import { backOffMs, pause } from '../back-off.ts'
import type {
  Abilities,
  Brought,
  Channel,
  ChannelState,
  HookReply,
  HookRequest,
  Media,
  NotSent,
  Outgoing,
  Receive,
  Sent,
  TakeReceipt,
} from '../channel.ts'
import { Gate } from '../gate.ts'
import { isSame } from '../same.ts'
import { abilitiesOf, NUMBER_FIELDS, numberSchema } from './account.ts'
import { ABILITIES, dressed, type Handed } from './dress.ts'
import { DEFERRED_MS, floodWait, NO_ACCOUNT } from './error-codes.ts'
import { Graph, GraphRefusal } from './graph.ts'
import { Intake, type Parts, readPayload } from './intake.ts'
import { bringMedia } from './media.ts'
import { outcomeOf, uploadOf } from './outcome.ts'
import { isSigned } from './signature.ts'
import { CloudStanding } from './standing.ts'
import { type Match, type Template, templated } from './template.ts'
import { Templates } from './templates.ts'
import { Uploads } from './uploads.ts'

export const WHATSAPP = 'whatsapp'

/** Calls at the same time. */
const MOST_AT_ONCE = 100
/** Number, limits and templates are asked for so often. */
const WATCH_MS = 10 * 60_000

const sentSchema = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) })

export interface WhatsappCloudOptions {
  token: string
  /** Meta's id of our number. */
  numberId: string
  /** Meta's id of the business account, which holds the templates; learnt from the first post where it is not given. */
  accountId: string | undefined
  appSecret: string
  verifyToken: string
  apiRoot: string
  /** What stands on the button that opens a list, at most 20 characters. */
  choose: string
  watchMs?: number
}

/** WhatsApp by Meta's own Cloud API: what comes is posted to us and confirmed once it is stored, what goes is one call each. */
export class WhatsappCloud implements Channel {
  readonly name = WHATSAPP
  private readonly options: WhatsappCloudOptions
  private readonly graph: Graph
  private readonly gate = new Gate(MOST_AT_ONCE)
  private readonly standing = new CloudStanding()
  private readonly templates: Templates
  private readonly uploads: Uploads
  private readonly ending = new AbortController()
  private can = ABILITIES
  private intake: Intake | undefined
  private running: Promise<void> = Promise.resolve()
  /** Ends the rest between two looks. */
  private wake = new AbortController()

  constructor(options: WhatsappCloudOptions) {
    this.options = options
    this.graph = new Graph(options)
    this.uploads = new Uploads(this.graph, options.numberId)
    this.templates = new Templates(this.graph, options.accountId)
  }

  get abilities(): Abilities {
    return this.can
  }

  /** Begins to try; `state` tells how far it came. */
  async start(receive: Receive, log: Log, tell: TakeReceipt): Promise<void> {
    this.intake = new Intake(receive, tell, log)
    this.standing.log = log
    this.running = this.watch()
  }

  async stop(): Promise<void> {
    this.ending.abort()
    this.wake.abort()
    await this.running
  }

  state(): ChannelState {
    return this.standing.now()
  }

  async hook(request: HookRequest): Promise<HookReply> {
    return request.method === 'GET' ? this.verified(request) : await this.posted(request)
  }

  opens(prompt: SpokenPrompt): boolean {
    return prompt.file === undefined && this.templates.matching(prompt) !== undefined
  }

  async send(message: Outgoing): Promise<Sent> {
    // A file above approved words would be approved with them.
    const template = message.isClosed && !message.media ? this.templates.matching(message.prompt) : undefined
    if (message.isClosed && !template)
      return { sent: false, because: 'deferred', afterMs: DEFERRED_MS, failure: 'windowClosed' }
    return await this.gate.through(() => this.sendNow(message, template))
  }

  /** All templates of the business account as Meta has them now; undefined where its id is not known. Throws what `Graph.get` throws. */
  async listTemplates(): Promise<readonly Template[] | undefined> {
    return await this.templates.refresh()
  }

  async bring(file: string): Promise<Brought> {
    return await bringMedia(this.graph, file, this.options.numberId)
  }

  private async sendNow(message: Outgoing, template: Match | undefined): Promise<Sent> {
    if (this.standing.isRefused) return NO_ACCOUNT
    const { media } = message
    let handed: Handed | undefined
    try {
      handed = media && (await this.uploads.hand(media))
    } catch (error) {
      this.failed(error)
      return uploadOf(error)
    }
    try {
      const [body, behind] = template ? [templated(message, template)] : dressed(message, this.options.choose, handed)
      const sent = await this.post(body!)
      // The words count, whatever becomes of the file: to try again would say them twice.
      if (sent.sent && behind) await this.ask(behind).catch((error: unknown) => this.failed(error, media))
      return sent
    } catch (error) {
      const outcome = this.failed(error, media)
      if (template && outcome.because === 'deferred') this.templates.drop(template.template)
      return outcome
    }
  }

  private async post(body: object): Promise<Sent> {
    const answer = sentSchema.safeParse(await this.ask(body))
    // Taken, as it seems, but by which name nobody knows.
    if (!answer.success) return { sent: false, because: 'unknown', failure: 'platformFault' }
    if (this.standing.now().is === 'lost') this.standing.ready()
    return { sent: true, externalId: answer.data.messages[0]!.id }
  }

  private async ask(body: object): Promise<unknown> {
    return await this.graph.post(`${this.options.numberId}/messages`, body)
  }

  private failed(error: unknown, media?: Media): NotSent {
    const flood = error instanceof GraphRefusal ? floodWait(error.code) : undefined
    if (flood !== undefined) this.gate.close(flood)
    this.standing.called(error)
    const outcome = outcomeOf(error)
    // Meta may no longer know the file by the name that it gave it.
    if (media && outcome.because === 'refused') this.uploads.forget(media)
    return outcome
  }

  /** Meta asks whether the address is ours: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint */
  private verified({ query }: HookRequest): HookReply {
    const challenge = query['hub.challenge']
    const isAsked = query['hub.mode'] === 'subscribe' && challenge !== undefined
    if (!isAsked || !isSame(query['hub.verify_token'], this.options.verifyToken)) return { status: 403 }
    return { status: 200, type: 'text/plain', body: challenge }
  }

  private async posted({ method, headers, body }: HookRequest): Promise<HookReply> {
    if (method !== 'POST') return { status: 405 }
    if (!isSigned(body, headers['x-hub-signature-256'], this.options.appSecret)) return { status: 401 }
    const parts = readPayload(readJson(body), this.options.numberId)
    if (!parts) return { status: 400 }
    if (!this.intake) throw new Error('the whatsapp channel has not been started')
    await this.intake.take(parts)
    this.learn(parts)
    return { status: 200 }
  }

  private learn({ accounts, news, ignored }: Parts): void {
    for (const kind of ignored) this.standing.log?.info({ kind }, 'a part of what Meta posted was ignored')
    const isNew = accounts[0] !== undefined && this.templates.learn(accounts[0])
    if (!isNew && news.length === 0) return
    this.wake.abort()
  }

  private async watch(): Promise<void> {
    const { signal } = this.ending
    for (let failures = 0; !signal.aborted; ) {
      failures = (await this.looked(signal)) ? 0 : failures + 1
      await this.rest(failures > 0 ? backOffMs(failures) : (this.options.watchMs ?? WATCH_MS))
    }
  }

  private async rest(ms: number): Promise<void> {
    await pause(ms, this.wake.signal)
    if (!this.ending.signal.aborted) this.wake = new AbortController()
  }

  private async looked(signal: AbortSignal): Promise<boolean> {
    try {
      const path = `${this.options.numberId}?fields=${NUMBER_FIELDS}`
      const number = numberSchema.parse(await this.graph.get(path, signal))
      this.can = abilitiesOf(number)
      await this.templates.refresh(signal)
      this.standing.ready(number.display_phone_number)
      return true
    } catch (error) {
      if (!signal.aborted) this.standing.failed(error)
      return false
    }
  }
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
