import { execFileSync } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasBrowser } from '../browser.ts'

/** The version of whatsapp-web.js whose calls the stand-in knows; another one asks for other things. */
export const SPEAKS_FOR = '1.34.7'

const PAGE = fileURLToPath(new URL('./page', import.meta.url))
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' }
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** What the page has told of. */
export interface Event {
  is: 'there' | 'state' | 'sent' | 'hanging' | 'seen' | 'typing' | 'unknown' | 'done'
  [field: string]: unknown
}

/** A message that the page was given to send. */
export interface SentEvent {
  id: string
  key: string
  to: string
  body: string
}

/** Whether the real library can be driven here; says so loudly where it cannot. */
export function canDrive(): boolean {
  if (!hasBrowser()) return false
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn('BROWSER TESTS SKIPPED: no openssl, which makes the certificate of the stand-in for WhatsApp Web')
    return false
  }
}

/**
 * The stand-in for web.whatsapp.com on this machine: a server of the page, and the test's line into it. Chromium comes here by a
 * launcher that sends it to this port whatever name it looks up, and to nowhere else.
 */
export class StandIn extends EventEmitter {
  /** What the page says at its next loading, see page/config.js. */
  config: Record<string, unknown> = {}
  readonly events: Event[] = []
  /** What the library has asked for that the stand-in does not know. A test that leaves something here has failed. */
  readonly unknown: string[] = []
  /** A program that starts Chromium for the stand-in: it takes the place of CHROMIUM_PATH. */
  readonly chromium: string
  private readonly folder: string
  private readonly server: Server
  private readonly answers = new Map<number, PromiseWithResolvers<string | null>>()
  private line: ServerResponse | undefined
  private commands = 0

  private constructor(folder: string) {
    super()
    this.folder = folder
    this.chromium = path.join(folder, 'chromium')
    this.server = createServer(certificateIn(folder), (request, response) => void this.serve(request, response))
  }

  static async open(): Promise<StandIn> {
    const standIn = new StandIn(mkdtempSync(path.join(tmpdir(), 'sapa-whatsapp-')))
    await new Promise<void>((done) => standIn.server.listen(0, '127.0.0.1', done))
    standIn.writeLauncher((standIn.server.address() as AddressInfo).port)
    return standIn
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((done) => this.server.close(done))
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Lets something happen on the other side; resolves to what it comes to. */
  async let(command: string, more: object = {}): Promise<string | null> {
    if (!this.line) await once(this, 'line')
    const n = ++this.commands
    const answer = Promise.withResolvers<string | null>()
    this.answers.set(n, answer)
    this.line!.write(`data: ${JSON.stringify({ ...more, command, n })}\n\n`)
    return await answer.promise
  }

  /** What the page was given to send, in order. */
  get sent(): SentEvent[] {
    return this.events.filter(({ is }) => is === 'sent') as unknown as SentEvent[]
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url!, 'https://web.whatsapp.com')
    if (pathname === '/wire')
      return request.method === 'POST' ? await this.hear(request, response) : this.openLine(response)
    const file = pathname === '/' ? 'index.html' : path.basename(pathname)
    if (!existsSync(path.join(PAGE, file))) return void response.writeHead(404).end()
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'text/plain')
    response.end(readFileSync(path.join(PAGE, file), 'utf8').replace('>{}<', `>${JSON.stringify(this.config)}<`))
  }

  private openLine(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write('\n')
    this.line = response
    response.on('close', () => {
      if (this.line === response) this.line = undefined
    })
    this.emit('line')
  }

  private async hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const part of request) body += part
    response.writeHead(204).end()
    const event = JSON.parse(body) as Event
    this.events.push(event)
    if (event.is === 'unknown') this.unknown.push(String(event.what))
    if (event.is === 'done') this.settle(event)
    this.emit(event.is, event)
  }

  private settle({ n, value, error }: Event): void {
    const answer = this.answers.get(n as number)
    this.answers.delete(n as number)
    if (error === undefined) answer?.resolve(value as string | null)
    else answer?.reject(new Error(String(error)))
  }

  private writeLauncher(port: number): void {
    const rules = `MAP web.whatsapp.com 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`
    const flags = ['--ignore-certificate-errors', '--disable-quic', `--host-resolver-rules='${rules}'`]
    writeFileSync(this.chromium, `#!/bin/sh\nexec ${CHROMIUM} ${flags.join(' ')} "$@"\n`)
    chmodSync(this.chromium, 0o755)
  }
}

/** A certificate for the name of the page, good for a day and for nobody else. */
function certificateIn(folder: string): { key: Buffer; cert: Buffer } {
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')]
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1']
  const name = ['-subj', '/CN=web.whatsapp.com', '-addext', 'subjectAltName=DNS:web.whatsapp.com']
  execFileSync('openssl', ['req', ...kind, ...name, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  return { key: readFileSync(key), cert: readFileSync(cert) }
}
