import { expect, it } from 'vitest'
import { freePort, untilReady } from '../support/free-port.ts'
import { installation } from '../support/program.ts'

const LINK = /\/petugas\/undangan\/[\w-]{43}/

it('the link to the first account is printed for whoever starts the host, and stands in no log', async () => {
  const port = await freePort()
  const home = installation({ PORT: String(port), LOG_LEVEL: 'trace' })
  const child = home.start('start')
  let log = ''
  let told = ''
  child.stdout!.on('data', (part) => (log += part))
  child.stderr!.on('data', (part) => (told += part))
  try {
    await untilReady(port)
    await expect.poll(() => told, { timeout: 10_000 }).toMatch(LINK)
    const page = await fetch(`http://127.0.0.1:${port}${LINK.exec(told)![0]}`)
    expect(await page.text()).toContain('akun admin yang pertama')
    expect(log).toContain('Sapa is up')
    expect(log).not.toContain('undangan')
  } finally {
    child.kill('SIGTERM')
    await new Promise((done) => child.once('close', done))
    home.drop()
  }
}, 60_000)
