import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setting } from '../../src/commands/setting.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { piped, type TestShell } from '../support/shell.ts'
import { TUESDAY } from '../support/world.ts'

let folder: string
let shell: TestShell
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-setting-'))
  shell = piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)))
})
afterEach(() => rmSync(folder, { recursive: true }))

const set = (key: string, value: string) => setting(['set', key, value], shell)
async function kept(key: string): Promise<string> {
  shell.lines.length = 0
  await setting(['get', key], shell)
  return shell.lines[0]!.split('\t')[1]!
}

it('keeps a quiet night that begins in the evening and ends in the morning', async () => {
  await set('quietFrom', '18:00')
  await set('quietUntil', '09:30')
  expect([await kept('quietFrom'), await kept('quietUntil')]).toEqual(['18:00', '09:30'])
})

it.each([
  ['no quiet time at all', 'quietFrom', '08:00'],
  ['the day quiet and the night not', 'quietFrom', '07:00'],
  ['the same the other way round', 'quietUntil', '21:00'],
  ['an evening past midnight', 'quietFrom', '00:30'],
])('refuses %s and leaves things as they are', async (_, key, value) => {
  const before = await kept(key)
  await expect(set(key, value)).rejects.toMatchObject({ code: 'cli.noQuietNight', values: { [key]: value } })
  expect(await kept(key)).toBe(before)
})

it('may unset one of the two only where the default leaves a quiet night', async () => {
  await set('quietUntil', '06:00')
  await set('quietFrom', '07:00')
  await expect(set('quietUntil', '')).rejects.toMatchObject({ code: 'cli.noQuietNight' })
  await set('quietFrom', '')
  await set('quietUntil', '')
  expect([await kept('quietFrom'), await kept('quietUntil')]).toEqual(['19:00', '08:00'])
})
