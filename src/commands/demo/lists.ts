import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Funding } from '../../domain/cover.ts'
import { VERDICTS } from '../../domain/roster/judge.ts'
import { importRoster } from '../../services/rosters/import-roster.ts'
import type { World } from '../../services/world.ts'
import { addAgency } from '../../store/agencies.ts'
import type { Shell } from '../command.ts'
import { table } from '../table.ts'

export const LISTS: readonly [code: string, name: string, file: string, funding: Funding][] = [
  ['PEM', 'Bagian Pemerintahan', 'pem-ketua-rt-rw.csv', 'apbd'],
  ['KESRA', 'Bagian Kesejahteraan Rakyat', 'kesra-guru-ngaji-guru-minggu.csv', 'apbd'],
  ['DKPPP', 'Dinas Ketahanan Pangan, Pertanian dan Perikanan', 'dkppp-petani-nelayan.csv', 'apbd'],
  ['DKUPP', 'Dinas Koperasi, UMKM dan Perdagangan', 'dkupp-pelaku-umkm.csv', 'apbd'],
  ['DINKES', 'Dinas Kesehatan', 'dinkes-kader-kesehatan.xlsx', 'apbd'],
  ['DISPERINAKER', 'Dinas Perindustrian dan Tenaga Kerja', 'disperinaker-dbhcht.csv', 'dbhcht'],
]
const FOLDER = fileURLToPath(new URL('../../../docs/contoh', import.meta.url))
export const TODAY = '2026-11-24'
/** The agency whose workers the story follows, and which reads the report at its end. */
export const AGENCY = 'DKPPP'

/** Imports all fictional lists into an empty world and prints what became of their lines. */
export async function importLists(world: World, { out, say }: Shell): Promise<void> {
  const rows: string[][] = [['', ...VERDICTS.map((verdict) => say(`roster.verdict.${verdict}`))]]
  for (const [code, name, file, funding] of LISTS) {
    const now = world.clock.now()
    await world.database.run((db) => addAgency(db, { id: world.ids.next(now), code, name, createdAt: now }))
    const { verdicts } = await importRoster(world, path.join(FOLDER, file), {
      agency: code,
      funding,
      mode: 'apply',
      by: 'demo',
    })
    rows.push([code, ...VERDICTS.map((verdict) => String(verdicts[verdict]))])
  }
  out(table(rows))
}
