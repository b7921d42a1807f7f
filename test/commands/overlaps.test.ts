import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { agency } from '../../src/commands/agency.ts'
import { importCommand } from '../../src/commands/import.ts'
import { overlaps } from '../../src/commands/overlaps.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { piped, type TestShell } from '../support/shell.ts'
import { TUESDAY } from '../support/world.ts'

let folder: string
let shell: TestShell
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-overlaps-command-'))
  shell = piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)))
  const list = path.join(folder, 'daftar.csv')
  writeFileSync(
    list,
    'nik,nama,tanggal_lahir,kelurahan,pekerjaan,mulai,selesai,dibayar_sampai\n3574015708709001,Siti Aminah,17-08-1970,Jati,nelayan,2026-09,2026-12,2026-12',
  )
  for (const [code, name] of [
    ['DINKES', 'Dinas Kesehatan'],
    ['KESRA', 'Bagian Kesra'],
  ] as const) {
    await agency(['add', code, name], shell)
    await importCommand([list, '--agency', code, '--funding', 'apbd', '--apply'], shell)
  }
  shell.lines.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

it('sapa overlaps tells people who is paid for twice, and what that costs', async () => {
  await overlaps([], shell)
  const told = shell.lines.join('\n')
  expect(told).toContain('Dibayar lebih dari sekali, sampai 24 November 2026, semua instansi')
  expect(told).toMatch(
    /P0000001 {2}S••• A••• {2}Rp50\.400 +(?:Dinas Kesehatan|Bagian Kesra) dan (?:Dinas Kesehatan|Bagian Kesra): 3 bulan/,
  )
  expect(told).toMatch(/^ {2}Dinas Kesehatan dan Bagian Kesra +1 +3 +Rp50\.400$/m)
})

it('sapa overlaps --json tells machines the same', async () => {
  await overlaps(['--agency', 'KESRA', '--at', '2026-09-30', '--json'], shell)
  expect(JSON.parse(shell.lines[0]!)).toMatchObject({
    ...{ at: '2026-09-30', agency: { code: 'KESRA' }, total: { persons: 1, rupiah: 16_800 } },
    people: [{ code: 'P0000001', name: 'S••• A•••', pairs: [{ months: ['2026-09'] }] }],
  })
})

it('sapa overlaps says that there is none', async () => {
  await overlaps(['--at', '2026-08-31'], shell)
  expect(shell.lines[0]).toContain('Tidak ada orang yang dibayar lebih dari sekali.')
})
