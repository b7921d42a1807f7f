import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

let copy: string

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'sapa-launcher-'))
  for (const part of ['src', 'locales', 'drizzle', 'package.json', 'tsconfig.json'])
    cpSync(part, path.join(copy, part), { recursive: true, preserveTimestamps: true })
  symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true }))

const help = () =>
  execFileSync(process.execPath, ['src/sapa.js', 'help'], { cwd: copy, encoding: 'utf8', stdio: 'pipe' })
const builtAt = () => statSync(path.join(copy, 'dist/cli.js')).mtimeMs

it('builds itself at the first call, not at the next, and again when an upgrade has brought newer sources', () => {
  expect(spawnSync(process.execPath, ['src/sapa.js', 'help'], { cwd: copy }).status).toBe(0)
  const first = builtAt()
  help()
  expect(builtAt()).toBe(first)
  const later = new Date(first + 5000)
  utimesSync(path.join(copy, 'src/domain/clock.ts'), later, later)
  help()
  expect(builtAt()).toBeGreaterThan(first)
}, 60_000)
