import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Role } from '../../src/domain/officer.ts'
import { acceptLink } from '../../src/services/accounts/links.ts'
import { inviteOfficer } from '../../src/services/accounts/officers.ts'
import type { World } from '../../src/services/world.ts'

export const PASSWORD = 'kapal bayam gunung'

export interface Hired {
  id: string
  username: string
}

/** An officer who has chosen a password, `PASSWORD`. */
export async function hire(
  world: World,
  username: string,
  role: Role,
  scope: { agencyId?: string; kelurahan?: string } = {},
): Promise<Hired> {
  const { agencyId = null, kelurahan = null } = scope
  const name = `Bu ${username}`
  const { id, url } = await inviteOfficer(world, 'operator', { username, name, role, agencyId, kelurahan })
  await acceptLink(world, url.split('/').at(-1)!, { username: '', name: '', password: PASSWORD })
  return { id, username }
}

/** What a form of a page carries besides what is typed. */
export type Hidden = Record<string, string>

const FORM = 'application/x-www-form-urlencoded'

/** A browser at a desk: it keeps its cookies, reads forms, and says whence it posts. */
export class DeskBrowser {
  private readonly jar = new Map<string, string>()
  private readonly app: FastifyInstance
  private readonly address: string

  constructor(app: FastifyInstance, address = '10.0.0.7') {
    this.app = app
    this.address = address
  }

  async open(url: string): Promise<LightMyRequestResponse> {
    return this.ask({ method: 'GET', url })
  }

  async post(url: string, fields: Hidden, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    const payload = new URLSearchParams(fields).toString()
    const from = { 'content-type': FORM, 'sec-fetch-site': 'same-origin', ...headers }
    return this.ask({ method: 'POST', url, payload, headers: from })
  }

  /** Hands in the form that a page has for an address. */
  async fill(page: string, action: string, fields: Hidden = {}): Promise<LightMyRequestResponse> {
    return this.post(action, { ...hidden((await this.open(page)).body, action), ...fields })
  }

  /** Hands in the form with a file that a page has for an address; the file comes behind the fields, as in the page. */
  async handIn(page: string, action: string, fields: Hidden, file?: File): Promise<LightMyRequestResponse> {
    return this.postFile(action, { ...hidden((await this.open(page)).body, action), ...fields }, file)
  }

  async postFile(
    url: string,
    fields: Hidden,
    file: File = new File([], ''),
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set('file', file)
    const sent = new Response(form)
    const payload = Buffer.from(await sent.arrayBuffer())
    const from = { 'content-type': sent.headers.get('content-type')!, 'sec-fetch-site': 'same-origin', ...headers }
    return this.ask({ method: 'POST', url, payload, headers: from })
  }

  async logIn(username: string, password = PASSWORD, code = ''): Promise<LightMyRequestResponse> {
    return this.enter('/petugas/masuk', { username, password, code })
  }

  /** Hands in a form that is there before any log-in, as whoever has opened such a page before. */
  async enter(url: string, fields: Hidden, headers?: Record<string, string>): Promise<LightMyRequestResponse> {
    const { csrf } = hidden((await this.open('/petugas/masuk')).body, '/petugas/masuk')
    return this.post(url, { csrf: csrf!, ...fields }, headers)
  }

  /** The cookie of the session, as a request carries it. */
  get cookie(): string | undefined {
    const name = [...this.jar.keys()].find((one) => one.endsWith('sapa_petugas'))
    return name && `${name}=${this.jar.get(name)}`
  }

  set cookie(cookie: string | undefined) {
    for (const name of [...this.jar.keys()]) if (name.endsWith('sapa_petugas')) this.jar.delete(name)
    const [name, value] = cookie?.split('=') ?? []
    if (name && value) this.jar.set(name, value)
  }

  private async ask(request: InjectOptions): Promise<LightMyRequestResponse> {
    const headers = {
      accept: 'text/html',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
      ...(this.jar.size > 0 && { cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
      ...request.headers,
    }
    const answer = await this.app.inject({ remoteAddress: this.address, ...request, headers })
    for (const { name, value } of answer.cookies) value === '' ? this.jar.delete(name) : this.jar.set(name, value)
    return answer
  }
}

/** The hidden fields of the form for an address. */
export function hidden(body: string, action: string): Hidden {
  const form = [...body.matchAll(/<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)].find(([, to]) => to === action)
  if (!form) throw new Error(`no form for ${action}`)
  const inputs = [...form[2]!.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => input)
  const attribute = (input: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? ''
  return Object.fromEntries(inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')]))
}
