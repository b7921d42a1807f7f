import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** Each floor of `src/` and the floors that it may stand on; files at the top stand on all. */
const FLOORS: Record<string, string[]> = {
  domain: [],
  config: ['domain'],
  engine: ['domain'],
  understanding: ['domain'],
  store: ['domain'],
  channels: ['domain'],
  i18n: ['domain'],
  flows: ['domain', 'engine'],
  services: ['domain', 'flows', 'engine', 'understanding', 'store', 'channels', 'i18n'],
  web: ['domain', 'services', 'flows', 'store', 'channels', 'i18n', 'config'],
  host: ['domain', 'services', 'flows', 'store', 'channels', 'i18n', 'config', 'web'],
  commands: [
    'domain',
    'config',
    'engine',
    'understanding',
    'services',
    'flows',
    'store',
    'channels',
    'i18n',
    'web',
    'host',
    'main.ts',
  ],
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))

describe('imports go down only', () => {
  it.each(files.filter((file) => file.includes(path.sep)))('%s', (file) => {
    const floor = file.split(path.sep)[0]!
    const reached = importsOf(file).map((target) => target.split(path.sep)[0]!)
    expect([floor, ...FLOORS[floor]!]).toEqual(expect.arrayContaining(reached))
  })

  it('knows every floor', () => {
    const folders = new Set(files.filter((file) => file.includes(path.sep)).map((file) => file.split(path.sep)[0]!))
    expect([...folders].sort()).toEqual(Object.keys(FLOORS).sort())
  })
})

describe('imports go in no circle', () => {
  it('from any file', () => {
    expect(files.flatMap((file) => circleFrom(file) ?? [])).toEqual([])
  })
})

describe('a channel stays in its folder', () => {
  it.each(files.filter((file) => file.startsWith(`channels${path.sep}`)))('%s', (file) => {
    const room = file.split(path.sep).slice(0, 2).join(path.sep)
    const others = importsOf(file).filter(
      (target) => target.split(path.sep).length === 3 && target.startsWith('channels') && !target.startsWith(room),
    )
    expect(others).toEqual([])
  })
})

describe('time comes from outside', () => {
  const atTheTop = ['cli.ts', 'main.ts', 'config/', 'host/', 'web/']
  it.each(files.filter((file) => !atTheTop.some((top) => file.startsWith(top))))(
    '%s asks no clock of its own',
    (file) => {
      expect(readFileSync(path.join('src', file), 'utf8')).not.toMatch(/Date\.now\(\)|new Date\(\)/)
    },
  )
})

describe('a forgotten yield* runs nothing', () => {
  it.each(files.filter((file) => /^(store|services)/.test(file)))('%s has no bare exec(…)', (file) => {
    expect(readFileSync(path.join('src', file), 'utf8')).not.toMatch(/^\s*exec\(/m)
  })
})

function importsOf(file: string): string[] {
  const source = readFileSync(path.join('src', file), 'utf8')
  const targets = [...source.matchAll(/(?:from\s+|import\s+|import\()'(\.[^']+)'/g)].map(([, target]) => target!)
  return targets.map((target) => path.relative('src', path.resolve('src', path.dirname(file), target)))
}

function circleFrom(start: string): string | undefined {
  const seen = new Set<string>()
  const walk = (file: string): boolean => {
    if (!/\.tsx?$/.test(file) || seen.has(file)) return false
    seen.add(file)
    return importsOf(file).some((target) => target === start || walk(target))
  }
  return walk(start) ? start : undefined
}
