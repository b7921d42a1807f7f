import type { Evidence } from '../../../src/domain/likeness/evidence.ts'
import type { Officer } from '../../../src/domain/officer.ts'
import type { RosterRow } from '../../../src/domain/roster/row.ts'
import { hashOfOwners, hashOfTwo } from '../../../src/services/register/pairs.ts'
import { raiseDoubts } from '../../../src/store/doubts.ts'
import { keepRows, openImport } from '../../../src/store/imports.ts'
import { workersById } from '../../../src/store/workers.ts'
import type { TestWorld } from '../../support/world.ts'

/** An officer of the whole city, or of one agency. */
export function officer(agencyId: string | null = null, more: Partial<Officer> = {}): Officer {
  const name = 'Bu Rina'
  return { id: `officer-${agencyId}`, username: 'rina', name, role: 'approver', agencyId, kelurahan: null, ...more }
}

const ROW: Omit<RosterRow, 'nik'> = {
  ...{ name: 'Siti Amina', bornOn: '1970-08-17', sex: 'female', phone: null, address: null },
  ...{
    kelurahan: '35.74.01.1001',
    occupation: 'nelayan',
    segment: 'nelayan',
    programmes: null,
    basis: null,
    memberNumber: null,
  },
  ...{ startsOn: '2026-03-01', endsOn: '2026-12-31', paidThrough: '2026-10-31', consent: null, notes: {} },
}

/** Fictional NIKs of rows that may be somebody else's; `enrol` makes its own in another kecamatan. */
export const NIK = '3574025708709999'
export const OTHER_NIK = '3574025708709998'

export interface Doubting {
  agencyId: string
  /** The worker whom the row may be. */
  workerId: string
  /** The row's; left out, it is the worker's own, and another person's name. */
  nik?: string
  row?: Partial<RosterRow>
  score?: number
}

const SLIP: Evidence[] = [
  { field: 'nik', is: 'swapped' },
  { field: 'name', is: 'typo' },
  { field: 'bornOn', is: 'same' },
]
const OWNERS: Evidence[] = [
  { field: 'nik', is: 'same' },
  { field: 'name', is: 'other' },
  { field: 'bornOn', is: 'other' },
]

/** A row of a file that an import has found doubtful; says the id of its doubt. */
export async function doubting(world: TestWorld, { agencyId, workerId, nik, row, score = 90 }: Doubting) {
  const { vault, ids, clock, database } = world
  const now = clock.now()
  const [id, importId] = [ids.next(now), ids.next(now)]
  return await database.run(function* (db) {
    const [worker] = yield* workersById(db, [workerId])
    const read: RosterRow = { ...ROW, nik: nik ?? vault.open('workers.nik', worker!.nikSealed), ...row }
    yield* openImport(db, {
      ...{ id: importId, agencyId, fileName: 'daftar.csv', fileHash: importId, counts: {}, startedAt: now },
      ...{ startedBy: 'test', options: { funding: 'apbd' } },
    })
    const rowSealed = vault.seal('import_rows.row', JSON.stringify({ row: read, cells: {}, notes: {} }))
    yield* keepRows(db, [{ importId, line: 2, rowSealed, verdict: 'doubtful', problems: [], workerId, score }])
    const pairHash = nik
      ? hashOfTwo(vault, vault.hash('nik', nik), worker!.nikHash)
      : hashOfOwners(vault, worker!.nikHash, read)
    yield* raiseDoubts(db, [
      { id, pairHash, agencyId, importId, line: 2, workerId, score, evidence: nik ? SLIP : OWNERS, raisedAt: now },
    ])
    return { doubtId: id, importId, pairHash }
  })
}
