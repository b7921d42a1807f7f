import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from './free-port.ts'

const DEBIAN = '/usr/lib/postgresql'

/** Where this machine's PostgreSQL server lies; says so loudly where it has none. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : []
  const found = versions.map((version) => `${DEBIAN}/${version}/bin`).find((bin) => existsSync(`${bin}/initdb`))
  if (!found) console.warn(`POSTGRESQL TESTS SKIPPED: no server below ${DEBIAN}; install the package postgresql`)
  return found
}

/** A PostgreSQL server of its own on loopback, gone with `stop`. The server refuses to run as root: then it is `postgres`. */
export async function startPostgres(bin: string): Promise<{ url: string; stop(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sapa-pg-'))
  const port = await freePort()
  chmodSync(folder, 0o777)
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  const as = (program: string, ...args: string[]) =>
    execFileSync(`${bin}/${program}`, args, { ...user, stdio: 'pipe', cwd: folder })
  as('initdb', '-D', `${folder}/data`, '-U', 'sapa', '--auth=trust', '--no-sync')
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`
  as('pg_ctl', '-D', `${folder}/data`, '-w', '-l', `${folder}/log`, '-o', options, 'start')
  return {
    url: `postgres://sapa@127.0.0.1:${port}/postgres`,
    stop: () => {
      as('pg_ctl', '-D', `${folder}/data`, '-m', 'immediate', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
}
