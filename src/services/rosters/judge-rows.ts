import type { Funding } from '../../domain/cover.ts'
import { nameKey } from '../../domain/name-key.ts'
import { type Judgement, judge, type KnownEnrolment, type KnownWorker } from '../../domain/roster/judge.ts'
import { areProbablyOne } from '../../domain/roster/likeness.ts'
import { countPhone, type PhoneTally } from '../../domain/roster/phone-tally.ts'
import { type ReadRow, type RowOptions, readRow } from '../../domain/roster/read-row.ts'
import type { RosterLine, RosterRow } from '../../domain/roster/row.ts'
import { enrolmentsOfWorkers, workersAlike, workersByNiks } from '../../store/register.ts'
import type { Row } from '../../store/schema.ts'
import type { Vault } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import type { Worker } from '../../store/workers.ts'

/** One line with what became of it. */
export interface JudgedLine extends Judgement {
  line: number
  read: ReadRow
  source: RosterLine
  /** The code of the worker that it is or may be. */
  workerCode?: string
}

/** What the file so far has shown, carried from batch to batch. */
export class FileSoFar {
  readonly phones: PhoneTally = new Map()
  private readonly nikHashes = new Set<string>()
  private readonly persons = new Map<string, RosterRow[]>()

  /** Whether an earlier line has this NIK; takes it down. */
  sawNik(nikHash: string): boolean {
    const seen = this.nikHashes.has(nikHash)
    this.nikHashes.add(nikHash)
    return seen
  }

  /** Earlier lines that might be the same person under another NIK; takes this one down. */
  alike(row: RosterRow): RosterRow[] {
    const keys = [row.bornOn, nameKey(row.name)]
    const met = keys.flatMap((key) => this.persons.get(key) ?? [])
    for (const key of keys) this.persons.set(key, [...(this.persons.get(key) ?? []), row])
    return met
  }
}

/** Whose list is judged, and who pays for those on it. */
export interface ListOf {
  agencyId: string
  funding: Funding
}

/** Judges some lines against the register and the file so far; writes nothing. */
export function* judgeLines(
  db: Db,
  vault: Vault,
  list: ListOf,
  lines: readonly RosterLine[],
  options: RowOptions,
  soFar: FileSoFar,
): Work<JudgedLine[]> {
  const reads = lines.map((source) => ({ source, read: readRow(source, options) }))
  const rows = reads.flatMap(({ read }) => read.row ?? [])
  const known = yield* knownAround(db, vault, rows)
  return reads.map(({ source, read }) => judgeOne(vault, list, source, read, known, soFar))
}

interface KnownAround {
  byNikHash: Map<string, Worker>
  alike: KnownWorker[]
  enrolments: Map<string, KnownEnrolment[]>
  codes: Map<string, string>
}

function* knownAround(db: Db, vault: Vault, rows: readonly RosterRow[]): Work<KnownAround> {
  const sameNik = yield* workersByNiks(
    db,
    rows.map(({ nik }) => vault.hash('nik', nik)),
  )
  const alike = yield* workersAlike(
    db,
    rows.map(({ bornOn }) => bornOn),
    rows.map(({ name }) => nameKey(name)),
  )
  const enrolments = yield* enrolmentsOfWorkers(
    db,
    sameNik.map(({ id }) => id),
  )
  return {
    byNikHash: new Map(sameNik.map((worker) => [worker.nikHash, worker])),
    alike: alike.map((worker) => opened(vault, worker)),
    enrolments: Map.groupBy(
      enrolments.map((entry) => knownEnrolment(vault, entry)),
      ({ workerId }) => workerId,
    ),
    codes: new Map([...sameNik, ...alike].map(({ id, code }) => [id, code])),
  }
}

function judgeOne(
  vault: Vault,
  { agencyId: agency, funding }: ListOf,
  source: RosterLine,
  read: ReadRow,
  { byNikHash, alike, enrolments, codes }: KnownAround,
  soFar: FileSoFar,
): JudgedLine {
  const nikHash = read.row && vault.hash('nik', read.row.nik)
  const worker = nikHash === undefined ? undefined : byNikHash.get(nikHash)
  const seenInFile = nikHash !== undefined && soFar.sawNik(nikHash)
  const judged = judge(read, {
    agency,
    funding,
    ...(worker && { sameNik: opened(vault, worker) }),
    enrolmentsOfSameNik: (worker && enrolments.get(worker.id)) ?? [],
    alike: read.row ? [...mayBe(read.row, alike), ...fromFile(read.row, seenInFile, soFar)] : [],
    seenInFile,
    phoneUsers: countPhone(soFar.phones, read.row?.phone ?? null),
  })
  const workerCode = judged.matched === undefined ? undefined : codes.get(judged.matched)
  return { ...judged, line: source.line, read, source, ...(workerCode !== undefined && { workerCode }) }
}

// The look-up by birth date or name brings a whole batch's candidates; each row wants its own.
function mayBe(row: RosterRow, candidates: readonly KnownWorker[]): KnownWorker[] {
  return candidates.filter((candidate) => candidate.nik !== row.nik && areProbablyOne(row, candidate))
}

function fromFile(row: RosterRow, seenInFile: boolean, soFar: FileSoFar): KnownWorker[] {
  return seenInFile ? [] : soFar.alike(row).map((earlier) => ({ ...earlier, id: '' }))
}

function opened(vault: Vault, worker: Worker): KnownWorker {
  const open = (place: string, sealed: string | null) => (sealed === null ? null : vault.open(place, sealed))
  return {
    id: worker.id,
    nik: vault.open('workers.nik', worker.nikSealed),
    name: worker.name,
    bornOn: worker.bornOn,
    sex: worker.sex ?? 'male',
    phone: open('workers.phone', worker.phoneSealed),
    address: open('workers.address', worker.addressSealed),
    kelurahan: worker.kelurahan ?? '',
  }
}

function knownEnrolment(vault: Vault, entry: Row<'enrolments'>): KnownEnrolment & { workerId: string } {
  const { workerId, agencyId, funding, occupation, segment, startsOn, endsOn, paidThrough, memberNumberSealed } = entry
  const memberNumber = memberNumberSealed === null ? null : vault.open('enrolments.memberNumber', memberNumberSealed)
  return {
    workerId,
    agency: agencyId,
    funding,
    occupation,
    segment: segment as KnownEnrolment['segment'],
    memberNumber,
    startsOn,
    endsOn,
    paidThrough,
  }
}
