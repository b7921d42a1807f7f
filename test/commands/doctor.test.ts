import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { agency } from '../../src/commands/agency.ts'
import { doctor } from '../../src/commands/doctor.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { piped, type TestShell } from '../support/shell.ts'
import { TUESDAY } from '../support/world.ts'

let folder: string
let shell: TestShell
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-doctor-'))
  shell = piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)))
  await agency(['add', 'DINKES', 'Dinas Kesehatan'], shell)
  shell.lines.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Overwrites the page on which a table begins; page 1 is the catalogue. */
function spoil(table?: string): void {
  const file = path.join(folder, 'sapa.db')
  const looking = new Sqlite(file, { readonly: true })
  const size = looking.pragma('page_size', { simple: true }) as number
  const [root] = looking
    .prepare('select rootpage from sqlite_master where name = ?')
    .pluck()
    .all(table ?? '') as number[]
  looking.close()
  const open = openSync(file, 'r+')
  // The file's own header, its first 100 bytes, stays.
  writeSync(open, Buffer.alloc(size - 100, 0x5a), 0, size - 100, ((root ?? 1) - 1) * size + 100)
  if (root) writeSync(open, Buffer.alloc(100, 0x5a), 0, 100, (root - 1) * size)
  closeSync(open)
}

it('finds nothing wrong with a sound installation', async () => {
  expect(await doctor([], shell)).toBe(0)
  expect(shell.lines.join('\n')).toContain('✓ Semua tabel basis data terbaca utuh.')
})

it('tells a damaged database, and what to do', async () => {
  spoil('visits')
  expect(await doctor([], shell)).toBe(1)
  expect(shell.lines.join('\n')).toMatch(/✗ Basis data rusak \(\d+ kerusakan, .+ kembalikan cadangan terakhir/)
  expect(shell.lines.join('\n')).not.toContain('✓ Semua tabel')
})

it('tells damage that lets nothing be opened', async () => {
  spoil()
  await expect(doctor([], shell)).rejects.toMatchObject({ name: 'StoreError', code: 'store.corrupt' })
})
