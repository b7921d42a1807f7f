import { Api } from 'grammy'
import type { BotCommand, Update } from 'grammy/types'
import type { Log } from '../../domain/log.ts'
import { backOffMs, pause } from '../back-off.ts'
import type {
  Abilities,
  Channel,
  ChannelState,
  HookReply,
  HookRequest,
  Outgoing,
  Receive,
  Removal,
  Sent,
} from '../channel.ts'
import { Gate } from '../gate.ts'
import { isSame } from '../same.ts'
import { ABILITIES, dressed } from './dress.ts'
import { Files } from './files.ts'
import { floodWait, NO_TOKEN, outcomeOf, removalOf } from './outcome.ts'
import { POLL_SECONDS, Poller } from './poller.ts'
import { HEARD, readUpdate } from './read-update.ts'
import { TelegramStanding } from './standing.ts'
import { wire } from './wire.ts'

export const TELEGRAM = 'telegram'

/** Words that work at any time, as Telegram's menu offers them: what stands behind the stroke is understood as typed. */
export const TELEGRAM_COMMANDS = ['menu', 'bantuan', 'petugas', 'bahasa', 'stop'] as const

/** A call that has no answer by then is in doubt; well before the lease of what it sends runs out. */
const CALL_SECONDS = 20
/** Ten megabytes in half a minute take a line of 3 Mbit/s; those who wait for it wait within their lease. */
const FILE_SECONDS = 30
const POLL_SLACK_SECONDS = 15
/** Calls at the same time: more would only meet Telegram's limit of about 30 messages a second sooner. */
const MOST_AT_ONCE = 30
const WATCH_MS = 60_000

export interface TelegramOptions {
  token: string
  apiRoot: string
  /** Set: Telegram posts to us, and says this each time. Unset: we ask Telegram. */
  webhookSecret: string | undefined
  /** Under which Telegram reaches our hook; no slash at its end. */
  publicUrl: string
  /** So often Telegram is asked whether the webhook still stands, in milliseconds. */
  watchMs?: number
  /** What the menu beside the writing line offers. */
  commands: readonly BotCommand[]
  /** Left out: as fast as Telegram lets everybody. */
  pace?: TelegramPace
}

/** How fast a bot may write that Telegram lets write faster than others (Bots FAQ: paid broadcasts), or a stand-in of it. */
export interface TelegramPace {
  /** Messages a second that nobody asked for; null: as many as there are. */
  perSecond: number | null
  /** Calls at the same time. */
  atOnce: number
}

/** Telegram by the Bot API: each message one call, nothing asked again by itself, nothing confirmed before it is stored. */
export class Telegram implements Channel {
  readonly name = TELEGRAM
  readonly abilities: Abilities
  private readonly options: TelegramOptions
  private readonly api: Api
  private readonly gate: Gate
  private readonly files: Files
  private readonly standing = new TelegramStanding()
  private readonly ending = new AbortController()
  private readonly answering = new Set<Promise<unknown>>()
  private receive: Receive | undefined
  private running: Promise<void> = Promise.resolve()

  constructor(options: TelegramOptions) {
    const { perSecond, atOnce } = { perSecond: ABILITIES.perSecond, atOnce: MOST_AT_ONCE, ...options.pace }
    this.options = options
    this.abilities = { ...ABILITIES, perSecond }
    this.gate = new Gate(atOnce)
    this.api = apiOf(options, CALL_SECONDS)
    this.files = new Files(apiOf(options, FILE_SECONDS))
  }

  /** Begins to try; `state` tells how far it came. */
  async start(receive: Receive, log: Log): Promise<void> {
    this.receive = receive
    this.standing.log = log
    this.running = this.run(log)
  }

  /** Hears nothing more; what is being sent is sent. */
  async stop(): Promise<void> {
    this.ending.abort()
    await this.running
    await Promise.all(this.answering)
  }

  state(): ChannelState {
    return this.standing.now()
  }

  async hook({ method, headers, body }: HookRequest): Promise<HookReply> {
    const { webhookSecret } = this.options
    if (webhookSecret === undefined) return { status: 404 }
    if (method !== 'POST') return { status: 405 }
    if (!isSame(headers['x-telegram-bot-api-secret-token'], webhookSecret)) return { status: 401 }
    const update = readJson(body)
    if (!update) return { status: 400 }
    const pressed = await this.take(update)
    return pressed === undefined ? { status: 200 } : { status: 200, type: 'application/json', body: answerTo(pressed) }
  }

  async send(message: Outgoing): Promise<Sent> {
    const { media } = message
    if (media) return await this.call(() => this.files.send(message, media), outcomeOf)
    return await this.call(async () => {
      const { message_id } = await this.api.raw.sendMessage(dressed(message))
      return { sent: true, externalId: `${message.address}:${message_id}` }
    }, outcomeOf)
  }

  async remove({ address, removable }: Removal): Promise<Sent> {
    return await this.call(async () => {
      await this.api.raw.deleteMessage({ chat_id: Number(address), message_id: Number(removable) })
      return { sent: true }
    }, removalOf)
  }

  private async call(act: () => Promise<Sent>, failed: (error: unknown) => Sent): Promise<Sent> {
    return await this.gate.through(async () => {
      if (this.standing.isRefused) return NO_TOKEN
      try {
        return await act()
      } catch (error) {
        const flood = floodWait(error)
        if (flood !== undefined) this.gate.close(flood)
        this.standing.called(error)
        return failed(error)
      }
    })
  }

  private async run(log: Log): Promise<void> {
    const { signal } = this.ending
    while (await this.introduced(signal)) {
      if (this.options.webhookSecret === undefined) return await this.poll(signal, log)
      await this.watch(signal)
    }
  }

  private async poll(signal: AbortSignal, log: Log): Promise<void> {
    const api = apiOf(this.options, POLL_SECONDS + POLL_SLACK_SECONDS)
    const take = async (update: Update) => this.answer(await this.take(update))
    await new Poller(api, take, this.standing, log).run(signal)
  }

  /** Returns once the webhook does not stand as it was set, or the token was refused meanwhile. */
  private async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.standing.isRefused) {
      await pause(this.options.watchMs ?? WATCH_MS, signal)
      if (signal.aborted) return
      try {
        const { url, allowed_updates: kinds = [] } = await this.api.getWebhookInfo(signal as never)
        if (url !== this.hookUrl() || !HEARD.every((kind) => kinds.includes(kind))) return this.standing.unhooked()
        this.standing.ready()
      } catch (error) {
        if (!signal.aborted) this.standing.failed(error)
      }
    }
  }

  /** Tells Telegram how we listen, until it has heard it; false where we are to stop first. */
  private async introduced(signal: AbortSignal): Promise<boolean> {
    for (let tried = 1; !signal.aborted; tried++) {
      try {
        const { username } = await this.api.getMe(signal as never)
        await this.chooseWay(signal)
        await this.api.setMyCommands(this.options.commands, undefined, signal as never)
        this.standing.ready(username)
        return true
      } catch (error) {
        if (!signal.aborted) this.standing.failed(error)
        await pause(floodWait(error) ?? backOffMs(tried), signal)
      }
    }
    return false
  }

  private async chooseWay(signal: AbortSignal): Promise<void> {
    const { webhookSecret } = this.options
    if (webhookSecret === undefined) return void (await this.api.deleteWebhook(undefined, signal as never))
    const more = { secret_token: webhookSecret, allowed_updates: HEARD }
    await this.api.setWebhook(this.hookUrl(), more, signal as never)
  }

  private hookUrl(): string {
    return `${this.options.publicUrl}/hooks/${TELEGRAM}`
  }

  /** Takes one update in; resolves once it is durable, to the id of the button that was pressed. */
  private async take(update: Update): Promise<string | undefined> {
    if (!this.receive) throw new Error('the telegram channel has not been started')
    const read = readUpdate(update)
    if ('ignored' in read) return void this.standing.log?.info({ kind: read.ignored }, 'an update was ignored')
    await this.receive(read.arrival)
    return read.pressed
  }

  /** Lets a pressed button stop waiting. Nothing depends on it, and Telegram ends the waiting by itself some time. */
  private answer(pressed: string | undefined): void {
    if (pressed === undefined) return
    const answered = this.api
      .answerCallbackQuery(pressed)
      .catch(() => {})
      .finally(() => this.answering.delete(answered))
    this.answering.add(answered)
  }
}

function apiOf({ token, apiRoot }: TelegramOptions, timeoutSeconds: number): Api {
  return new Api(token, { apiRoot, timeoutSeconds, fetch: wire(apiRoot) })
}

/** An answer to the hook's request can carry one call of the Bot API with it. */
function answerTo(pressed: string): string {
  return JSON.stringify({ method: 'answerCallbackQuery', callback_query_id: pressed })
}

function readJson(body: Buffer): Update | undefined {
  try {
    const read = JSON.parse(body.toString()) as Update | null
    return Number.isSafeInteger(read?.update_id) ? read! : undefined
  } catch {
    return undefined
  }
}
