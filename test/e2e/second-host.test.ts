import { afterEach, expect, it } from 'vitest'
import { freePort, untilReady } from '../support/free-port.ts'
import { killAll, killed, launched } from '../support/killable.ts'
import { installation } from '../support/program.ts'

afterEach(killAll)

it('a second host on the same file is refused with what to do; a host that was killed keeps nobody waiting', async () => {
  const port = await freePort()
  const home = installation({ PORT: String(port) })
  const first = launched(home.start('start'))
  await untilReady(port)
  const second = await home.run(['start'])
  expect(second.code).toBe(1)
  expect(second.err).toContain('Hentikan dulu yang sedang berjalan')
  expect((await home.run(['agency', 'add', 'DINKES', 'Dinas Kesehatan'])).code).toBe(0)
  await killed(first)
  const again = launched(home.start('start'))
  await untilReady(port)
  await killed(again)
  home.drop()
}, 60_000)
