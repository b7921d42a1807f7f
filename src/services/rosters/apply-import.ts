import { dayOf } from '../../domain/clock.ts'
import type { Funding, Programme } from '../../domain/cover.ts'
import { nameKey } from '../../domain/name-key.ts'
import type { RosterRow } from '../../domain/roster/row.ts'
import { workerCode } from '../../domain/worker-code.ts'
import type { Agency } from '../../store/agencies.ts'
import { note } from '../../store/audit.ts'
import {
  appliedThrough,
  type ImportRow,
  lastWorkerNumber,
  markApplied,
  markAppliedThrough,
  rowsToApply,
} from '../../store/imports.ts'
import {
  addWorker,
  changeWorker,
  enterEnrolment,
  recordConsent,
  withdrawConsent,
  workersByNiks,
} from '../../store/register.ts'
import type { Db, Work } from '../../store/work.ts'
import { memberNumberHash } from '../contributions/member-number-hash.ts'
import type { World } from '../world.ts'
import { endTurn, keepTurn } from './turn.ts'

const BATCH = 250

/** City-paid workers have accident and death cover only (domain.md § 2); a roster tells of no other. */
const PROGRAMMES: Programme[] = ['jkk', 'jkm']

/**
 * Brings the register up to date with the rows of a judged import, in batches that each stand whole; says how many.
 * Every row may be applied twice without harm. Throws `operation.importRunning` while another import is being applied.
 */
export async function applyImport(world: World, importId: string, agency: Agency, funding: Funding): Promise<number> {
  let applied = 0
  try {
    for (;;) {
      const done = await world.database.run((db) => applyBatch(db, world, importId, agency, funding))
      applied += done
      if (done < BATCH) break
    }
    await world.database.run((db) => close(db, world, importId, applied))
  } finally {
    await world.database.run((db) => endTurn(db, importId))
  }
  return applied
}

function* applyBatch(db: Db, world: World, importId: string, agency: Agency, funding: Funding): Work<number> {
  const now = world.clock.now()
  yield* keepTurn(db, world, importId)
  const kept = yield* rowsToApply(db, importId, yield* appliedThrough(db, importId), BATCH)
  const rows = kept.map((one) => rowOf(world, one))
  const hashes = rows.map(({ nik }) => world.vault.hash('nik', nik))
  const standing = new Map((yield* workersByNiks(db, hashes)).map((worker) => [worker.nikHash, worker.id]))
  let number = yield* lastWorkerNumber(db)
  for (const [at, row] of rows.entries()) {
    const nikHash = hashes[at]!
    const known = standing.get(nikHash)
    const workerId = known ?? world.ids.next(now)
    const person = personOf(world, row, now)
    if (known) yield* changeWorker(db, known, person)
    else yield* addWorker(db, { ...person, ...newcomer(world, workerId, ++number, row, nikHash, now) })
    standing.set(nikHash, workerId)
    yield* enterEnrolment(db, enrolmentOf(world, importId, workerId, agency, funding, row, now))
    yield* takeConsent(db, world, importId, agency, row, now)
  }
  const last = kept.at(-1)
  if (last) yield* markAppliedThrough(db, importId, last.line)
  return kept.length
}

function rowOf(world: World, { rowSealed }: ImportRow): RosterRow {
  return (JSON.parse(world.vault.open('import_rows.row', rowSealed)) as { row: RosterRow }).row
}

function personOf({ vault }: World, row: RosterRow, now: Date) {
  return {
    name: row.name,
    nameKey: nameKey(row.name),
    bornOn: row.bornOn,
    sex: row.sex,
    kelurahan: row.kelurahan,
    updatedAt: now,
    // A list that leaves a cell empty takes nothing back from the register.
    ...(row.phone !== null && {
      phoneSealed: vault.seal('workers.phone', row.phone),
      phoneHash: vault.hash('phone', row.phone),
    }),
    ...(row.address !== null && { addressSealed: vault.seal('workers.address', row.address) }),
  }
}

function newcomer({ vault }: World, id: string, number: number, row: RosterRow, nikHash: string, now: Date) {
  return { id, code: workerCode(number), nikSealed: vault.seal('workers.nik', row.nik), nikHash, createdAt: now }
}

function enrolmentOf(
  { vault, ids }: World,
  importId: string,
  workerId: string,
  agency: Agency,
  funding: Funding,
  row: RosterRow,
  now: Date,
) {
  const { segment, occupation, startsOn, endsOn, paidThrough, memberNumber } = row
  return {
    ...{
      id: ids.next(now),
      workerId,
      listedAs: workerId,
      agencyId: agency.id,
      importId,
      funding,
      segment,
      occupation,
      startsOn,
      endsOn,
      paidThrough,
    },
    programmes: PROGRAMMES,
    asOf: dayOf(now),
    memberNumberSealed: memberNumber === null ? null : vault.seal('enrolments.memberNumber', memberNumber),
    memberNumberHash: memberNumber === null ? null : memberNumberHash(vault, memberNumber),
    createdAt: now,
    updatedAt: now,
  }
}

function* takeConsent(
  db: Db,
  { vault, ids }: World,
  importId: string,
  agency: Agency,
  { phone, consent }: RosterRow,
  now: Date,
): Work<void> {
  if (phone === null || consent === null) return
  const phoneHash = vault.hash('phone', phone)
  if (!consent.given) return yield* withdrawConsent(db, phoneHash, agency.id, now)
  const { source, on: givenOn } = consent
  yield* recordConsent(db, {
    id: ids.next(now),
    phoneHash,
    agencyId: agency.id,
    source,
    givenOn,
    importId,
    recordedAt: now,
  })
}

function* close(db: Db, world: World, importId: string, applied: number): Work<void> {
  const now = world.clock.now()
  yield* markApplied(db, importId, now)
  yield* note(db, {
    ...{ id: world.ids.next(now), at: now, actor: 'operator', action: 'import.applied', subject: `import:${importId}` },
    detail: { rows: applied },
  })
}
