import { mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { listAgencies } from '../../src/store/agencies.ts'
import { openStore } from '../../src/store/open.ts'
import { seededIds } from '../support/world.ts'
import { NOW } from './rows.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-host-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function open(isHost: boolean, name = 'sapa.db') {
  const master = () => Buffer.alloc(32, 7)
  return openStore({ url: `file:${folder}/${name}`, master, now: NOW, random: seededIds().random, isHost })
}

it('a second host of a file is refused until the first has closed it', async () => {
  const first = await open(true)
  await expect(open(true)).rejects.toMatchObject({ name: 'DomainError', code: 'operation.secondHost' })
  await expect(open(true)).rejects.toMatchObject({ code: 'operation.secondHost' })
  await first.database.close()
  await (await open(true)).database.close()
})

it('a second host is refused under another name of the file as well', async () => {
  const first = await open(true)
  symlinkSync(path.join(folder, 'sapa.db'), path.join(folder, 'other.db'))
  await expect(open(true, 'other.db')).rejects.toMatchObject({ code: 'operation.secondHost' })
  await first.database.close()
})

it('commands open the file beside a host, and a host beside commands', async () => {
  const command = await open(false)
  const host = await open(true)
  const another = await open(false)
  for (const { database } of [command, host, another]) {
    expect(await database.run(listAgencies)).toEqual([])
    await database.close()
  }
})

it('what is held lies beside the database and is nobody else’s to read', async () => {
  const { database } = await open(true)
  expect(statSync(path.join(folder, 'sapa.db-host')).mode & 0o777).toBe(0o600)
  await database.close()
})
