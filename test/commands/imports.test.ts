import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import readExcelFile from 'read-excel-file/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { agency } from '../../src/commands/agency.ts'
import { importCommand } from '../../src/commands/import.ts'
import { imports } from '../../src/commands/imports.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import type { Officer } from '../../src/domain/officer.ts'
import { openWorld } from '../../src/main.ts'
import { keepFile } from '../../src/services/uploads/folder.ts'
import { readUpload } from '../../src/services/uploads/read.ts'
import { receiveUpload } from '../../src/services/uploads/receive.ts'
import { agencyByCode } from '../../src/store/agencies.ts'
import { piped, type TestShell } from '../support/shell.ts'
import { TUESDAY } from '../support/world.ts'

let folder: string
let shell: TestShell
let list: string
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-imports-command-'))
  shell = piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)))
  await agency(['add', 'DINKES', 'Dinas Kesehatan'], shell)
  list = path.join(folder, 'daftar.csv')
  writeFileSync(
    list,
    'nik,nama,tanggal_lahir,kelurahan,pekerjaan,mulai,selesai\n123,Siti,17-08-1970,Jati,nelayan,2026-01,2026-12',
  )
})
afterEach(() => rmSync(folder, { recursive: true }))

const hand = (...more: string[]) => importCommand([list, '--agency', 'DINKES', '--funding', 'apbd', ...more], shell)
const sheetIn = async (file: string) =>
  (await readExcelFile(file)).find(({ sheet }) => sheet === 'Perlu diperbaiki')!.data[1]

describe('sapa imports', () => {
  it.each([[[]], [['--attached']]])('does what waits with files that were handed in, and ends: %j', async (more) => {
    const { world, close } = await openWorld(shell.env, shell.clock, [])
    const agencyId = (await world.database.run((db) => agencyByCode(db, 'DINKES')))!.id
    const officer: Officer = { id: 'rina', username: 'rina', name: 'Rina', role: 'clerk', agencyId, kelurahan: null }
    const file = { id: world.ids.next(world.clock.now()), fileName: 'daftar.csv' }
    await keepFile(world, file, createReadStream(list))
    const typed = { funding: 'apbd', from: '', to: '', segment: '', basis: '', consent: '' }
    const id = await receiveUpload(world, officer, file, typed, { key: 'a-key' })
    const waiting = { ...shell, stdin: new PassThrough() }
    expect(await imports(['work', ...more], waiting)).toBe(0)
    expect((await readUpload(world, officer, id)).phase).toBe('judged')
    await close()
  })

  it('writes the same result at once and later', async () => {
    const [first, second] = ['satu.xlsx', 'dua.xlsx'].map((name) => path.join(folder, name)) as [string, string]
    await hand('--report', first)
    shell.lines.length = 0
    await imports(['list', '--agency', 'DINKES', '--json'], shell)
    const told = JSON.parse(shell.lines[0]!)
    expect(told).toMatchObject({
      agency: 'DINKES',
      file: 'daftar.csv',
      phase: 'judged',
      counts: { lines: 1, invalid: 1 },
    })
    await imports(['report', told.id, second], shell)
    expect(await sheetIn(first)).toEqual(await sheetIn(second))
    expect((await sheetIn(first))!.slice(0, 2)).toEqual([2, 'Siti'])
  })

  it('lists for people, and says where there is none', async () => {
    await imports(['list'], shell)
    expect(shell.errors).toEqual(['Belum ada impor.'])
    await hand()
    shell.lines.length = 0
    await imports(['list'], shell)
    expect(shell.lines[0]).toMatch(/2026-11-24 {2}DINKES {2}daftar\.csv +1 {2}sudah diperiksa/)
  })

  it.each([
    [['list', '--agency', 'NONE'], 'operation.noAgency'],
    [['report', 'nothing', 'x.xlsx'], 'returns.noImport'],
    [['report', 'nothing'], 'cli.missing'],
    [['drop'], 'cli.usage'],
  ])('refuses %j', async (args, code) => {
    await expect(imports(args, shell)).rejects.toMatchObject({ code })
  })

  it('has nothing to write after a look that keeps nothing', async () => {
    await expect(hand('--dry-run', '--report', 'x.xlsx')).rejects.toMatchObject({ code: 'cli.import.reportOfNothing' })
  })
})
