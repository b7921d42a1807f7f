import { expect, test } from 'vitest'
import { canDrive } from '../support/whatsapp-web/stand-in.ts'
import { measure } from './whatsapp-web/measure.ts'

test.runIf(canDrive())(
  'the bench of WhatsApp Web still runs: each message is answered',
  { timeout: 90_000 },
  async () => {
    const { toCodeMs, toReadyMs, waits, atRest, afterwards } = await measure({ starts: 1, messages: 3 })
    expect([toReadyMs.length, waits.length]).toEqual([1, 3])
    for (const value of [toCodeMs, ...toReadyMs, ...waits]) expect(value).toBeGreaterThan(0)
    for (const { processes, own, resident } of [atRest, afterwards]) {
      expect(processes).toBeGreaterThan(1)
      expect(own).toBeGreaterThan(10)
      expect(resident).toBeGreaterThan(own)
    }
  },
)
