import type { Log } from '../domain/log.ts'
import type { ChannelState } from './channel.ts'

/** How a channel stands with its platform. What changes is told to operators once, not at every try. */
export class Standing {
  log: Log | undefined
  private state: ChannelState = { is: 'starting' }
  private account: string | undefined
  private readonly channel: string
  private readonly platform: string

  constructor(channel: string, platform: string) {
    this.channel = channel
    this.platform = platform
  }

  now(): ChannelState {
    return this.state
  }

  ready(account = this.account): void {
    if (this.state.is !== 'ready') this.log?.info({ channel: this.channel }, `${this.platform} is there`)
    this.account = account
    this.state = { is: 'ready', ...(account !== undefined && { account }) }
  }

  /** An officer is to scan a code. */
  awaitsScan(): void {
    if (this.state.is !== 'qr')
      this.log?.warn({ channel: this.channel }, `${this.platform} waits for a code to be scanned`)
    this.state = { is: 'qr' }
  }

  /** `why`: a sentence that says what is to be done; `failure`: the kind of the fault in one word. */
  lose(why: string, failure: string, code?: string): void {
    if (this.isLostBy(why)) return
    this.state = { is: 'lost', why, ...(code !== undefined && { code }) }
    this.log?.error({ channel: this.channel, failure }, why)
  }

  protected isLostBy(why: string): boolean {
    return this.state.is === 'lost' && this.state.why === why
  }
}
