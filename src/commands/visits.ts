import { DomainError } from '../domain/errors.ts'
import { findKelurahan } from '../domain/region/find-kelurahan.ts'
import { kelurahanOf } from '../domain/region/kelurahan.ts'
import { visitNumber } from '../domain/worker-code.ts'
import { withWorld } from '../main.ts'
import { saveFile } from '../services/save-file.ts'
import { visitPapers } from '../services/visit-papers.ts'
import { askingPoster } from '../services/visits/poster.ts'
import { agencyByCode } from '../store/agencies.ts'
import { openVisits } from '../store/visits.ts'
import type { Command } from './command.ts'
import { needed, readOptions } from './options.ts'
import { table } from './table.ts'

const OPTIONS = {
  agency: { type: 'string' },
  kelurahan: { type: 'string' },
  list: { type: 'string' },
  slips: { type: 'string' },
  poster: { type: 'string' },
} as const

/** `visits --agency CODE [--kelurahan NAME] [--list FILE.pdf] [--slips FILE.pdf] [--poster FILE.pdf]`: who is to be told face to face. */
export const visits: Command = async (args, shell) => {
  const { values } = readOptions(args, OPTIONS)
  const code = needed('--agency', values.agency)
  const kelurahan = values.kelurahan === undefined ? undefined : findKelurahan(values.kelurahan)
  if (values.kelurahan !== undefined && !kelurahan) throw new DomainError('cli.visits.noKelurahan')
  return withWorld(shell, async (world) => {
    const { agency, list } = await world.database.run(function* (db) {
      const agency = yield* agencyByCode(db, code)
      if (!agency) throw new DomainError('operation.noAgency', { code })
      return { agency, list: yield* openVisits(db, agency.id, kelurahan?.code, world.clock.now()) }
    })
    const papers = visitPapers(world, agency, list)
    if (values.list !== undefined) await papers.writeList(values.list)
    if (values.slips !== undefined) {
      if (!shell.env.PUBLIC_URL?.trim()) shell.err(shell.say(['cli.visits.noPublicUrl', { url: world.publicUrl }]))
      await papers.writeSlips(values.slips)
    }
    if (values.poster !== undefined)
      await saveFile(await askingPoster(world, agency, kelurahan?.code ?? null), values.poster)
    if (values.list === undefined && values.slips === undefined && values.poster === undefined) {
      const rows = list.map(({ worker, visit }) => [
        visitNumber(worker.code),
        worker.name,
        kelurahanOf(worker.kelurahan ?? '')?.name ?? '',
        shell.say(`cli.visits.reason.${visit.reason}`),
      ])
      shell.out(table(rows))
    }
    shell.err(shell.say(['cli.visits.done', { n: list.length }]))
    return 0
  })
}
