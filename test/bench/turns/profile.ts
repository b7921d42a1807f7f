import { type Profiler, Session } from 'node:inspector/promises'

/** Microseconds that a process spent in each of its parts. */
export type Spent = Record<string, number>

// Of the frames on the stack the innermost that has a rule decides, so that a native call counts for whoever made it.
const PARTS: readonly [part: string, where: RegExp][] = [
  ['SQLite', /\/better-sqlite3\/|^(exec|run|all|get) native$/],
  ['drizzle', /\/drizzle-orm\//],
  ['ciphers and hashes', /\/dist\/store\/vault/],
  ['ids', /\/uuidv7\/|\/dist\/services\/ids/],
  ['checks of shapes (zod)', /\/zod\//],
  ['words', /\/i18next\/|\/dist\/i18n\//],
  ['understanding', /\/dist\/understanding\/|\/dist\/domain\/(nik|phone)/],
  ['engine, flows, facts', /\/dist\/(engine|flows|domain)\//],
  ['store', /\/dist\/store\//],
  ['services', /\/dist\/services\//],
  [
    'HTTP (fastify, node, hook)',
    /\/fastify\/|\/find-my-way|\/dist\/(host|channels)\/|node:(_http|internal\/http|net|internal\/stream)/,
  ],
]
const META = new Map([
  ['(garbage collector)', 'garbage collector'],
  ['(idle)', 'idle'],
])

/** Samples what this process does; started and stopped around a load of its own, since it slows what it looks at. */
export class Profile {
  private readonly session = new Session()

  async start(): Promise<void> {
    this.session.connect()
    await this.session.post('Profiler.enable')
    await this.session.post('Profiler.setSamplingInterval', { interval: 250 })
    await this.session.post('Profiler.start')
  }

  async stop(): Promise<Spent> {
    const { profile } = await this.session.post('Profiler.stop')
    this.session.disconnect()
    return spentIn(profile)
  }
}

function spentIn({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Spent {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parts = new Map<number, string>()
  const mark = (id: number, above: string) => {
    const node = byId.get(id)!
    const part = partOf(node) ?? above
    parts.set(id, part)
    for (const child of node.children ?? []) mark(child, part)
  }
  mark(nodes[0]!.id, 'node itself and the rest')
  const spent: Spent = {}
  samples.forEach((id, n) => {
    const part = parts.get(id)!
    spent[part] = (spent[part] ?? 0) + (timeDeltas[n] ?? 0)
  })
  return spent
}

function partOf({ callFrame: { functionName, url } }: Profiler.ProfileNode): string | undefined {
  const where = url === '' ? `${functionName} native` : url
  return META.get(functionName) ?? PARTS.find(([, pattern]) => pattern.test(where))?.[0]
}
