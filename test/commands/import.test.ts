import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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

const paid = (text: string) => {
  const file = path.join(folder, 'iuran.csv')
  writeFileSync(file, `KPJ;NIK;Bulan;Iuran;Status\n${text}`)
  return (...more: string[]) => importCommand([file, '--agency', 'DINKES', ...more], shell)
}

const run = (...more: string[]) => importCommand([list, '--agency', 'DINKES', '--funding', 'apbd', ...more], shell)

describe('sapa import', () => {
  it('says which sheet it read and which it passed over, also to machines and beside their lines', async () => {
    await run('--from', '2026-01', '--to', '2026-12', '--dry-run', '--json')
    expect(shell.errors).toEqual([
      'Perhatian: yang dibaca hanya lembar "Daftar". Lembar lain yang berisi tidak dibaca: Petunjuk.',
    ])
    expect(shell.lines.slice(1).map((line) => JSON.parse(line))).toMatchObject([
      { line: 2, verdict: 'new', worker: null, score: null, problems: [] },
    ])
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

describe('sapa import --column', () => {
  it('refuses a header that is not in the file, and remembers nothing of it', async () => {
    const given = ['--from', '2026-01', '--to', '2026-12', '--column', 'Salah Judul=nik']
    await expect(run(...given)).rejects.toMatchObject({
      ...{ code: 'roster.error.headerNotThere', values: { file: 'daftar.xlsx', header: 'salah judul' } },
    })
    await expect(paid(';3574035708709001;2026-01;0;belum')('--column', 'Salah=bulan')).rejects.toMatchObject({
      code: 'roster.error.headerNotThere',
    })
    await run('--from', '2026-01', '--to', '2026-12', '--column', 'NIK=nik')
  })
})

describe('sapa import of a contribution file', () => {
  const UNPAID = ';3574035708709001;2026-01;0;belum\n;3574035708709001;x;0;belum\n'

  it('is known by its header, needs no funding, and says how many are registered and unpaid', async () => {
    await run('--from', '2026-01', '--to', '2026-12', '--apply')
    shell.lines.length = 0
    await paid(UNPAID)('--apply')
    const told = shell.lines.join('\n')
    expect(told).toMatch(/^Berkas iuran menurut keadaan 24 November 2026, 2 baris dibaca:/)
    expect(told).toMatch(/baru +1\n +sama +0\n +berubah +0\n +meragukan +0\n +tidak sah +1/)
    expect(told).toMatch(/1 {2}Bulan iuran tidak terbaca/)
    expect(told).toMatch(/iurannya belum tercatat dibayar \(jumlah kepesertaan per bulan\):\n +Januari 2026 +1$/)
    shell.lines.length = 0
    await paid(';3574035708709001;2026-01;16800;lunas')('--apply')
    expect(shell.lines.at(-1)).toMatch(/^Tidak ada kepesertaan/)
  })

  it('tells machines one object a line, with the worker’s code and nothing else of the person', async () => {
    await run('--from', '2026-01', '--to', '2026-12', '--apply')
    shell.lines.length = 0
    await paid(UNPAID)('--dry-run', '--json')
    expect(shell.lines.map((line) => JSON.parse(line))).toEqual([
      { line: 2, verdict: 'new', worker: 'P0000001', problems: [] },
      {
        ...{ line: 3, verdict: 'invalid', worker: null },
        problems: [{ code: 'monthUnreadable', field: 'month', severity: 'error' }],
      },
    ])
  })

  it.each([
    ['both modes', ['--apply', '--dry-run'], 'cli.import.bothModes'],
    ['a day that stands on no calendar', ['--as-of', '2026-02-31'], 'cli.import.badDay'],
    ['a day to come', ['--as-of', '2026-12-01'], 'operation.asOfAhead'],
  ])('refuses %s', async (_, given, code) => {
    await expect(paid(UNPAID)(...given)).rejects.toMatchObject({ code })
  })

  it('of a list of workers still asks who pays', async () => {
    await expect(importCommand([list, '--agency', 'DINKES'], shell)).rejects.toMatchObject({ code: 'cli.missing' })
  })
})
