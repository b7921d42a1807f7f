import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agency } from '../../src/commands/agency.ts'
import { importCommand } from '../../src/commands/import.ts'
import { worker } from '../../src/commands/worker.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { piped, type TestShell } from '../support/shell.ts'
import { TUESDAY } from '../support/world.ts'

let folder: string
let shell: TestShell
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-worker-command-'))
  shell = piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)))
  const list = path.join(folder, 'daftar.csv')
  writeFileSync(
    list,
    'nik,nama,tanggal_lahir,telepon,kelurahan,pekerjaan,mulai,selesai,dibayar_sampai\n3574015708709001,Siti Aminah,17-08-1970,081000009001,Jati,nelayan,2026-09,2026-12,2026-12',
  )
  await agency(['add', 'DINKES', 'Dinas Kesehatan'], shell)
  await importCommand([list, '--agency', 'DINKES', '--funding', 'apbd', '--apply'], shell)
})
afterAll(() => rmSync(folder, { recursive: true }))

it('sapa worker tells people what the register holds of somebody, without numbers of theirs', async () => {
  shell.lines.length = 0
  await worker(['1'], shell)
  const told = shell.lines.join('\n')
  expect(told).toMatch(/^Siti Aminah \(P0000001\)\n {2}Tanggal lahir: 17 Agustus 1970\n {2}Kelurahan: Jati\n/)
  expect(told).toContain('Dinas Kesehatan: 1 September 2026 – 31 Desember 2026')
  expect(told).toContain('Belum 3 bulan: kalau meninggal bukan karena kerja, biasanya hanya biaya pemakaman.')
  expect(told).not.toMatch(/9001/)
})

it('sapa worker --json tells machines the same', async () => {
  shell.lines.length = 0
  await worker(['P0000001', '--json'], shell)
  expect(JSON.parse(shell.lines[0]!)).toMatchObject({
    ...{ code: 'P0000001', name: 'Siti Aminah', overlaps: [], merged: [] },
    entries: [{ agency: 'Dinas Kesehatan', own: { funding: 'apbd', file: 'daftar.csv' } }],
    counts: { inARow: 2, waiting: 'no', explained: [expect.any(String), expect.any(String), expect.any(String)] },
  })
})

it('sapa worker says of an unknown code that it is not there', async () => {
  await expect(worker(['P0000009'], shell)).rejects.toMatchObject({ code: 'operation.noWorker' })
  await expect(worker([], shell)).rejects.toMatchObject({ code: 'cli.missing' })
})
