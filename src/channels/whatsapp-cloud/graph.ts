import { z } from 'zod'

/** A call that has no answer by then is in doubt; well before the lease of what it sends runs out. */
const CALL_MS = 20_000
const VERSION = 'v23.0'

/** Meta has answered, with no. Its words stay out: they may hold what was sent. */
export class GraphRefusal extends Error {
  override name = 'GraphRefusal'
  readonly status: number
  /** Undefined where the answer was none of the Graph API's: a gateway's, mostly. */
  readonly code: number | undefined

  constructor(status: number, code: number | undefined) {
    super(`Meta answered ${status}, code ${code ?? 'none'}`)
    this.status = status
    this.code = code
  }
}

const refusalSchema = z.object({ error: z.object({ code: z.number().int() }) })

export interface GraphOptions {
  /** Without the version, or with another than ours; no slash at its end. */
  apiRoot: string
  token: string
}

/** The Graph API, as far as Sapa asks it something: JSON out, JSON in, nothing asked twice. */
export class Graph {
  private readonly root: string
  private readonly token: string

  constructor({ apiRoot, token }: GraphOptions) {
    this.root = /\/v\d+\.\d+$/.test(apiRoot) ? apiRoot : `${apiRoot}/${VERSION}`
    this.token = token
  }

  /** Throws `GraphRefusal`, or what `fetch` throws where there was no answer. */
  async get(path: string, signal?: AbortSignal): Promise<unknown> {
    return await this.call(path, { method: 'GET' }, signal)
  }

  async post(path: string, body: object): Promise<unknown> {
    const headers = { 'content-type': 'application/json' }
    return await this.call(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  async upload(path: string, form: FormData): Promise<unknown> {
    return await this.call(path, { method: 'POST', body: form })
  }

  /** A file at an address that Meta gave us; its token goes to Meta's own servers alone. Throws as `get` does. */
  async download(url: string): Promise<Response> {
    if (!isTheirs(url, this.root)) throw new GraphRefusal(403, undefined)
    const answer = await fetch(url, { ...this.signed({}), redirect: 'error' })
    if (answer.ok) return answer
    await answer.body?.cancel()
    throw new GraphRefusal(answer.status, undefined)
  }

  private async call(path: string, init: RequestInit, signal?: AbortSignal): Promise<unknown> {
    const answer = await fetch(`${this.root}/${path}`, { ...this.signed(init, signal), redirect: 'error' })
    const read = readJson(await answer.text())
    if (answer.ok && read !== undefined) return read
    const refusal = refusalSchema.safeParse(read)
    throw new GraphRefusal(answer.status, refusal.success ? refusal.data.error.code : undefined)
  }

  private signed(init: RequestInit, signal?: AbortSignal): RequestInit {
    const late = AbortSignal.timeout(CALL_MS)
    return {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${this.token}` },
      signal: signal ? AbortSignal.any([late, signal]) : late,
    }
  }
}

const META = /(?:^|\.)(?:facebook\.com|fbsbx\.com|fbcdn\.net|whatsapp\.net)$/

function isTheirs(url: string, root: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, origin } = new URL(url)
  return origin === new URL(root).origin || (protocol === 'https:' && META.test(hostname))
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
