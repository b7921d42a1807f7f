import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { agency } from '../../src/commands/agency.ts'
import { importCommand } from '../../src/commands/import.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { piped, type TestShell } from '../support/shell.ts'
import { TUESDAY } from '../support/world.ts'

let folder: string
let shell: TestShell
let list: string
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-import-command-'))
  shell = piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)))
  await agency(['add', 'DINKES', 'Dinas Kesehatan'], shell)
  list = path.join(folder, 'daftar.xlsx')
  const rows = [
    ['nik', 'nama', 'tanggal_lahir', 'kelurahan', 'pekerjaan'],
    ['3574035708709001', 'Siti Aminah', '17-08-1970', 'Jati', 'kader kesehatan'],
  ]
  await writeExcelFile([
    { sheet: 'Petunjuk', data: [['Isi lembar Daftar']] },
    { sheet: 'Daftar', data: rows },
  ]).toFile(list)
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = (...more: string[]) => importCommand([list, '--agency', 'DINKES', '--funding', 'apbd', ...more], shell)

describe('sapa import', () => {
  it('says which sheet it read and which it passed over, also to machines and beside their lines', async () => {
    await run('--from', '2026-01', '--to', '2026-12', '--dry-run', '--json')
    expect(shell.errors).toEqual([
      'Perhatian: yang dibaca hanya lembar "Daftar". Lembar lain yang berisi tidak dibaca: Petunjuk.',
    ])
    expect(shell.lines.slice(1).map((line) => JSON.parse(line).verdict)).toEqual(['new'])
  })

  it.each([
    ['a period that ends before it begins', ['--from', '2026-12', '--to', '2026-01'], 'operation.daysInverted'],
    ['a day before the first', ['--from', '2026-01-02', '--to', '2026-01-01'], 'operation.daysInverted'],
    ['a day that stands on no calendar', ['--from', '2026-02-31'], 'cli.import.badMonth'],
    ['a month that is none', ['--to', '2026-13'], 'cli.import.badMonth'],
  ])('refuses %s', async (_, given, code) => {
    await expect(run(...given)).rejects.toMatchObject({ code })
  })
})
