import { once } from 'node:events'
import type { Browser } from 'puppeteer'
import { type Ending, endingOfStart, endingOfState } from './ending.ts'
import { isOfPage, within } from './fault.ts'
import { Client, FolderAuth, type Message } from './library.ts'
import { lookAt, pokeReady, refreshCode } from './page-calls.ts'

/** The page has come so far by then that it shows a code or lets us in, on a slow line and a slow machine too. */
const START_MS = 150_000
const CLOSE_MS = 5000
/** As long as puppeteer itself waits for a browser that starts. */
const LAUNCH_MS = 31_000
/** So many looks in a row that fail, and the page is given up. */
const LOOKS = 3
/** So often it is looked at until it is ready. */
const EAGER_MS = 3000
/** The page has synced and the library is not ready: in which of the looks it is pushed, and after how many it is given up. */
const PUSHES = [2, 6, 10]
const PATIENCE = 15

/** What is heard of a linked device, until it is over. */
export interface Ears {
  /** A code is to be scanned with the phone; another one each time. */
  code(code: string): void
  /** `account`: our own number. */
  ready(account: string | undefined): void
  /** The page has lost its own way to WhatsApp, and tries to find it again. */
  cutOff(): void
  message(message: Message): void
  /** A message of ours stands in a chat, from where it goes off. */
  left(message: Message): void
  /** A message of ours came as far as this: 1 taken, 2 arrived, 3 and more read, below 0 failed. */
  ack(message: Message, ack: number): void
  moved(message: Message, before: string, since: string): void
  /** Something behind our back has failed, and nothing depends on it. */
  fault(error: unknown): void
}

export interface DeviceOptions {
  chromium: string
  /** The folder in which the link is kept. */
  folder: string
  watchMs: number
}

/** One run of the browser, from its start to its end, whoever brings that about. It ends once and for all. */
export class Device {
  /** Resolves when it is over and the browser is gone. */
  readonly over: Promise<Ending>
  readonly client: Client
  /** Messages can be sent now. */
  isReady = false
  private readonly ears: Ears
  private readonly watchMs: number
  private starting: Promise<void> = Promise.resolve()
  private finish: (ending: Ending) => void = () => {}
  private launched: () => void = () => {}
  private ending: Ending | undefined
  private timer: NodeJS.Timeout | undefined
  private failedLooks = 0
  private lateLooks = 0

  constructor({ chromium, folder, watchMs }: DeviceOptions, ears: Ears) {
    this.ears = ears
    this.watchMs = watchMs
    this.client = new Client({
      authStrategy: new FolderAuth(folder, (browser) => this.watchOver(browser)),
      webVersionCache: { type: 'none' },
      puppeteer: launchOptions(chromium),
    })
    this.over = new Promise((resolve) => {
      this.finish = resolve
    })
    this.listen()
  }

  /** Begins; `over` tells where that leads. */
  start(): void {
    this.starting = this.client.initialize()
    within(START_MS, this.starting).then(
      () => this.isEnding || this.attend(),
      (error: unknown) => {
        this.ears.fault(error)
        this.end(endingOfStart(error, this.client.pupBrowser != null))
      },
    )
  }

  /** Ends it; the first reason counts. */
  end(ending: Ending): void {
    if (this.isEnding) return
    this.ending = ending
    this.isReady = false
    clearTimeout(this.timer)
    this.client.removeAllListeners()
    void this.close().then(() => this.finish(ending))
  }

  get isEnding(): boolean {
    return this.ending !== undefined
  }

  /** The browser is gone afterwards, whatever state it is in. */
  private async close(): Promise<void> {
    // One that is only just being started is waited for, since nobody could end it later.
    if (this.client.pupBrowser == null) await within(LAUNCH_MS, this.browserThere()).catch(() => {})
    const browser = this.client.pupBrowser
    const process = browser?.process()
    try {
      if (browser?.connected) await within(CLOSE_MS, browser.close())
    } catch (error) {
      this.ears.fault(error)
    }
    if (!process || process.exitCode !== null || process.signalCode !== null) return
    const gone = once(process, 'exit')
    process.kill('SIGKILL')
    await within(CLOSE_MS, gone).catch(() => {})
  }

  private async browserThere(): Promise<void> {
    const launched = new Promise<void>((resolve) => {
      this.launched = resolve
    })
    await Promise.race([launched, this.starting])
  }

  private listen(): void {
    const { client, ears } = this
    client.onFault = (error) => this.wentWrong(error)
    client.on('qr', (code) => ears.code(code))
    client.on('ready', () => this.became(true))
    client.on('change_state', (state) => this.changed(String(state)))
    client.on('auth_failure', () => this.end('unlinked'))
    client.on('disconnected', (state) => this.end(endingOfState(String(state))))
    client.on('message', (message) => ears.message(message))
    client.on('message_create', (message) => message.fromMe && ears.left(message))
    client.on('message_ack', (message, ack) => ears.ack(message, ack))
    client.on('contact_changed', (message, before, since, isContact) => {
      if (isContact) ears.moved(message, String(before), String(since))
    })
  }

  /** Of a browser that dies the library says nothing. */
  private watchOver(browser: Browser): void {
    this.launched()
    browser.on('disconnected', () => this.end('browserGone'))
    this.client.pupPage?.on('domcontentloaded', () => {
      this.client.isListening = false
      // Loaded anew by itself: what was sent now would be lost with the page.
      if (this.isReady) this.became(false)
    })
    // Puppeteer no longer listens to the pipes of a browser that has died, and what breaks there would end the program.
    for (const stream of browser.process()?.stdio ?? []) stream?.on('error', () => {})
  }

  /** Of a page that crashes it says nothing either. */
  private attend(): void {
    this.client.pupPage?.on('error', () => this.end('browserGone'))
    this.watchSoon()
  }

  private changed(state: string): void {
    if (state === 'CONNECTED' && !this.isReady) this.became(true)
    else if (state === 'OPENING' || state === 'TIMEOUT') this.became(false)
  }

  private became(isReady: boolean): void {
    if (this.isEnding || this.client.info === undefined) return
    // The library has not got as far as to listen: it would be deaf.
    if (isReady && !this.client.isListening) return void this.end('pageChanged')
    this.isReady = isReady
    this.lateLooks = 0
    if (isReady) this.ears.ready(this.client.info.wid?.user)
    else this.ears.cutOff()
  }

  private wentWrong(error: unknown): void {
    if (this.isEnding) return
    this.ears.fault(error)
    // Loaded anew or let in, the page is not as the library knows it, or is no longer there.
    this.end(isOfPage(error) ? 'pageChanged' : 'browserGone')
  }

  private watchSoon(): void {
    const ms = this.isReady ? this.watchMs : Math.min(this.watchMs, EAGER_MS)
    this.timer = setTimeout(() => void this.watch(), ms)
  }

  private async watch(): Promise<void> {
    try {
      await this.look()
      this.failedLooks = 0
    } catch (error) {
      this.ears.fault(error)
      if (++this.failedLooks >= LOOKS) this.end('frozen')
    }
    if (!this.isEnding) this.watchSoon()
  }

  /** Helps where the library stands still: a code that is not made anew, and a `ready` that it has missed. */
  private async look(): Promise<void> {
    const { state, hasSynced } = await lookAt(this.client)
    if (state === 'UNPAIRED_IDLE') return await refreshCode(this.client)
    if (this.isReady || state !== 'CONNECTED' || !hasSynced) return
    this.lateLooks++
    if (this.lateLooks > PATIENCE) this.end('pageChanged')
    else if (PUSHES.includes(this.lateLooks)) await pokeReady(this.client)
  }
}

/** As the browser is started: without a window, gone when we are, with nothing fetched that is not the page's. */
function launchOptions(executablePath: string) {
  return {
    executablePath,
    headless: true,
    // By a pipe and not by a port: when this process dies the pipe closes, and the browser with it.
    pipe: true,
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    args: [
      ...['--disable-gpu', '--disable-dev-shm-usage', '--mute-audio', '--no-first-run', '--disable-extensions'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      // Chromium refuses to run as root with its sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  }
}
