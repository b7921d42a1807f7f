import type { Funding } from '../../domain/cover.ts'
import { arePlainlyTwo } from '../../domain/likeness/compare.ts'
import { type Judgement, judge, type Known, type KnownEnrolment } from '../../domain/roster/judge.ts'
import { decidedPairs } from '../../store/doubts.ts'
import { enrolmentsListedAs, workersByNiks } from '../../store/register.ts'
import type { Vault } from '../../store/vault.ts'
import type { Db, Work } from '../../store/work.ts'
import type { Worker } from '../../store/workers.ts'
import { hashOfOwners } from '../register/pairs.ts'
import type { FileSoFar } from './file-so-far.ts'
import { type LookAlikes, lookAlikesOf, probably, undecided } from './look-alikes.ts'
import { openedEnrolment, openedWorker } from './opened-worker.ts'
import type { LookedUpBy, PreparedLine } from './prepare-line.ts'

/** One line with what became of it. */
export interface JudgedLine extends Judgement, PreparedLine {
  /** The code of the worker that it is or may be. */
  workerCode?: string
  /** The two entries of whom an officer has to decide. */
  pairHash?: string
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
  lines: readonly PreparedLine[],
  soFar: FileSoFar,
): Work<JudgedLine[]> {
  yield* soFar.begin(db, lines)
  const around = yield* lookAround(db, vault, lines)
  const judged: JudgedLine[] = []
  for (const line of lines) judged.push(yield* judgeOne(db, vault, list, line, around, soFar))
  return judged
}

/** What the register knows around some lines. */
interface Around {
  byNikHash: ReadonlyMap<string, Worker>
  enrolments: ReadonlyMap<string, KnownEnrolment[]>
  alike: LookAlikes
}

function* lookAround(db: Db, vault: Vault, lines: readonly PreparedLine[]): Work<Around> {
  const looks = lines.flatMap(({ look }) => look ?? [])
  const sameNik = yield* workersByNiks(
    db,
    looks.map(({ nikHash }) => nikHash),
  )
  const byNikHash = new Map(sameNik.map((worker) => [worker.nikHash, worker]))
  const enrolments = yield* enrolmentsListedAs(
    db,
    sameNik.map(({ id }) => id),
  )
  return {
    byNikHash,
    enrolments: Map.groupBy(
      enrolments.map((entry) => openedEnrolment(vault, entry)),
      ({ listedAs }) => listedAs,
    ),
    alike: yield* lookAlikesOf(
      db,
      vault,
      looks.filter(({ nikHash }) => !byNikHash.has(nikHash)),
    ),
  }
}

function* judgeOne(
  db: Db,
  vault: Vault,
  { agencyId: agency, funding }: ListOf,
  line: PreparedLine,
  around: Around,
  soFar: FileSoFar,
): Work<JudgedLine> {
  const { read, look } = line
  const phoneUsers = soFar.countPhone(line.line, look?.row.phone ?? null)
  const said = { agency, funding, phoneUsers, enrolmentsOfSameNik: [] }
  if (!look) return { ...line, ...judge(read, said) }
  const seenInFile = soFar.sawNik(line.line, look)
  const worker = around.byNikHash.get(look.nikHash)
  const judged = worker
    ? yield* judgeListed(db, vault, line, look, worker, { ...said, seenInFile }, around)
    : yield* judgeUnlisted(db, vault, line, look, { ...said, seenInFile }, around, soFar)
  if (judged.verdict !== 'invalid' && judged.verdict !== 'doubtful') soFar.addPerson(line.line, look)
  return judged
}

function* judgeListed(
  db: Db,
  vault: Vault,
  line: PreparedLine,
  look: LookedUpBy,
  worker: Worker,
  said: Known,
  { enrolments }: Around,
): Work<JudgedLine> {
  const sameNik = openedWorker(vault, worker)
  const pairHash = arePlainlyTwo(look.row, sameNik) ? hashOfOwners(vault, look.nikHash, look.row) : undefined
  const ownerDecision = pairHash && (yield* decidedPairs(db, [pairHash])).get(pairHash)
  const known = { ...said, sameNik, enrolmentsOfSameNik: enrolments.get(worker.id) ?? [] }
  const judged = judge(line.read, { ...known, ...(ownerDecision && { ownerDecision }) })
  return { ...line, ...judged, workerCode: worker.code, ...(pairHash !== undefined && { pairHash }) }
}

function* judgeUnlisted(
  db: Db,
  vault: Vault,
  line: PreparedLine,
  look: LookedUpBy,
  said: Known,
  { alike }: Around,
  soFar: FileSoFar,
): Work<JudgedLine> {
  const [twin] = yield* undecided(db, probably(vault, look, [...alike(look), ...soFar.mayBe(line.line, look)]))
  const judged = judge(line.read, { ...said, ...(twin && { twin }) })
  if (!twin || judged.verdict !== 'doubtful') return { ...line, ...judged }
  const { pairHash, workerCode } = twin
  return { ...line, ...judged, pairHash, ...(workerCode !== undefined && { workerCode }) }
}
