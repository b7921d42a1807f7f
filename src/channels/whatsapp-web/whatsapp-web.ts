import type { HaltReason } from '../../domain/caution.ts'
import type { Log } from '../../domain/log.ts'
import { typingMs } from '../../domain/typing.ts'
import { afterSend, isUnacknowledged, restFor, TRUSTED, whileTried } from '../../domain/unacknowledged.ts'
import { pause } from '../back-off.ts'
import type { Brought, Channel, ChannelState, Outgoing, Receive, Sent, TakeReceipt } from '../channel.ts'
import { Gate } from '../gate.ts'
import { chatIdOf } from './account.ts'
import type { Device, Ears } from './device.ts'
import { Directory, type Ids } from './directory.ts'
import { ABILITIES, dressed } from './dress.ts'
import type { Ending } from './ending.ts'
import { kindOf } from './fault.ts'
import { Hearing } from './hearing.ts'
import { Keeper } from './keeper.ts'
import { bringMedia } from './media.ts'
import { showTyping } from './page-calls.ts'
import { NOT_LEFT, Sender, UNREACHABLE } from './sender.ts'
import { WebStanding } from './standing.ts'

export const WHATSAPP_WEB = 'whatsapp-web'

/** So many are written at the same time, each as long as somebody would type. */
const MOST_AT_ONCE = 10
const WATCH_MS = 15_000
/** What is being sent when we are to stop has so long; then it is in doubt. */
const LAST_MS = 8000
/** A code is good for some twenty seconds; so many are shown at the terminal, all of them in the console. */
const CODES_SHOWN = 10

export interface WhatsappWebOptions {
  /** Where Chromium is; looked for in the usual places where it is not given. */
  chromium: string | undefined
  /** The folder in which the link to the phone is kept. */
  folder: string
  random: (bytes: number) => Buffer
  /** Shows a code to whoever sits at the terminal. */
  show: (code: string) => void
  watchMs?: number
  /** How long somebody would type, in milliseconds. */
  typing?: typeof typingMs
}

/** WhatsApp by a phone that is linked to a browser here, through whatsapp-web.js: unofficial, and a number may be banned for it. */
export class WhatsappWeb implements Channel {
  readonly name = WHATSAPP_WEB
  readonly abilities = ABILITIES
  private readonly options: WhatsappWebOptions
  private readonly standing = new WebStanding()
  private readonly gate = new Gate(MOST_AT_ONCE)
  private readonly sender = new Sender(() => this.keeper?.device?.end('pageChanged'))
  private readonly directory = new Directory()
  private readonly ending = new AbortController()
  private hearing: Hearing | undefined
  private keeper: Keeper | undefined
  private running: Promise<void> = Promise.resolve()
  private code: string | undefined
  /** The phone has been linked in this run: what lies unread there is older than we are. */
  private isNewLink = false
  private codesShown = 0
  private unacknowledged = TRUSTED
  private halt: HaltReason | undefined

  constructor(options: WhatsappWebOptions) {
    this.options = options
  }

  /** Begins to try; `state` tells how far it came. */
  async start(receive: Receive, log: Log, tell: TakeReceipt): Promise<void> {
    const { chromium, folder, watchMs = WATCH_MS } = this.options
    const { directory } = this
    this.standing.log = log
    this.hearing = new Hearing({ receive, tell, log, directory }, this.ending.signal)
    this.keeper = new Keeper({
      ...{ chromium, folder, watchMs, log },
      ears: (device) => this.ears(device, this.hearing!, log),
      ended: (ending, failure) => this.ended(ending, failure),
    })
    this.running = this.keeper.run(this.ending.signal)
  }

  /** Hears nothing more and ends the browser; what is being sent is sent first. */
  async stop(): Promise<void> {
    await Promise.race([this.gate.settled(), pause(LAST_MS, this.ending.signal)])
    this.ending.abort()
    await this.running
    await this.hearing?.settled()
  }

  state(): ChannelState {
    return this.standing.now()
  }

  pairing(): string | undefined {
    return this.code
  }

  alarm(): HaltReason | undefined {
    return this.halt
  }

  async send(message: Outgoing): Promise<Sent> {
    return await this.gate.through(() => this.sendNow(message))
  }

  async bring(file: string): Promise<Brought> {
    const device = this.keeper?.device
    return device?.isReady ? await bringMedia(device.client, file) : { not: 'now' }
  }

  private async sendNow(message: Outgoing): Promise<Sent> {
    const restMs = restFor(this.unacknowledged, performance.now())
    if (restMs > 0) return { sent: false, because: 'retry', afterMs: restMs, free: true, unauthorised: true }
    const device = this.keeper?.device
    if (!device?.isReady) return this.state().is === 'qr' ? { ...NOT_LEFT, unauthorised: true } : NOT_LEFT
    const ids = await this.reached(device, message.address)
    if (ids === undefined) return NOT_LEFT
    if (ids.lid === undefined && ids.phone === undefined) return UNREACHABLE
    this.unacknowledged = whileTried(this.unacknowledged, performance.now())
    await this.type(device, (ids.lid ?? ids.phone)!, message.prompt.text.length)
    if (!device.isReady) return NOT_LEFT
    return this.noted(await this.sender.send(device.client, ids, dressed(message)))
  }

  /** The account at an address: one that is known by its phone is looked up, since WhatsApp wants its LID. */
  private async reached({ client }: Device, address: string): Promise<Ids | undefined> {
    const id = chatIdOf(address)
    try {
      const ids = await this.directory.idsOf(client, id)
      return address === id ? { ...ids, lid: id } : ids
    } catch (error) {
      this.standing.log?.warn({ failure: kindOf(error) }, 'WhatsApp Web did not say who an account is')
      return address === id ? { lid: id } : undefined
    }
  }

  private async type({ client }: Device, chatId: string, letters: number): Promise<void> {
    const { random, typing = typingMs } = this.options
    // Nothing depends on it, so that nothing waits for it: the lease of the message runs.
    void showTyping(client, chatId).catch(() => {})
    await pause(typing(letters, random(1)[0]! / 255), this.ending.signal)
  }

  private noted(sent: Sent): Sent {
    const isConfirmed = sent.sent
    if (!isConfirmed && (sent === NOT_LEFT || sent.because === 'refused')) return sent
    this.unacknowledged = afterSend(this.unacknowledged, isConfirmed, performance.now())
    this.judge()
    return sent
  }

  private judge(): void {
    if (isUnacknowledged(this.unacknowledged)) {
      this.halt = 'unacknowledged'
      this.standing.lost('unacknowledged')
    } else if (this.halt === 'unacknowledged') {
      this.halt = undefined
      if (this.keeper?.device?.isReady) this.standing.ready()
    }
  }

  private ears(device: () => Device, hearing: Hearing, log: Log): Ears {
    return {
      code: (code) => this.offered(code),
      ready: (account) => this.became(account, () => hearing.catchUp(device().client)),
      cutOff: () => this.standing.lost('cutOff'),
      message: (message) => hearing.message(device().client, message),
      left: (message) => this.sender.left(message),
      ack: (message, ack) => {
        this.sender.acked(message, ack)
        if (message.fromMe && ack > 0) this.confirmed()
        hearing.ack(message, ack)
      },
      moved: (message, before, since) => hearing.moved(device().client, message, before, since),
      fault: (error) => log.warn({ failure: kindOf(error) }, 'something failed in WhatsApp Web'),
    }
  }

  /** A message of ours that was in doubt is confirmed after all. */
  private confirmed(): void {
    if (this.unacknowledged.inARow === 0) return
    this.unacknowledged = TRUSTED
    this.judge()
  }

  private offered(code: string): void {
    this.code = code
    this.isNewLink = true
    this.standing.awaitsScan()
    if (this.codesShown++ < CODES_SHOWN) this.options.show(code)
  }

  private became(account: string | undefined, catchUp: () => void): void {
    if (!this.isNewLink) catchUp()
    this.isNewLink = false
    this.code = undefined
    this.codesShown = 0
    if (this.halt === 'unlinked') this.halt = undefined
    if (this.halt === undefined) this.standing.ready(account)
  }

  private ended(ending: Ending, failure: string): void {
    this.code = undefined
    this.isNewLink = false
    if (ending === 'unlinked' || ending === 'blocked') this.halt = 'unlinked'
    this.standing.ended(ending, failure)
  }
}
