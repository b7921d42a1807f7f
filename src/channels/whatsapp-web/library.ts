import type { Browser } from 'puppeteer'
import wweb, { type ClientOptions } from 'whatsapp-web.js'

/** What the library does inside of a client, and does not tell of. */
interface Inside {
  inject(): Promise<void>
  attachEventListeners(): Promise<void>
  initWebVersionCache(): Promise<void>
}

const Base = wweb.Client as unknown as new (options: ClientOptions) => wweb.Client & Inside

/**
 * The library's own client, with nothing changed but this: what it does behind everybody's back (1.34.7: after the page was
 * loaded anew, when it ends by itself) ends in `onFault` and not as a rejection that nobody handles, which would take the whole
 * program with it.
 */
export class Client extends Base {
  onFault: (error: unknown) => void = () => {}
  /** What happens in the page as it is loaded now is told to us; without it `ready` means nothing. */
  isListening = false
  private isUp = false

  override async initialize(): Promise<void> {
    await super.initialize()
    this.isUp = true
  }

  override async inject(): Promise<void> {
    await this.guarded(super.inject())
  }

  override async attachEventListeners(): Promise<void> {
    try {
      await super.attachEventListeners()
      this.isListening = true
    } catch (error) {
      this.onFault(error)
      throw error
    }
  }

  /** No page is kept and none of an earlier day is shown: WhatsApp refuses those that are old. */
  override async initWebVersionCache(): Promise<void> {}

  override async destroy(): Promise<void> {
    await super.destroy().catch((error: unknown) => this.onFault(error))
  }

  /** The first time the caller of `initialize` waits for it; later nobody does. */
  private async guarded(deed: Promise<void>): Promise<void> {
    try {
      await deed
    } catch (error) {
      if (!this.isUp) throw error
      this.onFault(error)
    }
  }
}

/** Keeps the linked device in a folder; it is emptied by whoever owns it, once no browser uses it any more. */
export class FolderAuth extends wweb.LocalAuth {
  override logout = async (): Promise<void> => {}
  override afterBrowserInitialized = async (): Promise<void> => this.started(this.clientOf()!.pupBrowser!)
  private readonly started: (browser: Browser) => void

  /** `started` is told of the browser as soon as there is one. */
  constructor(dataPath: string, started: (browser: Browser) => void) {
    super({ dataPath })
    this.started = started
  }

  private clientOf(): wweb.Client | undefined {
    return (this as unknown as { client?: wweb.Client }).client
  }
}

export const { MessageMedia } = wweb
export type Message = wweb.Message

/** What the library is given to send. */
export interface Sending {
  content: string | wweb.MessageMedia
  options: wweb.MessageSendOptions
}
