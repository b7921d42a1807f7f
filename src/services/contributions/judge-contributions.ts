import type { Day, Month } from '../../domain/clock.ts'
import type { ContributionRow, Statement } from '../../domain/contributions/contribution.ts'
import {
  type JudgedContribution,
  judgeContribution,
  type PayableEnrolment,
} from '../../domain/contributions/judge-contribution.ts'
import { type ReadContribution, readContribution } from '../../domain/contributions/read-contribution.ts'
import type { Facts } from '../../domain/facts/facts.ts'
import type { RosterLine } from '../../domain/roster/row.ts'
import { contributionsOfEnrolments, enrolmentsByNumbers, enrolmentsNaming } from '../../store/contributions.ts'
import { workersByNiks } from '../../store/register.ts'
import type { Row } from '../../store/schema.ts'
import type { Vault } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import { type Worker, workersById } from '../../store/workers.ts'
import type { SaidInFile } from './said-in-file.ts'

/** One line with what became of it. */
export interface JudgedLine extends JudgedContribution {
  line: number
  read: ReadContribution
  source: RosterLine
  /** The code of the worker whose month it is or may be. */
  workerCode?: string
}

/** Whose file is judged, and on which day it speaks. */
export interface FileOf {
  agencyId: string
  asOf: Day
  facts: Facts
}

/** Judges some lines against the register and the rest of the file; writes nothing. */
export function* judgeLines(
  db: Db,
  vault: Vault,
  file: FileOf,
  lines: readonly RosterLine[],
  inFile: SaidInFile,
): Work<JudgedLine[]> {
  const reads = lines.map((source) => ({ source, read: readContribution(source, file.facts) }))
  const known = yield* payableAround(
    db,
    vault,
    file.agencyId,
    reads.flatMap(({ read }) => read.row ?? []),
  )
  return reads.map(({ source, read }) => {
    const judged = judgeContribution(read, {
      byNumber: known.byNumber(read.row?.memberNumber ?? null),
      byNik: known.byNik(read.row?.nik ?? null),
      inFile: read.row ? inFile.meet(read.row) : 'once',
      asOf: file.asOf,
      facts: file.facts,
    })
    const workerCode = judged.matched === undefined ? undefined : known.codes.get(judged.matched)
    return { ...judged, line: source.line, read, source, ...(workerCode !== undefined && { workerCode }) }
  })
}

interface PayableAround {
  byNumber(memberNumber: string | null): PayableEnrolment[]
  byNik(nik: string | null): PayableEnrolment[]
  codes: ReadonlyMap<string, string>
}

function* payableAround(db: Db, vault: Vault, agencyId: string, rows: readonly ContributionRow[]): Work<PayableAround> {
  const hashed = (kind: string, texts: readonly (string | null)[]) =>
    [...new Set(texts.filter((text) => text !== null))].map((text) => vault.hash(kind, text))
  const numbered = yield* enrolmentsByNumbers(
    db,
    agencyId,
    hashed(
      'memberNumber',
      rows.map(({ memberNumber }) => memberNumber),
    ),
  )
  const named = yield* workersByNiks(
    db,
    hashed(
      'nik',
      rows.map(({ nik }) => nik),
    ),
  )
  const ofNamed = yield* enrolmentsNaming(
    db,
    agencyId,
    named.map(({ id }) => id),
  )
  const entries = [...new Map([...numbered, ...ofNamed].map((entry) => [entry.id, entry])).values()]
  const workers = yield* workersById(db, [
    ...new Set(entries.flatMap(({ workerId, listedAs }) => [workerId, listedAs])),
  ])
  const held = yield* contributionsOfEnrolments(
    db,
    entries.map(({ id }) => id),
  )
  const payables = payablesFrom(entries, workers, held)
  const ofNumber = Map.groupBy(numbered, ({ memberNumberHash }) => memberNumberHash)
  const idsByNik = new Map(named.map(({ nikHash, id }) => [nikHash, id]))
  const from = (some: readonly Row<'enrolments'>[]) => some.map(({ id }) => payables.get(id)!)
  return {
    byNumber: (number) => (number === null ? [] : from(ofNumber.get(vault.hash('memberNumber', number)) ?? [])),
    byNik: (nik) => {
      const id = nik === null ? undefined : idsByNik.get(vault.hash('nik', nik))
      return id === undefined
        ? []
        : from(ofNamed.filter(({ workerId, listedAs }) => workerId === id || listedAs === id))
    },
    codes: new Map(workers.map(({ id, code }) => [id, code])),
  }
}

function payablesFrom(
  entries: readonly Row<'enrolments'>[],
  workers: readonly Worker[],
  held: readonly Row<'contributions'>[],
): Map<string, PayableEnrolment> {
  const names = new Map(workers.map(({ id, name }) => [id, name]))
  const months = Map.groupBy(held, ({ enrolmentId }) => enrolmentId)
  return new Map(
    entries.map(({ id, workerId, listedAs, programmes, funding, startsOn, endsOn }) => [
      id,
      {
        ...{ id, workerId, programmes, funding, startsOn, endsOn },
        names: [workerId, listedAs].flatMap((one) => names.get(one) ?? []),
        months: new Map(
          (months.get(id) ?? []).map(({ month, amount, status, asOf }): [Month, Statement] => [
            month,
            { amount, status, asOf },
          ]),
        ),
      },
    ]),
  )
}
