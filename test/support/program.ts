import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface Ran {
  code: number | null
  out: string
  err: string
}

/** A folder for an installation of its own, gone with `drop`. */
export function installation(more: NodeJS.ProcessEnv = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sapa-test-'))
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    ...more,
  }
  return {
    folder,
    env,
    /** Starts `sapa …`; standard input stays open. */
    start: (...args: string[]): ChildProcess => spawn(process.execPath, ['src/sapa.js', ...args], { cwd: ROOT, env }),
    run: (args: string[], input = ''): Promise<Ran> => run(args, env, input),
    drop: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function run(args: string[], env: NodeJS.ProcessEnv, input: string): Promise<Ran> {
  const child = spawn(process.execPath, ['src/sapa.js', ...args], { cwd: ROOT, env })
  const ran: Ran = { code: null, out: '', err: '' }
  child.stdout.on('data', (part) => (ran.out += part))
  child.stderr.on('data', (part) => (ran.err += part))
  child.stdin.end(input)
  ran.code = await new Promise((resolve) => child.once('close', resolve))
  return ran
}
