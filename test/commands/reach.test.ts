import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { agency } from '../../src/commands/agency.ts'
import { importCommand } from '../../src/commands/import.ts'
import { reach } from '../../src/commands/reach.ts'
import { review } from '../../src/commands/review.ts'
import { setting } from '../../src/commands/setting.ts'
import { TurnableClock } from '../../src/domain/clock.ts'
import { sheetsIn, textIn } from '../services/reports/reading.ts'
import { piped, type TestShell } from '../support/shell.ts'
import { TUESDAY } from '../support/world.ts'

let folder: string
let shell: TestShell
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sapa-reach-command-'))
  shell = piped({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, new TurnableClock(new Date(TUESDAY)))
  const list = path.join(folder, 'daftar.csv')
  writeFileSync(
    list,
    'nik,nama,tanggal_lahir,kelurahan,pekerjaan,mulai,selesai\n3574015708709001,Siti Aminah,17-08-1970,Jati,nelayan,2026-09,2026-12',
  )
  await agency(['add', 'DINKES', 'Dinas Kesehatan'], shell)
  await importCommand([list, '--agency', 'DINKES', '--funding', 'dbhcht', '--apply'], shell)
  shell.lines.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const DAYS = ['--from', '2026-11-01', '--to', '2026-11-30']
const at = (name: string) => path.join(folder, name)

it('sapa reach begins with coverage once it is known of whom, and divides by funding and by month', async () => {
  for (const [key, value] of Object.entries({ allWorkers: '4', allWorkersSource: 'BPS', allWorkersYear: '2025' }))
    await setting(['set', key, value], shell)
  shell.lines.length = 0
  await reach([...DAYS, '--by', 'funding'], shell)
  expect(shell.lines.join('\n')).toMatch(
    /Cakupan +25 % +1 orang tercakup dari 4 pekerja .*\(BPS, 2025\)[\s\S]+DBHCHT +1/,
  )
  shell.lines.length = 0
  await reach([...DAYS, '--by', 'month', '--format', 'csv'], shell)
  expect(shell.lines.join('\n')).toMatch(/2026-11;November 2026;listed;terdaftar;1;/)
  expect(shell.lines.join('\n')).toMatch(/;;coverage;Cakupan;1;.*;25$/m)
})

it('sapa reach writes a workbook and a paper, for nobody else on the machine', async () => {
  await reach([...DAYS, '--by', 'kelurahan', '--format', 'xlsx', '--out', at('a.xlsx')], shell)
  expect((await sheetsIn(readFileSync(at('a.xlsx')))).get('kelurahan')![1]!.slice(0, 2)).toEqual(['Jati', 1])
  await reach([...DAYS, '--by', 'kelurahan', '--format', 'pdf', '--out', at('a.pdf')], shell)
  expect(await textIn(readFileSync(at('a.pdf')))).toContain('Jati 0 dari 1 (0 %)')
  expect(statSync(at('a.pdf')).mode & 0o777).toBe(0o600)
  await expect(reach([...DAYS, '--format', 'pdf', '--out', at('none/a.pdf')], shell)).rejects.toMatchObject({
    code: 'operation.cannotWrite',
  })
})

it('sapa review writes the paper of a month, and refuses one that has not begun', async () => {
  await review(['--month', '2026-11', '--out', at('r.pdf')], shell)
  expect(await textIn(readFileSync(at('r.pdf')))).toMatch(
    /Keputusan yang ditunggu .*Dinas Kesehatan Desember 2026 DBHCHT 1/,
  )
  await expect(review(['--month', '2027-01', '--out', at('r.pdf')], shell)).rejects.toMatchObject({
    code: 'operation.badMonth',
  })
  await expect(review(['--month', '2026-11'], shell)).rejects.toMatchObject({ code: 'cli.missing' })
})
