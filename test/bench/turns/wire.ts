import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/**
 * One HTTP/1.1 connection that is kept alive and carries one request at a time. Written by hand because any client that
 * does more costs as much processor time as the host that is measured.
 */
export class Wire {
  private readonly socket: Socket
  private got = ''
  private answered: ((status: number) => void) | undefined
  private failed: ((why: Error) => void) | undefined

  private constructor(socket: Socket) {
    this.socket = socket
    socket.setNoDelay(true).setEncoding('latin1')
    socket.on('data', (part: string) => this.take(part))
    socket.on('error', (why) => this.failed?.(why))
    socket.on('close', () => this.failed?.(new Error('the connection was closed')))
  }

  static async open(port: number): Promise<Wire> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new Wire(socket)
  }

  /** Posts JSON and resolves to the status once the whole answer is there. */
  post(path: string, json: string): Promise<number> {
    return new Promise((answered, failed) => {
      this.answered = answered
      this.failed = failed
      const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`
      this.socket.write(`${head}content-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`)
    })
  }

  close(): void {
    this.failed = undefined
    this.socket.destroy()
  }

  private take(part: string): void {
    this.got += part
    const end = this.got.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(this.got)?.[1] ?? 0)
    if (this.got.length < end + 4 + length) return
    const status = Number(this.got.slice(9, 12))
    this.got = ''
    this.answered?.(status)
  }
}
